"""The grant on one dossier: what the body asked sees through it, what it never sees, and every way in which it ends."""

import re
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from guardian.models import UserObjectPermission

from documents.proposals.models import Letter, Proposal, ProposalGrant
from permissions import access, grants
from permissions.ledger.models import AccessRecord, LedgerEntry
from permissions.people.models import Appointment, User
from tests import making
from tests.calling import Caller
from tests.conftest import appoint, make_person
from workflows.approval import part_services as parts
from workflows.approval import services as approval
from workflows.opinions.models import Opinion
from workflows.opinions.queries import dossier_shown

pytestmark = pytest.mark.django_db


def at(day, hour=8):
    return time_machine.travel(timezone.make_aware(datetime(day.year, day.month, day.day, hour)), tick=False)


def seen(opinion, person):
    """The dossier this person is shown through the question, as the page and the endpoint ask it."""
    return dossier_shown(Opinion.objects.get(pk=opinion.pk), access.capacities(person))


def page(client, person, address):
    client.force_login(person)
    return client.get(address)


# --- what is seen ----------------------------------------------------------------------------------
def test_the_body_asked_sees_this_dossier_as_it_was_sent(desk, client):
    [opinion] = desk.ask()

    for person in (desk.town.other_clerk, desk.town.other_head):
        text = page(client, person, f"/opinions/{opinion.code}/").text
        assert seen(opinion, person) == desk.proposal
        assert [word for word in ("Nguyễn Thị Hòa", "Đặng Quốc Ý", "15/TTr-THPQ") if word not in text] == []


def test_it_sees_no_other_dossier_and_no_list(desk, client):
    [opinion] = desk.ask()
    making.under_review(desk.town, names=["Người Khác Hồ Sơ"])
    head = desk.town.other_head

    assert access.visible_to(head, Proposal).count() == access.visible_to(head, Letter).count() == 0
    for address in ("/proposals/", "/letters/", "/inbox/?tab=sent"):
        text = page(client, head, address).text
        assert "Nguyễn Thị Hòa" not in text and desk.proposal.code not in text.replace(opinion.code, "")
    caller = Caller(head)
    assert caller.get("/proposals").json()["items"] == []
    assert caller.get("/nominations", proposal=desk.proposal.code).status_code == 404
    for way in ("", "/moves", "/versions", "/remarks", "/judgements", "/objections"):
        assert caller.get(f"/proposals/{desk.proposal.code}{way}").status_code == 404
    assert caller.get("/ledger", stream=desk.proposal.stream).status_code == 404
    assert page(client, head, f"/proposals/{desk.proposal.code}/").status_code == 404


def test_it_reads_neither_what_the_office_writes_nor_what_the_unit_drafts(desk, client):
    [opinion] = desk.ask()
    proposal = making.give_back(desk.town, desk.fresh())
    making.rewrite(desk.town, proposal)

    told = page(client, desk.town.other_head, f"/opinions/{opinion.code}/").text
    told += str(Caller(desk.town.other_head).get(f"/opinions/{opinion.code}/dossier").json())

    assert "Nguyễn Thị Hòa" in told
    assert [word for word in ("Bổ sung số liệu", "Nháp", "nháp", "99/NHÁP") if word in told] == []


def test_of_two_sisters_of_one_letter_it_sees_the_one_it_is_asked_about(desk, cast):
    first, second = making.sisters(cast.here)
    desk.proposal = first
    [opinion] = desk.ask()

    told = str(Caller(desk.town.other_head).get(f"/opinions/{opinion.code}/dossier").json())

    assert "Nguyễn Thị Hòa" in told and "Đặng Quốc Ý" not in told
    strange = second.nominations.get().papers.first()
    answer = Caller(desk.town.other_head).get(f"/opinions/{opinion.code}/papers/{strange.pk}")
    assert answer.status_code == 404


def test_who_was_split_off_is_shown_no_longer(desk):
    [opinion] = desk.ask()
    proposal, gone = desk.fresh(), desk.proposal.nominations.get(full_name="Đặng Quốc Ý")
    parts.withdraw_nominations(
        proposal=proposal, row_version=proposal.row_version, nominations=[gone], by=desk.town.unit_head, reason="Rút."
    )

    told = str(Caller(desk.town.other_head).get(f"/opinions/{opinion.code}/dossier").json())

    assert "Nguyễn Thị Hòa" in told and "Đặng Quốc Ý" not in told
    assert Opinion.objects.get().state == "asked"


def test_its_papers_are_given_out_while_it_may_see_them_and_each_is_noted(desk, client):
    [opinion] = desk.ask()
    paper = desk.proposal.letter.papers.first()
    address = f"/opinions/{opinion.code}/papers/{paper.pk}/"

    first = page(client, desk.town.other_head, address)
    assert first.status_code == 200 and b"".join(first)
    assert AccessRecord.objects.filter(kind="downloaded", person=desk.town.other_head).count() == 1
    desk.answer(opinion)

    assert page(client, desk.town.other_head, address).status_code == 404
    general = f"/letters/{desk.proposal.letter.code}/papers/{paper.pk}/"
    assert page(client, desk.town.other_head, general).status_code == 404


def test_the_proposing_unit_is_not_shown_what_others_say_of_it(desk, client):
    [opinion] = desk.ask()
    desk.answer(opinion, "disagree", "Có đơn thư kín.")

    shown = page(client, desk.town.unit_head, f"/proposals/{desk.proposal.code}/").text
    told = re.sub(r"<[^>]*>", " ", shown)  # what is read: a token of a form may hold any two letters

    assert [word for word in ("Có đơn thư kín", desk.town.other_head.full_name, "Y1") if word in told] == []
    assert page(client, desk.town.unit_head, f"/opinions/{opinion.code}/").status_code == 404


def test_what_was_said_is_read_by_the_office_at_once_and_by_the_chair_after_the_endorsement(desk, client):
    [opinion] = desk.ask()
    desk.answer(opinion, "disagree", "Có đơn thư kín.")
    here = f"/proposals/{desk.proposal.code}/"

    told = {who: "Có đơn thư kín" in page(client, desk.town.person[who], here).text for who in READERS}

    assert told == READERS


READERS = {"office_reviewer": True, "office_head": True, "inspector": True, "commune_chair": False}


# --- how it ends -----------------------------------------------------------------------------------
def test_its_last_day_is_asked_each_time_without_any_timed_work(desk):
    [opinion] = desk.ask()

    with at(opinion.due_on, 23):
        assert seen(opinion, desk.town.other_head) == desk.proposal
    with at(opinion.due_on + timedelta(days=1), 0):
        assert seen(opinion, desk.town.other_head) is None


def test_timed_work_takes_ended_rows_away_with_an_entry_each_and_twice_does_no_harm(desk):
    [opinion] = desk.ask()

    with at(opinion.due_on):
        assert grants.remove_ended(timezone.now()) == 0
    with at(opinion.due_on + timedelta(days=1)):
        assert [grants.remove_ended(timezone.now()) for _again in range(2)] == [1, 0]

    entry = LedgerEntry.objects.get(act="grant.ended")
    assert (entry.stream.key, entry.actor, ProposalGrant.objects.count()) == (desk.proposal.stream, None, 0)


def test_who_leaves_the_unit_has_lost_it_and_who_follows_finds_it(desk):
    [opinion] = desk.ask()
    leaving, following = desk.town.other_head, make_person("new_head")

    Appointment.objects.filter(user=leaving).update(to_on=timezone.localdate() - timedelta(days=1))
    appoint(following, "unit_head", desk.town.front)

    assert (seen(opinion, leaving), seen(opinion, following)) == (None, desk.proposal)


@pytest.mark.parametrize("shut", ["the person", "the unit"])
def test_who_is_shut_out_has_lost_it(desk, shut):
    [opinion] = desk.ask()
    row = desk.town.other_head if shut == "the person" else desk.town.front
    row.is_active = False
    row.save()

    assert seen(opinion, desk.town.other_head) is None


def test_who_holds_office_elsewhere_too_sees_it_only_through_the_unit_that_is_asked(desk, cast):
    [opinion] = desk.ask()

    for person in (desk.town.unit_head, desk.town.council_member, cast.there.other_head, cast.stranger):
        assert seen(opinion, person) is None


def test_deleting_and_making_an_object_again_revives_no_grant(desk):
    """A grant points at the very row, and goes with it; the next row under the same key has none."""
    desk.ask()
    held = access.capacities(desk.town.other_head)
    granted = set(grants.granted(ProposalGrant, held, "opinions.view").values_list("content_object", flat=True))
    letter = making.draft(desk.town)
    thing = Proposal.objects.get(pk=desk.proposal.pk)
    thing.pk, thing.code, thing.letter = None, "PQ-2026-9999", letter
    thing.save()
    key = thing.pk
    ProposalGrant.objects.filter(content_object=desk.proposal).update(content_object=thing)

    Proposal.objects.get(pk=key).delete()
    again = Proposal.objects.get(pk=desk.proposal.pk)
    again.pk, again.code, again.letter = key, "PQ-2026-9999", letter
    again.save(force_insert=True)

    assert granted == {desk.proposal.pk}
    assert ProposalGrant.objects.count() == 0
    assert not grants.granted(ProposalGrant, held, "opinions.view").exists()


def test_asking_anew_after_an_answer_is_a_new_grant_with_its_own_days(desk):
    [first] = desk.ask()
    desk.answer(first)
    with at(first.due_on + timedelta(days=30)):
        [second] = desk.ask()
        grant = ProposalGrant.objects.get()

        assert (grant.from_on, grant.until_on) == (timezone.localdate(), second.due_on)
        assert seen(first, desk.town.other_head) is None


def test_a_grant_without_end_reason_or_for_a_day_gone_by_is_none(desk):
    [opinion] = desk.ask()
    capacity = access.capacities(desk.town.office_reviewer)[0]
    grant = ProposalGrant.objects.get()

    with pytest.raises(ValidationError):
        grants.give(
            ProposalGrant,
            desk.proposal,
            unit=desk.town.front,
            until_on=date(2020, 1, 1),
            reason="Cũ",
            by=capacity,
            now=timezone.now(),
        )
    for wrong in ({"until_on": grant.from_on - timedelta(days=1)}, {"reason": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ProposalGrant.objects.filter(pk=grant.pk).update(**wrong)
    assert seen(opinion, desk.town.other_head) == desk.proposal


def test_a_grant_is_not_given_on_a_thing_of_another_kind(desk):
    desk.ask()
    grant = ProposalGrant.objects.get()
    other = ContentType.objects.get_for_model(Letter)
    grant.permission = grant.permission.__class__.objects.get(content_type=other, codename="view_letter")

    with pytest.raises(ValidationError):
        grant.save()


def test_the_shared_tables_of_guardian_stay_empty(desk):
    desk.ask()

    assert UserObjectPermission.objects.count() == 0


def test_a_suspended_dossier_is_shown_to_nobody_outside(desk):
    [opinion] = desk.ask()
    proposal = desk.fresh()
    approval.suspend(
        proposal=proposal,
        row_version=proposal.row_version,
        by=desk.town.office_head,
        suspension_code="complaint",
        suspension_reference="12/TB",
    )

    assert seen(opinion, desk.town.other_head) is None


def test_the_letter_on_paper_is_given_out_by_the_office_alone(desk, client, cast):
    User.objects.filter(pk=desk.town.other_head.pk).update(is_active=False)
    [opinion] = desk.ask(units=[desk.town.front])
    address = f"/opinions/{opinion.code}/letter/"

    assert opinion.is_on_paper
    assert b"".join(page(client, desk.town.records_clerk, address)).startswith(b"%PDF")
    assert page(client, desk.town.other_clerk, f"/opinions/{opinion.code}/").status_code == 200
    assert page(client, desk.town.other_clerk, address).status_code == 404
    assert Caller(desk.town.other_clerk).get(f"/opinions/{opinion.code}/letter").status_code == 404
