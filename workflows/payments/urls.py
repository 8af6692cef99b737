"""URLs of the money of decisions."""

from django.urls import path, re_path

from workflows.payments import views

app_name = "payments"
urlpatterns = [
    path("", views.index, name="list"),
    path("<str:code>/", views.detail, name="detail"),
    re_path(r"^(?P<code>[^/]+)/list/(?P<ending>pdf|docx)/$", views.paper, name="paper"),
    path("<str:code>/<int:pk>/correct/", views.correct, name="correct"),
]
