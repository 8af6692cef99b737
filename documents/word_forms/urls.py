"""Addresses of the commune's Word forms."""

from django.urls import path

from documents.word_forms import views

app_name = "word_forms"
urlpatterns = [
    path("", views.index, name="list"),
    path("<int:pk>/end/", views.end, name="end"),
    path("<int:pk>/file/", views.file, name="file"),
    path("<int:pk>/sample/", views.sample, name="sample"),
]
