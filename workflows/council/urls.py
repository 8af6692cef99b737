"""URLs of the council and its meetings."""

from django.urls import path

from workflows.council import paper_minutes_views, views, vote_views, voting_views

app_name = "council"
urlpatterns = [
    path("", views.list_meetings, name="list"),
    path("new/", views.create, name="create"),
    path("councils/", views.councils, name="councils"),
    path("councils/<str:code>/found/", views.found, name="found"),
    path("minutes-on-paper/<int:pk>/", paper_minutes_views.record, name="minutes_on_paper"),
    path("<str:code>/", views.detail, name="detail"),
    path("<str:code>/pulse/", views.pulse, name="pulse"),
    path("<str:code>/change/", views.change, name="change"),
    path("<str:code>/attendance/", views.attendance, name="attendance"),
    path("<str:code>/open/", views.open_meeting, name="open"),
    path("<str:code>/close/", views.close_meeting, name="close"),
    path("<str:code>/agenda/", views.agenda, name="agenda"),
    path("<str:code>/agenda/<str:proposal>/up/", views.move_up, name="move_up"),
    path("<str:code>/agenda/<str:proposal>/down/", views.move_down, name="move_down"),
    path("<str:code>/agenda/<str:proposal>/take-off/", views.take_off, name="take_off"),
    path("<str:code>/agenda/<str:proposal>/defer/", views.defer, name="defer"),
    path("<str:code>/agenda/<str:proposal>/undefer/", views.undefer, name="undefer"),
    path("<str:code>/agenda/<str:proposal>/open-vote/", vote_views.open_vote, name="open_vote"),
    path("<str:code>/agenda/<str:proposal>/close-vote/", vote_views.close_vote, name="close_vote"),
    path("<str:code>/agenda/<str:proposal>/announce-vote/", vote_views.announce_vote, name="announce_vote"),
    path("<str:code>/agenda/<str:proposal>/repeat-vote/", vote_views.repeat_vote, name="repeat_vote"),
    path("<str:code>/ballots/<str:proposal>/", voting_views.ballot, name="ballot"),
    path("<str:code>/opinions/<str:proposal>/", voting_views.opinion, name="opinion"),
    path("<str:code>/hands/<str:proposal>/", voting_views.hands, name="hands"),
    path("<str:code>/minutes/", voting_views.minutes, name="minutes"),
    path("<str:code>/minutes/write/", voting_views.write_minutes, name="write_minutes"),
    path("<str:code>/minutes/sign/", voting_views.sign_minutes, name="sign_minutes"),
    path("<str:code>/minutes/send-back/", voting_views.send_minutes_back, name="send_minutes_back"),
    path("<str:code>/minutes/pdf/", voting_views.minutes_pdf, name="minutes_pdf"),
]
