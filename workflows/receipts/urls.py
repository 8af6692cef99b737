"""URLs of the scans of signed sheets."""

from django.urls import path

from workflows.receipts import views

app_name = "receipts"
urlpatterns = [
    path("<str:code>/<str:about>/add/", views.add, name="add"),
    path("<str:code>/<str:about>/<int:pk>/", views.scan, name="scan"),
]
