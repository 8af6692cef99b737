"""The addresses that belong to no topic: start, sign in and out, password, help, source code."""

from django.urls import path

from project import exports, views

urlpatterns = [
    path("favicon.ico", views.favicon, name="favicon"),
    path("", views.home, name="home"),
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("change-password/", views.change_password, name="change_password"),
    path("people/excel/", exports.people, name="people_file"),
    path("units/excel/", exports.units, name="units_file"),
    path("mandates/excel/", exports.mandates, name="mandates_file"),
    path("help/", views.help_page, name="help"),
    path("source/", views.source, name="source"),
    path("source/archive/", views.source_archive, name="source_archive"),
]
