"""URLs of the inbox."""

from django.urls import path

from workflows.inbox import views

app_name = "inbox"
urlpatterns = [
    path("inbox/", views.inbox, name="list"),
    path("inbox/next/", views.next_one, name="next"),
]
