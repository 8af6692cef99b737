"""URLs of hand-overs."""

from django.urls import path

from workflows.handover import views

app_name = "handover"
urlpatterns = [
    path("", views.index, name="list"),
    path("ceremony/", views.ceremony, name="ceremony"),
    path("<str:code>/", views.detail, name="detail"),
    path("<str:code>/<int:pk>/correct/", views.correct, name="correct"),
]
