"""Addresses of campaigns."""

from django.urls import path

from documents.campaigns import views

app_name = "campaigns"
urlpatterns = [
    path("", views.index, name="list"),
    path("new/", views.new, name="new"),
    path("<str:code>/", views.detail, name="detail"),
    path("<str:code>/edit/", views.edit, name="edit"),
    path("<str:code>/exceptions/grant/", views.grant_exception, name="grant_exception"),
]
