"""Pages of no topic: start, out, password, help, source code."""

import io
import tarfile

import pytest

from permissions.ledger.models import LedgerEntry
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db

NEW = "mot-mat-khau-moi-2027"


def test_the_start_page_leads_to_the_first_place_of_the_menu(cast, sign_in, settings):
    settings.ROOT_URLCONF = "tests.project.gallery"

    assert sign_in(cast.here.unit_head).get("/").url == "/inbox/"


def test_a_person_without_an_office_starts_at_the_help_page(cast, sign_in):
    assert sign_in(cast.stranger).get("/").url == "/help/"


def test_nobody_starts_without_signing_in(client):
    assert client.get("/").url == "/sign-in/?next=/"


def test_signing_out_asks_for_a_post(cast, sign_in):
    client = sign_in(cast.here.unit_head)

    by_link = client.get("/sign-out/")
    by_button = client.post("/sign-out/")

    assert (by_link.status_code, by_button.url) == (405, "/sign-in/")
    assert client.get("/change-password/").status_code == 302


def test_a_changed_password_opens_and_the_old_one_no_longer(cast, sign_in):
    person = cast.here.unit_head

    sign_in(person).post("/change-password/", {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW})

    person.refresh_from_db()
    entry = LedgerEntry.objects.get()
    assert (person.check_password(NEW), person.check_password(PASSWORD)) == (True, False)
    assert (entry.act, entry.actor, entry.acting_as) == ("person.password_set", person, None)


def test_the_person_stays_signed_in_after_changing_the_password(cast, sign_in):
    client = sign_in(cast.here.unit_head)
    client.post("/change-password/", {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW})

    assert client.get("/change-password/").status_code == 200


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"old_password": "bad", "new_password1": NEW, "new_password2": NEW}, {"old_password"}),
        ({"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW + "x"}, {"new_password2"}),
        ({"old_password": PASSWORD, "new_password1": "short", "new_password2": "short"}, {"new_password2"}),
        ({}, {"old_password", "new_password1", "new_password2"}),
    ],
)
def test_a_password_that_will_not_do_is_told_field_by_field(cast, sign_in, fields, wrong):
    answer = sign_in(cast.here.unit_head).post("/change-password/", fields)

    cast.here.unit_head.refresh_from_db()
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == wrong
    assert cast.here.unit_head.check_password(PASSWORD)


def test_the_help_page_marks_my_office_and_is_open_to_all(cast, sign_in, client):
    everybody = client.get("/help/")
    mine = sign_in(cast.here.unit_head).get("/help/")

    assert [office["mine"] for office in everybody.context["offices"]].count(True) == 0
    assert [str(office["label"]) for office in mine.context["offices"] if office["mine"]] == [
        str(cast.here.unit_head.appointments.get().get_office_display())
    ]


def test_the_source_code_is_offered_to_everybody_without_secrets(client):
    page, archive = client.get("/source/"), client.get("/source/archive/")

    with tarfile.open(fileobj=io.BytesIO(archive.content)) as tar:
        names = tar.getnames()
    assert page.status_code == 200
    assert {"bang-vang/pyproject.toml", "bang-vang/project/source_code.py"} <= set(names)
    assert [name for name in names if name.endswith((".sqlite3", ".pyc", ".env"))] == []
