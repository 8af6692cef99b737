"""URLs of who opened what. They stand before the dossier's own, whose last one takes every word for a move."""

from django.urls import path

from workflows.trail import reads_views

app_name = "reads"
urlpatterns = [
    path("reads/", reads_views.browse, name="list"),
    path("proposals/<str:code>/reads/", reads_views.of_thing.proposal, name="of_proposal"),
    path("letters/<str:code>/reads/", reads_views.of_thing.letter, name="of_letter"),
]
