"""Addresses of disposal: what is due, what is held, the lists."""

from django.urls import path

from documents.disposal import views

app_name = "disposal"
urlpatterns = [
    path("", views.index, name="list"),
    path("holds/", views.holds, name="holds"),
    path("holds/<int:pk>/release/", views.release, name="release"),
    path("dossiers/<str:code>/hold/", views.hold, name="hold"),
    path("propose/", views.propose, name="propose"),
    path("lists/", views.lists, name="lists"),
    path("lists/<str:code>/", views.detail, name="detail"),
    path("lists/<str:code>/approve/", views.approve, name="approve"),
    path("lists/<str:code>/refuse/", views.refuse, name="refuse"),
]
