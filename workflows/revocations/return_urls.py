"""URLs of what is to come back of revoked awards."""

from django.urls import path

from workflows.revocations import return_views

app_name = "returns"
urlpatterns = [
    path("", return_views.index, name="list"),
    path("<int:pk>/", return_views.detail, name="detail"),
    path("<int:pk>/<str:item>/", return_views.record, name="record"),
]
