"""URLs of opinions."""

from django.urls import path

from workflows.opinions import views

app_name = "opinions"
urlpatterns = [
    path("", views.index, name="list"),
    path("ask/<str:code>/", views.ask, name="ask"),
    path("<str:code>/", views.detail, name="detail"),
    path("<str:code>/answer/", views.answer, name="answer"),
    path("<str:code>/record/", views.record, name="record"),
    path("<str:code>/withdraw/", views.withdraw, name="withdraw"),
    path("<str:code>/letter/", views.letter, name="letter"),
    path("<str:code>/letter/word/", views.letter_word, name="letter_word"),
    path("<str:code>/files/<int:pk>/", views.file, name="file"),
    path("<str:code>/papers/<int:pk>/", views.paper, name="paper"),
]
