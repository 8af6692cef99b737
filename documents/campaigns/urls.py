"""Addresses of campaigns."""

from django.urls import path

from documents.campaigns import life_views, views

app_name = "campaigns"
urlpatterns = [
    path("", views.index, name="list"),
    path("new/", views.new, name="new"),
    path("<str:code>/", views.detail, name="detail"),
    path("<str:code>/edit/", views.edit, name="edit"),
    path("<str:code>/launch/", life_views.launch, name="launch"),
    path("<str:code>/end/", life_views.end, name="end"),
    path("<str:code>/summarise/", life_views.summarise, name="summarise"),
    path("<str:code>/remind/", life_views.remind, name="remind"),
    path("<str:code>/files/add/", life_views.add_file, name="add_file"),
    path("<str:code>/files/<int:pk>/", life_views.file, name="file"),
    path("<str:code>/files/<int:pk>/remove/", life_views.remove_file, name="remove_file"),
    path("<str:code>/exceptions/ask/", life_views.ask_exception, name="ask_exception"),
    path("<str:code>/exceptions/<int:pk>/decline/", life_views.decline_exception, name="decline_exception"),
    path("<str:code>/exceptions/grant/", views.grant_exception, name="grant_exception"),
]
