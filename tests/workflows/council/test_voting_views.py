"""A meeting walked through its pages, and forms that keep what was typed."""

import pytest
from django.urls import reverse

from tests.making import row_versions_of
from workflows.council.models import BallotBox, BallotCast, Council, HandsRecord, Meeting

pytestmark = pytest.mark.django_db


def seen(*proposals):
    """What the agenda's form carries of each dossier beside the box that is ticked."""
    versions = row_versions_of(proposals)
    return {f"seen-{proposal.code}": versions[proposal.pk] for proposal in proposals}


# --- a meeting through its pages -------------------------------------------------------------------
def vote_deed(client, meeting, name, **said):
    """Post a deed on the vote of the meeting's only item."""
    item = meeting.items.get()
    address = reverse(f"council:{name}", args=[meeting.code, item.proposal.code])
    return client.post(address, {"row_version": item.row_version, **said}, follow=True)


def test_a_meeting_is_called_placed_attended_opened_voted_and_closed_on_the_pages(table, client):
    proposal = table.proposal("An")
    client.force_login(table.secretary)
    typed = {
        "title": "Phiên họp tháng 11",
        "held_on": "23/11/2026",
        "held_time": "14:00",
        "place": "Phòng họp tầng 2",
        "kind": "regular",
        "vote_method": "secret",
    }
    client.post(reverse("council:create"), typed)
    meeting = Meeting.objects.get()
    client.post(reverse("council:agenda", args=[meeting.code]), {"proposals": [proposal.code], **seen(proposal)})
    marks = {f"p{person.pk}": "present" for person in [*table.seats, table.secretary]}
    marks |= {f"was{person.pk}": "absent" for person in [*table.seats, table.secretary]}
    client.post(reverse("council:attendance", args=[meeting.code]), marks)
    meeting.refresh_from_db()
    client.force_login(table.chair)
    client.post(reverse("council:open", args=[meeting.code]), {"row_version": meeting.row_version})
    vote_deed(client, meeting, "open_vote")
    choice = f"choice_{proposal.nominations.get().pk}"
    for person in table.seats:
        client.force_login(person)
        client.post(reverse("council:ballot", args=[meeting.code, proposal.code]), {choice: "yes"})
    client.force_login(table.chair)
    vote_deed(client, meeting, "close_vote")
    vote_deed(client, meeting, "announce_vote")
    meeting.refresh_from_db()
    answer = client.post(
        reverse("council:close", args=[meeting.code]), {"row_version": meeting.row_version}, follow=True
    )

    proposal.refresh_from_db()
    assert proposal.state == "passed"
    assert "100,00 %" in answer.content.decode()


def test_minutes_are_written_signed_and_printed_on_the_pages(table, client):
    meeting = table.closed()
    for person, name, values in (
        (table.secretary, "write_minutes", {"discussion": "Nhất trí cao."}),
        (table.secretary, "sign_minutes", {}),
        (table.chair, "sign_minutes", {}),
    ):
        client.force_login(person)
        meeting.refresh_from_db()
        client.post(reverse(f"council:{name}", args=[meeting.code]), {**values, "row_version": meeting.row_version})

    meeting.refresh_from_db()
    answer = client.get(reverse("council:minutes_pdf", args=[meeting.code]))

    assert meeting.minutes_signed_at and meeting.discussion == "Nhất trí cao."
    assert answer["Content-Type"] == "application/pdf"
    assert b"".join(answer.streaming_content).startswith(b"%PDF")


def test_the_draft_of_the_minutes_is_a_pdf_once_the_meeting_is_closed(table, client):
    client.force_login(table.town.office_reviewer)
    closed, running = table.closed(table.proposal("Bình")), table.voting(table.proposal("An"))

    early = client.get(reverse("council:minutes_pdf", args=[running.code]))
    answer = client.get(reverse("council:minutes_pdf", args=[closed.code]))

    assert early.status_code == 409
    assert b"".join(answer.streaming_content).startswith(b"%PDF")


def test_hands_and_written_opinions_are_recorded_on_the_pages(table, client):
    meeting = table.voting(vote_method="open", present=8, written=1)
    item = meeting.items.get()
    second = item.proposal.nominations.get(order=2)
    client.force_login(table.secretary)

    codes = [meeting.code, item.proposal.code]
    client.post(reverse("council:opinion", args=codes), {"person": table.seats[8].pk, "all": "yes"})
    typed = {"yes": "8", "no": "", "abstain": "0", f"yes_{second.pk}": "2", f"no_{second.pk}": "6", "seen": ""}
    client.post(reverse("council:hands", args=codes), typed)

    record = HandsRecord.objects.get()
    assert (record.yes, record.no) == (8, 0)
    assert list(record.exceptions.values_list("nomination", "yes", "no")) == [(second.pk, 2, 6)]
    assert BallotCast.objects.get().channel == "written"


def test_an_item_is_deferred_taken_up_and_moved_on_the_pages(table, client):
    meeting = table.voting(table.proposal("An"), table.proposal("Bình"))
    first, second = meeting.items.order_by("order")
    codes = [meeting.code, first.proposal.code]
    client.force_login(table.chair)
    client.post(reverse("council:defer", args=codes), {"reason": "Chờ xác minh."})
    deferred = meeting.items.get(pk=first.pk).verdict
    client.post(reverse("council:undefer", args=codes))
    client.force_login(table.secretary)
    meeting.refresh_from_db()
    client.post(reverse("council:move_down", args=codes), {"row_version": meeting.row_version})

    assert deferred == "deferred" and meeting.items.get(pk=first.pk).verdict == ""
    assert list(meeting.items.order_by("order")) == [second, first]


def test_a_dossier_is_taken_off_on_the_page(table, client):
    meeting = table.prepared(table.proposal())
    item = meeting.items.get()
    client.force_login(table.secretary)

    client.post(
        reverse("council:take_off", args=[meeting.code, item.proposal.code]),
        {"reason": "Thiếu xác nhận.", "row_version": item.proposal.row_version},
    )

    assert not meeting.items.exists()


def test_a_council_is_founded_on_the_page(cast, client):
    client.force_login(cast.administrator)
    typed = {"founding_number": "12/QĐ-UBND", "founded_on": "05/07/2025", "term_from": "05/07/2025", "term_to": ""}

    address = reverse("council:found", args=[cast.here.council.code])

    client.post(address, typed)
    page = client.get(address).text
    old = client.post(address, {**typed, "founding_number": "13/QĐ-UBND"})

    assert 'name="row_version" value="1"' in page
    assert (old.status_code, cast.administrator.full_name in old.text) == (409, True)
    assert Council.objects.get().founding_number == "12/QĐ-UBND"


def test_without_a_council_no_meeting_is_called(cast, client):
    client.force_login(cast.here.council_secretary)

    assert client.get(reverse("council:create")).status_code == 409


# --- faults keep what was typed --------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "value"), [("held_on", "31/02/2026"), ("held_time", "25:00"), ("title", ""), ("vote_method", "shout")]
)
def test_a_wrong_meeting_is_shown_again_with_what_was_typed(table, client, name, value):
    client.force_login(table.secretary)
    typed = {
        "title": "Phiên họp &<script>",
        "held_on": "23/11/2026",
        "held_time": "14:00",
        "place": "Tầng 2",
        "kind": "regular",
        "vote_method": "secret",
        name: value,
    }

    answer = client.post(reverse("council:create"), typed)

    assert answer.status_code == 422
    text = answer.content.decode()
    assert "<script>" not in text.split("<main")[1]
    assert 'value="Tầng 2"' in text and (name == "held_on") == ('value="31/02/2026"' in text)
    assert not Meeting.objects.exists()


def test_a_ballot_without_a_choice_is_shown_again(table, client):
    meeting = table.voting()
    item = meeting.items.get()
    first, second = item.proposal.nominations.order_by("order")
    client.force_login(table.seats[1])

    answer = client.post(
        reverse("council:ballot", args=[meeting.code, item.proposal.code]), {f"choice_{first.pk}": "no"}
    )

    text = answer.content.decode()
    assert answer.status_code == 422
    assert f'name="choice_{first.pk}" value="no" checked' in text
    assert second.full_name in text.split("error-summary")[1]
    assert not BallotCast.objects.exists()


def test_hands_that_do_not_add_up_are_shown_again(table, client):
    meeting = table.voting(vote_method="open")
    client.force_login(table.secretary)

    answer = client.post(
        reverse("council:hands", args=[meeting.code, meeting.items.get().proposal.code]), {"yes": "4", "no": "4"}
    )

    assert answer.status_code == 422
    assert 'value="4"' in answer.content.decode()
    assert not HandsRecord.objects.exists()


@pytest.mark.parametrize("form", ["old", "without"])
def test_a_dossier_that_somebody_moved_is_not_placed_by_an_old_page(table, client, form):
    proposal, meeting = table.proposal(), table.prepared()
    client.force_login(table.secretary)
    address = reverse("council:agenda", args=[meeting.code])
    version = proposal.row_version - 1

    page = client.get(address).text
    answer = client.post(
        address, {"proposals": [proposal.code]} | ({f"seen-{proposal.code}": version} if form == "old" else {})
    )

    assert f'name="seen-{proposal.code}" value="{proposal.row_version}"' in page
    assert answer.status_code == 409
    assert table.town.office_head.full_name in answer.text
    assert not meeting.items.exists()


def test_choosing_no_dossier_is_told_on_the_form(table, client):
    meeting = table.prepared()
    table.proposal()
    client.force_login(table.secretary)

    assert client.post(reverse("council:agenda", args=[meeting.code]), {}).status_code == 422


def test_a_reason_left_out_is_told_on_the_form(table, client):
    meeting = table.voting()
    client.force_login(table.chair)

    answer = client.post(reverse("council:defer", args=[meeting.code, meeting.items.get().proposal.code]), {})

    assert answer.status_code == 422
    assert meeting.items.get().verdict == ""


def test_why_a_member_cannot_vote_stands_on_the_sheet(table, client):
    meeting = table.voting(present=8)
    client.force_login(table.seats[8])

    text = client.get(
        reverse("council:ballot", args=[meeting.code, meeting.items.get().proposal.code])
    ).content.decode()

    assert "<fieldset" not in text.split("<main")[1]


def test_agree_to_all_then_single_exceptions(table, client):
    meeting = table.voting()
    item = meeting.items.get()
    second = item.proposal.nominations.get(order=2)
    client.force_login(table.seats[1])

    client.post(
        reverse("council:ballot", args=[meeting.code, item.proposal.code]),
        {"all": "yes", f"choice_{second.pk}": "no"},
    )

    assert list(BallotBox.objects.order_by("nomination__order").values_list("yes", "no")) == [(1, 0), (0, 1)]


def test_after_a_ballot_comes_the_next_sheet_and_then_the_meeting(table, client):
    meeting = table.voting(table.proposal("An"), table.proposal("Bình"))
    codes = [item.proposal.code for item in meeting.items.order_by("order")]
    client.force_login(table.seats[1])
    wheres = []

    for code in codes:
        item = meeting.items.get(proposal__code=code)
        choice = f"choice_{item.proposal.nominations.get().pk}"
        wheres.append(client.post(reverse("council:ballot", args=[meeting.code, code]), {choice: "yes"}).url)

    assert wheres == [
        reverse("council:ballot", args=[meeting.code, codes[1]]),
        reverse("council:detail", args=[meeting.code]),
    ]
