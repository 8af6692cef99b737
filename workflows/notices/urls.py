"""Addresses of notices."""

from django.urls import path

from workflows.notices import mailing_views, views

app_name = "notices"
urlpatterns = [
    path("", views.index, name="list"),
    path("<int:pk>/", views.open_notice, name="open"),
    path("read/", views.read, name="read"),
    path("mail/", views.mail, name="mail"),
    path("mailings/", mailing_views.index, name="mailings"),
    path("mailings/<int:pk>/repeat/", mailing_views.repeat, name="repeat"),
]
