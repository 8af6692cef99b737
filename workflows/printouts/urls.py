"""Addresses of the papers to print."""

from django.urls import path, re_path

from workflows.printouts import views

app_name = "printouts"
_PAPER = r"print/(?P<paper>[a-z-]+)/(?P<ending>pdf|docx|own)/$"
urlpatterns = [
    re_path(rf"^letters/(?P<code>[^/]+)/{_PAPER}", views.of_letter, name="of_letter"),
    re_path(rf"^letters/(?P<code>[^/]+)/rows/(?P<pk>[0-9]{{1,18}})/{_PAPER}", views.of_row, name="of_row"),
    re_path(rf"^proposals/(?P<code>[^/]+)/{_PAPER}", views.of_proposal, name="of_proposal"),
    re_path(rf"^meetings/(?P<code>[^/]+)/{_PAPER}", views.of_meeting, name="of_meeting"),
    re_path(rf"^campaigns/(?P<code>[^/]+)/{_PAPER}", views.of_campaign, name="of_campaign"),
    path("awards/print/", views.years, name="years"),
    re_path(rf"^awards/(?P<year>[0-9]{{4}})/{_PAPER}", views.of_year, name="of_year"),
]
