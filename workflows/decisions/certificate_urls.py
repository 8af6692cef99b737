"""URLs of certificates: the open page of each, the stock they are printed on."""

from django.urls import path

from workflows.decisions import open_views

app_name = "certificates"
urlpatterns = [
    path("c/<str:code>/", open_views.check, name="check"),
]
