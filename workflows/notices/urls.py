"""Addresses of notices."""

from django.urls import path

from workflows.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.index, name="list"),
    path("<int:pk>/", views.open_notice, name="open"),
    path("read/", views.read, name="read"),
    path("mail/", views.mail, name="mail"),
]
