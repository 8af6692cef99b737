"""URLs of people and units."""

from django.urls import path

from permissions.people import views

app_name = "people"
urlpatterns = [
    path("people/", views.people, name="list"),
    path("people/add/", views.add_person, name="add"),
    path("people/<int:pk>/", views.person, name="person"),
    path("people/<int:pk>/change/", views.change_person, name="change"),
    path("people/<int:pk>/password/", views.set_password, name="password"),
    path("people/<int:pk>/active/", views.set_active, name="active"),
    path("people/<int:pk>/appoint/", views.appoint, name="appoint"),
    path("people/<int:pk>/deputise/", views.name_deputy, name="deputise"),
    path("appointments/<int:pk>/confirm/", views.confirm_appointment, name="confirm"),
    path("appointments/<int:pk>/end/", views.end_appointment, name="end"),
    path("deputisings/<int:pk>/confirm/", views.confirm_deputy, name="confirm_deputy"),
    path("deputisings/<int:pk>/end/", views.end_deputy, name="end_deputy"),
    path("units/", views.units, name="units"),
    path("units/add/", views.add_unit, name="add_unit"),
    path("units/<int:pk>/change/", views.change_unit, name="change_unit"),
]
