"""Addresses of the award book."""

from django.urls import path

from documents.registry import asking_views, import_views, views

app_name = "registry"
urlpatterns = [
    path("", views.index, name="list"),
    path("enter/", views.enter, name="enter"),
    path("sample/", import_views.sample, name="sample"),
    path("import/", import_views.upload, name="import"),
    path("import/save/", import_views.save, name="import_save"),
    path("recipients/<int:pk>/", views.recipient, name="recipient"),
    path("recipients/<int:pk>/change/", views.change, name="change"),
    path("<int:pk>/revoke/", views.revoke, name="revoke"),
    path("<int:pk>/take-apart/", views.take_apart, name="take_apart"),
    path("questions/", asking_views.index, name="questions"),
    path("questions/<int:pk>/", asking_views.question, name="question"),
]
