"""Addresses of letters: the pages that write them, the letter itself, and one address for each deed."""

from django.urls import path

from documents.proposals.urls import urlpatterns as writing
from workflows.approval import letter_views

app_name = "letters"
urlpatterns = [
    *writing,
    path("<str:code>/", letter_views.detail, name="detail"),
    path("<str:code>/trail/", letter_views.trail, name="trail"),
    *(
        path(f"<str:code>/{name.replace('_', '-')}/", letter_views.move, {"name": name}, name=name)
        for name in ("hand_to_head", "send_back_to_clerk", "send", "enter_received", "recall")
    ),
]
