"""Single nominations put off: where they go, what is told to whom, what the others of the item then do."""

import pytest

from documents.proposals.models import Proposal
from permissions.ledger.models import LedgerEntry, LedgerPayload
from permissions.ledger.verify import verify
from permissions.people.models import Appointment
from permissions.refusals import LostRace, NotNow, NotYou, ValidationError
from tests.workflows.council.test_minutes_services import text_of
from workflows.approval.models import Judgement
from workflows.council import agenda_services, presiding, services, vote_services
from workflows.council.after_models import NominationDeferral
from workflows.council.deferral_services import defer_nominations
from workflows.council.extracts import extract
from workflows.council.models import AgendaItem, BallotBox
from workflows.council.papers import minutes_pdf
from workflows.notices.models import Notice

pytestmark = pytest.mark.django_db
STAYS, GOES, TOO = "Nguyễn Thị Hòa", "Đặng Quốc Ý", "Lò Văn Sáu"
REASON = "Chờ công an xác minh đơn thư."


def put_off(table, item, *names, **values):
    item = AgendaItem.objects.get(pk=item.pk)
    rows = [row.pk for row in item.proposal.nominations.filter(full_name__in=names)]
    said = {"row_version": item.row_version, "nominations": rows, "reason": REASON, "by": table.chair, **values}
    return defer_nominations(item=item, **said)


@pytest.fixture
def meeting(table):
    return table.opened(table.proposal(STAYS, GOES, TOO))


@pytest.fixture
def item(meeting):
    return meeting.items.get()


def names_in(proposal):
    return list(proposal.nominations.order_by("order").values_list("full_name", flat=True))


def test_they_go_into_a_dossier_of_their_own_and_the_others_are_voted_on(table, meeting, item):
    sister = put_off(table, item, GOES)

    item = meeting.items.get()
    assert (names_in(item.proposal), names_in(sister)) == ([STAYS, TOO], [GOES])
    assert list(item.boxes.values_list("nomination__full_name", flat=True)) == [STAYS, TOO]
    assert (item.version, item.state) == (item.proposal.version, "prepared")
    assert (item.proposal.state, sister.state, sister.split_from) == ("on_agenda", "appraised", item.proposal)
    row = NominationDeferral.objects.get()
    told = (row.meeting, row.nomination.full_name, row.mother, row.sister, row.reason, row.by)
    assert told == (meeting, GOES, item.proposal, sister, REASON, table.chair)
    assert verify().holds


def test_the_sister_lies_where_a_deferred_dossier_lies(table, meeting, item):
    other = table.proposal("Vi Văn Bảy")
    agenda_services.place_on_agenda(
        meeting=meeting, proposals=[other], row_versions={other.pk: other.row_version}, by=table.secretary
    )
    services.defer_item(item=meeting.items.get(proposal=other), reason=REASON, by=table.chair)

    sister = put_off(table, item, GOES)
    table.vote(meeting, yes=9, item=item)
    table.close(meeting)

    places = ("state", "desk_office", "desk_unit_id", "handler_id", "due_on", "days_left", "notice_closed_on")
    found = {row.pk: row for row in Proposal.objects.values("pk", *places).values_list("pk", *places, named=True)}
    assert found[sister.pk][1:] == found[other.pk][1:]
    assert found[sister.pk].due_on is not None
    notices = Notice.objects.filter(person=table.town.unit_head, words="proposal.defer")
    assert sorted(notices.values_list("subject", flat=True)) == sorted([sister.stream, other.stream])


def test_one_act_on_three_streams_and_the_reason_on_that_of_the_meeting_alone(table, meeting, item):
    sister = put_off(table, item, GOES, TOO)

    act = LedgerEntry.objects.get(act="meeting.nomination_deferred").act_id
    lines = LedgerEntry.objects.filter(act_id=act).order_by("pk").values_list("stream__key", "act")
    assert list(lines) == [
        (meeting.stream, "meeting.nomination_deferred"),
        (item.proposal.stream, "proposal.split_off"),
        (sister.stream, "proposal.split_from"),
    ]
    with_reason = LedgerPayload.objects.filter(body__contains=REASON)
    assert list(with_reason.values_list("entry__stream__key", flat=True)) == [meeting.stream]
    for dossier in (item.proposal, sister):
        assert not dossier.history.filter(history_change_reason__contains="xác minh").exists()
    assert not Notice.objects.filter(title__contains="xác minh").exists()


def test_what_was_judged_goes_with_them(table, item):
    sister = put_off(table, item, GOES)

    item.refresh_from_db()
    for dossier, names in ((sister, [GOES]), (Proposal.objects.get(pk=item.proposal_id), [STAYS, TOO])):
        judged = Judgement.objects.filter(proposal=dossier, version=dossier.version)
        assert sorted(judged.values_list("nomination__full_name", flat=True)) == sorted(names)


def test_the_others_are_voted_on_and_applied_and_the_sister_comes_on_the_next_agenda(table, meeting, item):
    sister = put_off(table, item, GOES, TOO)
    table.vote(meeting, yes=9, item=item)
    table.close(meeting)

    table.closed(Proposal.objects.get(pk=sister.pk), yes=2, no=7)

    outcomes = dict(Proposal.objects.values_list("nominations__full_name", "nominations__outcome"))
    assert outcomes == {STAYS: "passed", GOES: "not_passed", TOO: "not_passed"}
    assert set(Proposal.objects.values_list("state", flat=True)) == {"passed", "not_passed"}
    assert verify().holds


def test_the_sister_may_come_back_on_the_agenda_of_the_same_meeting(table, meeting, item):
    sister = put_off(table, item, GOES)
    agenda_services.place_on_agenda(
        meeting=meeting, proposals=[sister], row_versions={sister.pk: sister.row_version}, by=table.secretary
    )
    for each in meeting.items.all():
        table.vote(meeting, yes=9, item=each)

    table.close(meeting)

    assert set(Proposal.objects.values_list("state", flat=True)) == {"passed"}


def test_an_item_of_which_some_were_put_off_may_still_be_taken_off_or_deferred(table, meeting, item):
    put_off(table, item, GOES)
    mother = Proposal.objects.get(pk=item.proposal_id)

    services.defer_item(item=meeting.items.get(), reason="Để sau.", by=table.chair)
    services.undefer_item(item=meeting.items.get(), by=table.chair)
    said = {"row_version": mother.row_version, "reason": "Rút.", "by": table.secretary}
    agenda_services.take_off_agenda(item=meeting.items.get(), **said)

    assert [Proposal.objects.get(pk=mother.pk).state, meeting.items.count()] == ["appraised", 0]
    assert NominationDeferral.objects.count() == 1


def test_the_minutes_tell_it_with_the_reason_and_the_extract_does_not(table, meeting, item):
    sister = put_off(table, item, GOES, TOO)
    table.vote(meeting, yes=9, item=item)
    meeting = table.close(meeting)
    for signer in (table.secretary, table.chair):
        meeting = table.sign(meeting, signer)

    told, of_mother = text_of(minutes_pdf(meeting)), text_of(extract(meeting, item.proposal))

    assert f"{GOES}, {TOO}; chuyển sang phiên họp sau (hồ sơ {sister.code}). Lý do: {REASON}" in told
    assert "Hội đồng thông qua 01 trường hợp, chuyển 02 trường hợp sang phiên họp sau." in told
    assert GOES not in of_mother and REASON not in of_mother


def test_a_vice_chair_who_presides_puts_off_too(table):
    standing = table.seats[1]
    Appointment.objects.filter(office="council_member", user=standing).update(title="Phó Chủ tịch thường trực Hội đồng")
    meeting = table.prepared(table.proposal(STAYS, GOES))
    table.mark(meeting, "present", *table.seats[1:], table.secretary)
    meeting.refresh_from_db()
    said = {"row_version": meeting.row_version, "person_id": standing.pk, "reason": "Chủ tịch đi công tác"}
    meeting = presiding.name_presiding(meeting=meeting, by=table.secretary, **said)
    services.open_meeting(meeting=meeting, row_version=meeting.row_version, by=standing)

    sister = put_off(table, meeting.items.get(), GOES, by=standing)

    assert names_in(sister) == [GOES]
    with pytest.raises(NotYou):
        put_off(table, meeting.items.get(), STAYS)


# --- refusals --------------------------------------------------------------------------------------
def nothing_happened(item):
    item.refresh_from_db()
    return (Proposal.objects.count(), NominationDeferral.objects.count(), item.boxes.count()) == (1, 0, 3)


@pytest.mark.parametrize("who", ["secretary", "member", "office_head", "unit_head"])
def test_only_who_presides_puts_off(table, item, who):
    by = {"secretary": table.secretary, "member": table.seats[3]}.get(who) or getattr(table.town, who)

    with pytest.raises(NotYou):
        put_off(table, item, GOES, by=by)

    assert nothing_happened(item)


@pytest.mark.parametrize("state", ["prepared", "closed"])
def test_only_while_the_meeting_is_open(table, state):
    proposal = table.proposal(STAYS, GOES, TOO)
    meeting = table.prepared(proposal) if state == "prepared" else table.closed(proposal)

    with pytest.raises(NotNow) as refusal:
        put_off(table, meeting.items.get(), GOES)

    assert refusal.value.code == "wrong_state"


def test_not_once_the_vote_was_opened(table, item):
    table.open_vote(item)

    with pytest.raises(NotNow) as refusal:
        put_off(table, item, GOES)

    assert refusal.value.code == "vote_begun" and nothing_happened(item)


def test_not_before_a_repeated_vote(table, meeting, item):
    table.vote(meeting, yes=9, item=item)
    table.count(item)
    item.refresh_from_db()
    vote_services.repeat_vote(item=item, row_version=item.row_version, reason="Sai tên.", by=table.chair)

    with pytest.raises(NotNow) as refusal:
        put_off(table, item, GOES)

    assert refusal.value.code == "vote_begun"
    assert BallotBox.objects.count() == 6


def test_not_of_an_item_that_is_deferred_as_a_whole(table, item):
    services.defer_item(item=item, reason=REASON, by=table.chair)

    with pytest.raises(NotNow) as refusal:
        put_off(table, item, GOES)

    assert refusal.value.code == "deferred" and nothing_happened(item)


def test_all_at_once_are_the_whole_item(table, item):
    with pytest.raises(NotNow) as refusal:
        put_off(table, item, STAYS, GOES, TOO)

    assert refusal.value.code == "whole" and nothing_happened(item)


def test_the_last_one_is_the_whole_item_too(table, item):
    put_off(table, item, GOES, TOO)

    with pytest.raises(NotNow) as refusal:
        put_off(table, item, STAYS)

    assert refusal.value.code == "whole"


@pytest.mark.parametrize(("names", "reason"), [((), REASON), ((GOES,), "  "), ((), "")])
def test_who_and_why_must_be_said(table, item, names, reason):
    with pytest.raises(ValidationError) as refusal:
        put_off(table, item, *names, reason=reason)

    told = {"nominations": not names, "reason": not reason.strip()}
    assert sorted(refusal.value.message_dict) == sorted(name for name, is_missing in told.items() if is_missing)
    assert nothing_happened(item)


def test_a_row_of_another_dossier_is_refused(table, item):
    other = table.proposal("Vi Văn Bảy").nominations.get()

    with pytest.raises(ValidationError) as refusal:
        put_off(table, item, nominations=[other.pk])

    assert list(refusal.value.message_dict) == ["nominations"]


def test_who_is_in_the_sister_already_is_not_put_off_again(table, item):
    sister = put_off(table, item, GOES)

    with pytest.raises(ValidationError):
        put_off(table, item, nominations=[sister.nominations.get().pk])


def test_a_form_older_than_another_deferral_names_who_was_faster(table, item):
    shown = AgendaItem.objects.get(pk=item.pk).row_version
    put_off(table, item, GOES)

    with pytest.raises(LostRace) as refusal:
        put_off(table, item, TOO, row_version=shown)

    assert refusal.value.winner == table.chair.full_name
    assert table.chair.full_name in refusal.value.sentences[0]


def test_an_item_that_is_off_the_agenda_is_refused(table, meeting, item):
    row_version = Proposal.objects.get().row_version
    agenda_services.take_off_agenda(item=item, row_version=row_version, reason="Rút.", by=table.secretary)
    rows = list(Proposal.objects.get().nominations.values_list("pk", flat=True))

    with pytest.raises(NotNow) as refusal:
        defer_nominations(item=item, row_version=item.row_version, nominations=rows[:1], reason=REASON, by=table.chair)

    assert refusal.value.code == "wrong_state"
