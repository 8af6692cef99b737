"""URLs of the trail."""

from django.urls import path

from workflows.trail import differences_views, journal_views, views

app_name = "trail"
urlpatterns = [
    path("", journal_views.journal_page, name="list"),
    path("filters/keep/", journal_views.keep, name="keep_filter"),
    path("filters/<int:pk>/drop/", journal_views.drop, name="drop_filter"),
    path("differences/<str:code>/", differences_views.differences, name="differences"),
    path("people/<int:pk>/", views.person, name="person"),
    path("units/<int:pk>/", views.unit, name="unit"),
    path("rules/<int:pk>/", views.rules, name="rules"),
    path("entries/<path:key>/<int:seq>/", views.entry, name="entry"),
    path("of/<path:key>/", views.stream, name="stream"),
]
