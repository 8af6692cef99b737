"""URLs of bundles of evidence."""

from django.urls import path

from workflows.trail.bundles import views

app_name = "bundles"
urlpatterns = [
    path("<str:kind>/<str:code>/", views.page, name="page"),
    path("<str:kind>/<str:code>/file/", views.file, name="file"),
]
