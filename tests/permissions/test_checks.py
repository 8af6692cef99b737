"""The start-up checks find what they promise to find."""

import pytest
from django.http import HttpResponse
from django.urls import path

from permissions import checks, roles
from permissions.pages import asks, open_to_all
from permissions.roles import Office


def silent(request):
    return HttpResponse()


@asks("proposals.fly")
def misspelt(request):
    return HttpResponse()


@open_to_all
def opened(request):
    return HttpResponse()


urlpatterns = [path("silent/", silent), path("misspelt/", misspelt), path("opened/", opened)]


def test_every_address_of_the_program_declares_a_right_that_exists():
    assert checks.every_address_declares_its_right(None) == []


def test_every_right_of_the_program_is_held_and_every_office_holds_something():
    assert checks.every_right_is_held_and_every_office_holds_something(None) == []


def test_a_page_without_a_right_and_one_with_a_misspelt_right_are_named(settings):
    settings.ROOT_URLCONF = __name__

    found = checks.every_address_declares_its_right(None)

    assert [(error.id, error.msg.partition(" ")[0]) for error in found] == [
        ("permissions.E001", "/silent/"),
        ("permissions.E002", "/misspelt/"),
    ]


@pytest.mark.parametrize(
    ("rights", "held", "ids"),
    [
        ({"a": "", "b": ""}, {"a"}, ["permissions.E004"]),
        ({"a": ""}, {"a", "c"}, ["permissions.E003"]),
    ],
)
def test_a_right_of_nobody_and_an_unknown_right_are_named(monkeypatch, rights, held, ids):
    monkeypatch.setattr(checks, "RIGHTS", rights)
    monkeypatch.setattr(checks, "RIGHTS_OF", dict.fromkeys(Office, held))

    assert [error.id for error in checks.every_right_is_held_and_every_office_holds_something(None)] == ids


def test_an_office_that_holds_nothing_is_named(monkeypatch):
    monkeypatch.setattr(checks, "RIGHTS_OF", roles.RIGHTS_OF | {Office.COUNCIL_MEMBER: set()})

    found = checks.every_right_is_held_and_every_office_holds_something(None)

    assert [(error.id, "council_member" in error.msg) for error in found] == [("permissions.E005", True)]
