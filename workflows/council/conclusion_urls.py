"""URLs of what units are told of the council's conclusions."""

from django.urls import path, re_path

from workflows.council import conclusion_views

app_name = "conclusions"
urlpatterns = [
    path("", conclusion_views.index, name="list"),
    path("of/<str:code>/", conclusion_views.send, name="send"),
    path("<str:code>/", conclusion_views.detail, name="detail"),
    re_path(r"^(?P<code>[^/]+)/(?P<ending>pdf|docx)/$", conclusion_views.file, name="file"),
]
