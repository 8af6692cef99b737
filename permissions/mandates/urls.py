"""URLs of mandates."""

from django.urls import path

from permissions.mandates import views

app_name = "mandates"
urlpatterns = [
    path("mandates/", views.mandates, name="list"),
    path("mandates/enter/", views.enter, name="enter"),
    path("mandates/<int:pk>/confirm/", views.confirm, name="confirm"),
    path("mandates/<int:pk>/end/", views.end, name="end"),
]
