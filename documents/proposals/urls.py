"""Addresses of the pages that write letters. The letter itself is shown by workflows.approval, which adds its own."""

from django.urls import path

from documents.proposals import arrival_views, list_views, nominee_views, paper_views, row_views, views
from documents.proposals.lists import views as excel
from documents.proposals.reports import views as reports

urlpatterns = [
    path("", list_views.index, name="list"),
    path("new/", views.new, name="new"),
    path("on-arrival/<int:pk>/", arrival_views.enter, name="on_arrival"),
    path("nominees/<int:pk>/same-as/<int:recipient>/", nominee_views.same_as, name="same_as"),
    path("<str:code>/edit/", views.edit, name="edit"),
    path("<str:code>/excel/", excel.index, name="excel"),
    path("<str:code>/excel/sample/", excel.sample, name="excel_sample"),
    path("<str:code>/excel/upload/", excel.upload, name="excel_upload"),
    path("<str:code>/excel/faults/", excel.faults, name="excel_faults"),
    path("<str:code>/excel/mend/", excel.mend, name="excel_mend"),
    path("<str:code>/excel/leave-out/", excel.leave_out, name="excel_leave_out"),
    path("<str:code>/excel/bring-back/", excel.bring_back, name="excel_bring_back"),
    path("<str:code>/excel/take/", excel.take, name="excel_take"),
    path("<str:code>/excel/take-good/", excel.take_good, name="excel_take_good"),
    path("<str:code>/excel/drop/", excel.drop, name="excel_drop"),
    path("<str:code>/reports/", reports.reports, name="reports"),
    path("<str:code>/reports/attach/", reports.attach, name="reports_attach"),
    path("<str:code>/reports/drop/", reports.drop, name="reports_drop"),
    path("<str:code>/rows/new/", row_views.new, name="row_new"),
    path("<str:code>/rows/choices/", row_views.choices, name="row_choices"),
    path("<str:code>/rows/<int:pk>/", row_views.row, name="row"),
    path("<str:code>/rows/<int:pk>/remove/", row_views.remove, name="row_remove"),
    path("<str:code>/rows/<int:pk>/papers/", paper_views.row_papers, name="row_papers"),
    path("<str:code>/papers/", paper_views.papers, name="papers"),
    path("<str:code>/papers/<int:pk>/", paper_views.paper, name="paper"),
    path("<str:code>/papers/<int:pk>/remove/", paper_views.remove, name="paper_remove"),
]
