"""Addresses of offers, below those of their dossier."""

from django.urls import path

from workflows.offers import views

app_name = "offers"
urlpatterns = [
    path("proposals/<str:code>/offers/make/", views.make, name="make"),
    path("proposals/<str:code>/offers/<int:pk>/<slug:name>/", views.move, name="move"),
]
