"""URLs of public notices and of the objections to them."""

from django.urls import path

from workflows.public_notice import views

app_name = "public_notice"
urlpatterns = [
    path("public-notices/", views.index, name="index"),
    path("public-notices/<str:code>/", views.commune, name="commune"),
    path("proposals/<str:code>/notice/paper/", views.paper, name="paper"),
    path("proposals/<str:code>/notice/paper/word/", views.paper, {"ending": "docx"}, name="word"),
    path("proposals/<str:code>/notice/objections/note/", views.note_objection, name="note"),
    path("proposals/<str:code>/notice/objections/<int:pk>/answer/", views.answer_objection, name="answer"),
    path("proposals/<str:code>/notice/objections/<int:pk>/scan/", views.scan, name="scan"),
]
