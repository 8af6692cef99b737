"""URLs of letters to the province."""

from django.urls import path

from workflows.handoff import (
    carriage_views,
    draft_views,
    edxml_views,
    file_views,
    list_views,
    numbering_views,
    paper_signing_views,
    province_views,
    views,
)

app_name = "transmittals"
urlpatterns = [
    path("", list_views.index, name="list"),
    path("draft/", draft_views.draft, name="draft"),
    path("draft/words/", draft_views.words, name="draft_words"),
    path("numbering/", numbering_views.numbering, name="numbering"),
    path("from-axis/", edxml_views.arrived, name="arrived"),
    path("on-paper/<int:pk>/", paper_signing_views.record, name="on_paper"),
    path("<str:code>/", views.detail, name="detail"),
    path("<str:code>/change/", views.change, name="change"),
    path("<str:code>/sign/", views.sign, name="sign"),
    path("<str:code>/send-back/", views.send_back, name="send_back"),
    path("<str:code>/forward/", views.forward, name="forward"),
    path("<str:code>/forward-again/", views.forward_again, name="forward_again"),
    path("<str:code>/acknowledge/", province_views.acknowledge, name="acknowledge"),
    path("<str:code>/return/", province_views.return_lines, name="return_lines"),
    path("<str:code>/answer/", province_views.record_answer, name="record_answer"),
    path("<str:code>/answer/sheet/", province_views.answer_sheet, name="answer_sheet"),
    path("<str:code>/answer/sheet/read/", province_views.read_sheet, name="read_sheet"),
    path("<str:code>/lines/<int:line>/correct/", province_views.correct_answer, name="correct_answer"),
    path("<str:code>/lines/<int:line>/files/<str:sha256>/", file_views.nominee_file, name="nominee_file"),
    path("<str:code>/sendings/<int:number>/package/", file_views.package, name="package"),
    path("<str:code>/sendings/<int:number>/note/", file_views.note, name="note"),
    path("<str:code>/sendings/<int:number>/note/word/", file_views.note_word, name="note_word"),
    path("<str:code>/sendings/<int:number>/changes/", file_views.changes, name="changes"),
    path("<str:code>/sendings/<int:number>/edxml/", edxml_views.message, name="edxml"),
    path("<str:code>/carriages/<int:carriage>/again/", carriage_views.again, name="carry_again"),
    path("<str:code>/status/", edxml_views.status, name="status"),
    path("<str:code>/papers/draft/", file_views.draft, name="draft_paper"),
    path("<str:code>/papers/word/", file_views.word, name="word"),
    path("<str:code>/papers/<str:which>/", file_views.paper, name="paper"),
]
