"""URLs of decisions."""

from django.urls import path

from workflows.decisions import (
    certificate_views,
    draft_views,
    list_views,
    paper_signing_views,
    paper_views,
    register_views,
    views,
)

app_name = "decisions"
urlpatterns = [
    path("", list_views.index, name="list"),
    path("draft/", draft_views.draft, name="draft"),
    path("draft/words/", draft_views.words, name="draft_words"),
    path("register/", register_views.register, name="register"),
    path("on-paper/<int:pk>/", paper_signing_views.record, name="on_paper"),
    path("<str:code>/", views.detail, name="detail"),
    path("<str:code>/change/", views.change, name="change"),
    path("<str:code>/sign/", views.sign, name="sign"),
    path("<str:code>/send-back/", views.send_back, name="send_back"),
    path("<str:code>/certificates/<int:pk>/", certificate_views.of_line, name="certificates"),
    path("<str:code>/certificates/<int:pk>/spoiled/", certificate_views.spoiled, name="spoiled"),
    path("<str:code>/certificates/<int:pk>/again/", certificate_views.again, name="again"),
    path("<str:code>/certificates/<int:pk>/<int:turn>.pdf", certificate_views.paper, name="certificate"),
    path("<str:code>/issue/", views.issue, name="issue"),
    path("<str:code>/papers/draft/", paper_views.draft, name="draft_paper"),
    path("<str:code>/papers/word/", paper_views.word, name="word"),
    path("<str:code>/papers/<str:which>/", paper_views.paper, name="paper"),
]
