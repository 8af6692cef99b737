"""URLs of cancelling and correcting decisions."""

from django.urls import path, re_path

from workflows.revocations import draft_views, list_views, paper_views, return_views, views

app_name = "revocations"
urlpatterns = [
    path("", list_views.index, name="list"),
    path("draft/", draft_views.draft, name="draft"),
    path("draft/words/", draft_views.words, name="draft_words"),
    path("on-paper/<int:pk>/", paper_views.record, name="on_paper"),
    path("above/<int:pk>/", return_views.above, name="above"),
    path("<str:code>/", views.detail, name="detail"),
    path("<str:code>/change/", draft_views.change, name="change"),
    path("<str:code>/sign/", views.sign, name="sign"),
    path("<str:code>/send-back/", views.send_back, name="send_back"),
    path("<str:code>/drop/", views.drop, name="drop"),
    path("<str:code>/issue/", views.issue, name="issue"),
    re_path(r"^(?P<code>[^/]+)/anew/(?P<ending>pdf|docx)/$", paper_views.anew, name="anew"),
    path("<str:code>/papers/<str:which>/", paper_views.paper, name="paper"),
]
