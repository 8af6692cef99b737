"""Addresses of the checkpoints."""

from django.urls import path

from workflows.seals import views

app_name = "seals"
urlpatterns = [
    path("", views.index, name="list"),
    path("<int:number>/", views.detail, name="detail"),
    path("<int:number>/file/", views.download, name="file"),
    path("proof/<path:stream>/<int:seq>/", views.proof, name="proof"),
    path("addresses/", views.addresses, name="addresses"),
    path("addresses/<int:pk>/end/", views.end_address, name="end_address"),
]
