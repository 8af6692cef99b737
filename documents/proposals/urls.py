"""Addresses of the pages that write letters. The letter itself is shown by workflows.approval, which adds its own."""

from django.urls import path

from documents.proposals import list_views, paper_views, row_views, views

urlpatterns = [
    path("", list_views.index, name="list"),
    path("new/", views.new, name="new"),
    path("<str:code>/edit/", views.edit, name="edit"),
    path("<str:code>/rows/new/", row_views.new, name="row_new"),
    path("<str:code>/rows/choices/", row_views.choices, name="row_choices"),
    path("<str:code>/rows/<int:pk>/", row_views.row, name="row"),
    path("<str:code>/rows/<int:pk>/remove/", row_views.remove, name="row_remove"),
    path("<str:code>/rows/<int:pk>/papers/", paper_views.row_papers, name="row_papers"),
    path("<str:code>/papers/", paper_views.papers, name="papers"),
    path("<str:code>/papers/<int:pk>/", paper_views.paper, name="paper"),
    path("<str:code>/papers/<int:pk>/remove/", paper_views.remove, name="paper_remove"),
]
