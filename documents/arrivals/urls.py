"""Addresses of the arrival book."""

from django.urls import path

from documents.arrivals import views

app_name = "arrivals"
urlpatterns = [
    path("", views.index, name="list"),
    path("register/", views.register, name="register"),
    path("numbering/", views.numbering, name="numbering"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/change/", views.change, name="change"),
    path("<int:pk>/scan/", views.scan, name="scan"),
]
