"""URLs of the past. They stand before the dossier's own, whose last one takes every word for a move."""

from django.urls import path

from workflows.trail import past_views, rights_views

app_name = "past"
urlpatterns = [
    path("proposals/<str:code>/past/", past_views.past.proposal, name="proposal"),
    path("proposals/<str:code>/rights/", rights_views.of_proposal, name="rights"),
    path("letters/<str:code>/past/", past_views.past.letter, name="letter"),
]
