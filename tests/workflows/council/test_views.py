"""The pages of the council: who opens them, what they show and hide, and that they keep what was typed."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from permissions.roles import Office
from workflows.council import agenda_services, services
from workflows.council.models import BallotBox, BallotCast, Council, HandsRecord, Meeting

pytestmark = pytest.mark.django_db

# page: the offices that may open it; typed by hand
INSIDE = {
    "office_reviewer",
    "office_head",
    "council_secretary",
    "council_member",
    "council_chair",
    "commune_chair",
    "commune_deputy_chair",
    "inspector",
}
PAGES = {
    "list": INSIDE,
    "detail": INSIDE,
    "pulse": INSIDE,
    "minutes": INSIDE,
    "create": {"council_secretary"},
    "change": {"council_secretary"},
    "attendance": {"council_secretary"},
    "agenda": {"council_secretary"},
    "take_off": {"council_secretary"},
    "hands": {"council_secretary"},
    "opinion": {"council_secretary"},
    "defer": {"council_chair"},
    "ballot": {"council_chair", "council_member"},
    "councils": {"administrator"},
    "found": {"administrator"},
}
DEEDS = {
    "open": {"council_chair"},
    "close": {"council_chair"},
    "undefer": {"council_chair"},
    "send_minutes_back": {"council_chair"},
    "sign_minutes": {"council_chair", "council_secretary"},
    "write_minutes": {"council_secretary"},
    "move_up": {"council_secretary"},
    "move_down": {"council_secretary"},
}
OF_ITEM = {"take_off", "hands", "opinion", "defer", "ballot", "undefer", "move_up", "move_down"}
ALONE = {"list", "create", "councils"}


def address(name, meeting):
    if name in ALONE:
        return reverse(f"council:{name}")
    if name == "found":
        return reverse("council:found", args=[f"{meeting.commune.code}-HD"])
    codes = [meeting.code, meeting.items.get().proposal.code] if name in OF_ITEM else [meeting.code]
    return reverse(f"council:{name}", args=codes)


def everybody(cast):
    people = {office: cast.here.person[office] for office in cast.here.person if office in Office.values}
    return {**people, "administrator": cast.administrator, "province_officer": cast.province_officer}


def test_every_page_opens_to_the_offices_named_for_it_alone(table, cast, client):
    meeting = table.opened()

    opened = {name: set() for name in PAGES}
    for office, person in everybody(cast).items():
        client.force_login(person)
        for name in PAGES:
            if client.get(address(name, meeting)).status_code in (200, 409):
                opened[name].add(office)

    assert opened == PAGES


def test_every_deed_is_refused_to_the_offices_not_named_for_it(table, cast, client):
    meeting = table.opened()
    before = list(Meeting.objects.values())

    for office, person in everybody(cast).items():
        client.force_login(person)
        for name, allowed in DEEDS.items():
            if office not in allowed:
                assert client.post(address(name, meeting)).status_code == 403, (office, name)

    assert list(Meeting.objects.values()) == before


def test_another_commune_sees_nothing_of_the_meeting(table, other_table, cast, client):
    meeting = table.opened()
    answers = set()

    for office in INSIDE:
        client.force_login(cast.there.person[office])
        for name in ("detail", "pulse", "minutes", "minutes_pdf"):
            answers.add(client.get(address(name, meeting)).status_code)
        assert meeting.code not in client.get(reverse("council:list")).content.decode()

    assert answers == {404}


def test_strangers_are_sent_to_sign_in_or_refused(table, cast, client):
    meeting = table.opened()

    unsigned = {client.get(address(name, meeting)).status_code for name in PAGES}
    client.force_login(cast.stranger)
    stranger = {client.get(address(name, meeting)).status_code for name in PAGES}

    assert (unsigned, stranger) == ({302}, {403})


def test_no_deed_happens_by_a_link(table, client):
    meeting = table.opened()
    client.force_login(table.chair)

    assert {client.get(address(name, meeting)).status_code for name in ("open", "close", "undefer")} == {405}


# --- a meeting through its pages -------------------------------------------------------------------
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
    client.post(reverse("council:agenda", args=[meeting.code]), {"proposals": [proposal.code]})
    marks = {f"p{person.pk}": "present" for person in [*table.seats, table.secretary]}
    marks |= {f"was{person.pk}": "absent" for person in [*table.seats, table.secretary]}
    client.post(reverse("council:attendance", args=[meeting.code]), marks)
    meeting.refresh_from_db()
    client.force_login(table.chair)
    client.post(reverse("council:open", args=[meeting.code]), {"row_version": meeting.row_version})
    choice = f"choice_{proposal.nominations.get().pk}"
    for person in table.seats:
        client.force_login(person)
        client.post(reverse("council:ballot", args=[meeting.code, proposal.code]), {choice: "yes"})
    client.force_login(table.chair)
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
    running, closed = table.opened(table.proposal("An")), table.closed(table.proposal("Bình"))

    early = client.get(reverse("council:minutes_pdf", args=[running.code]))
    answer = client.get(reverse("council:minutes_pdf", args=[closed.code]))

    assert early.status_code == 409
    assert b"".join(answer.streaming_content).startswith(b"%PDF")


def test_hands_and_written_opinions_are_recorded_on_the_pages(table, client):
    meeting = table.opened(vote_method="open", present=8, written=1)
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
    meeting = table.opened(table.proposal("An"), table.proposal("Bình"))
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

    client.post(reverse("council:found", args=[cast.here.council.code]), typed)

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
    meeting = table.opened()
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
    meeting = table.opened(vote_method="open")
    client.force_login(table.secretary)

    answer = client.post(
        reverse("council:hands", args=[meeting.code, meeting.items.get().proposal.code]), {"yes": "4", "no": "4"}
    )

    assert answer.status_code == 422
    assert 'value="4"' in answer.content.decode()
    assert not HandsRecord.objects.exists()


def test_choosing_no_dossier_is_told_on_the_form(table, client):
    meeting = table.prepared()
    table.proposal()
    client.force_login(table.secretary)

    assert client.post(reverse("council:agenda", args=[meeting.code]), {}).status_code == 422


def test_a_reason_left_out_is_told_on_the_form(table, client):
    meeting = table.opened()
    client.force_login(table.chair)

    answer = client.post(reverse("council:defer", args=[meeting.code, meeting.items.get().proposal.code]), {})

    assert answer.status_code == 422
    assert meeting.items.get().verdict == ""


def test_why_a_member_cannot_vote_stands_on_the_sheet(table, client):
    meeting = table.opened(present=8)
    client.force_login(table.seats[8])

    text = client.get(
        reverse("council:ballot", args=[meeting.code, meeting.items.get().proposal.code])
    ).content.decode()

    assert "<fieldset" not in text.split("<main")[1]


def test_agree_to_all_then_single_exceptions(table, client):
    meeting = table.opened()
    item = meeting.items.get()
    second = item.proposal.nominations.get(order=2)
    client.force_login(table.seats[1])

    client.post(
        reverse("council:ballot", args=[meeting.code, item.proposal.code]),
        {"all": "yes", f"choice_{second.pk}": "no"},
    )

    assert list(BallotBox.objects.order_by("nomination__order").values_list("yes", "no")) == [(1, 0), (0, 1)]


def test_after_a_ballot_comes_the_next_sheet_and_then_the_meeting(table, client):
    meeting = table.opened(table.proposal("An"), table.proposal("Bình"))
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


# --- what is polled, and what is never shown -------------------------------------------------------
def test_the_pulse_is_silent_until_something_happens(table, client):
    meeting = table.opened()
    client.force_login(table.secretary)
    page = client.get(reverse("council:detail", args=[meeting.code])).content.decode()
    pulse = re.search(r'hx-get="([^"]+)"', page)[1]

    quiet = client.get(pulse)
    table.vote(meeting, yes=1)
    changed = client.get(pulse)

    assert (quiet.status_code, quiet.content) == (204, b"")
    assert changed.status_code == 200 and 'id="live"' in changed.content.decode()


@pytest.mark.parametrize("method", ["secret", "open"])
def test_no_page_shows_a_running_count(table, client, method):
    """The pages after 5-2 and after 2-5 are the same for everybody: only who has voted shows."""
    meetings = [table.opened(table.proposal("An"), vote_method=method) for _number in range(2)]
    table.vote(meetings[0], yes=5, no=2)
    table.vote(meetings[1], yes=2, no=5)

    for person in (table.secretary, table.chair, table.town.inspector, table.seats[8]):
        client.force_login(person)
        shown = []
        for meeting in meetings:
            text = ""
            for name in ("detail", "pulse", "minutes"):
                text += client.get(reverse(f"council:{name}", args=[meeting.code])).content.decode()
            text = text.replace(meeting.code, "M").replace(meeting.items.get().proposal.code, "P")
            shown.append(re.sub(r'csrfmiddlewaretoken" value="\w+"|seen=\d+', "", text))
        assert shown[0] == shown[1]


def test_a_member_sees_who_has_voted_not_what(table, client):
    meeting = table.opened()
    table.vote(meeting, yes=3)
    client.force_login(table.seats[8])

    text = client.get(reverse("council:detail", args=[meeting.code])).content.decode()

    assert "3/9" in text


# --- statements ------------------------------------------------------------------------------------
def statements(client, url):
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def test_the_list_asks_the_same_for_one_and_for_many_rows(table, client):
    client.force_login(table.secretary)
    url = reverse("council:list")
    table.prepared()
    client.get(url)
    one = statements(client, url)
    for _number in range(30):
        table.prepared()

    assert statements(client, url) == one <= 12


def test_the_list_goes_on_by_keyset(table, client):
    for _number in range(27):
        table.prepared()
    client.force_login(table.secretary)

    first = client.get(reverse("council:list")).content.decode()
    following = re.search(r'href="(\?before=[^"]+)"', first)[1]
    second = client.get(reverse("council:list") + following).content.decode()

    assert "PQ-2026-M027" in first and "PQ-2026-M002" not in first
    assert "PQ-2026-M002" in second and "PQ-2026-M027" not in second


@pytest.mark.parametrize("name", ["detail", "agenda"])
def test_a_page_of_a_meeting_asks_the_same_for_one_and_for_many_dossiers(table, client, name):
    meeting = table.prepared(table.proposal("An")) if name == "detail" else table.prepared()
    table.proposal("Bình")
    client.force_login(table.secretary)
    url = reverse(f"council:{name}", args=[meeting.code])
    client.get(url)
    one = statements(client, url)
    more = [table.proposal(f"Người {number}") for number in range(6)]
    if name == "detail":
        agenda_services.place_on_agenda(meeting=meeting, proposals=more, by=table.secretary)

    assert statements(client, url) == one


def test_the_running_and_the_closed_page_ask_the_same_for_many_dossiers(table, client):
    small = table.opened(table.proposal("An"))
    large = table.opened(*[table.proposal(f"Người {number}", "Chi") for number in range(5)])
    client.force_login(table.chair)
    found = []
    for meeting in (small, large):
        for item in meeting.items.all():
            table.vote(meeting, yes=9, item=item)
        running = statements(client, reverse("council:detail", args=[meeting.code]))
        table.close(meeting)
        found.append((running, statements(client, reverse("council:detail", args=[meeting.code]))))

    assert found[0] == found[1]


def test_closing_many_dossiers_asks_hardly_more_than_closing_one(table):
    small = table.opened(table.proposal("An"))
    large = table.opened(*[table.proposal(f"Người {number}") for number in range(6)])
    counts = []
    for meeting in (small, large):
        for item in meeting.items.all():
            table.vote(meeting, yes=9, item=item)
        meeting.refresh_from_db()
        with CaptureQueriesContext(connection) as seen:
            services.close_meeting(meeting=meeting, row_version=meeting.row_version, by=table.chair)
        counts.append(len(seen))

    assert counts[1] <= counts[0] + 8
