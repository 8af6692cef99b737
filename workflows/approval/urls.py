"""URLs of the dossier."""

from django.urls import path

from workflows.approval import list_views, part_views, views

app_name = "proposals"
urlpatterns = [
    path("proposals/", list_views.proposals, name="list"),
    path("path/", views.path, name="path"),
    path("proposals/<str:code>/", views.detail, name="detail"),
    path("proposals/<str:code>/remarks/note/", views.note_remark, name="note_remark"),
    path("proposals/<str:code>/remarks/<int:pk>/drop/", views.drop_remark, name="drop_remark"),
    path("proposals/<str:code>/remarks/<int:pk>/answer/", views.answer_remark, name="answer_remark"),
    path("proposals/<str:code>/remarks/<int:pk>/enter-answer/", views.enter_answer, name="enter_answer"),
    path("proposals/<str:code>/remarks/<int:pk>/settle/", views.settle_remark, name="settle_remark"),
    path("proposals/<str:code>/nominations/judge/", views.judge, name="judge"),
    path("proposals/<str:code>/nominations/suspend/", part_views.suspend_some, name="suspend_some"),
    path("proposals/<str:code>/nominations/withdraw/", part_views.withdraw_some, name="withdraw_some"),
    path(
        "proposals/<str:code>/nominations/record-withdrawal/",
        part_views.record_withdraw_some,
        name="record_withdraw_some",
    ),
    path("proposals/<str:code>/<slug:name>/", views.move, name="move"),
]
