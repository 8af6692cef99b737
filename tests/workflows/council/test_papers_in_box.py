"""Paper ballots of a secret vote: handed to named members, keyed by two tellers, each alone; what does not agree."""

import io

import pytest
from pypdf import PdfReader

from permissions.ledger.models import LedgerEntry, LedgerPayload
from permissions.ledger.verify import verify
from permissions.refusals import NotNow, NotYou, ValidationError
from workflows.council import aside_services, ballot_services, paper_services, services
from workflows.council.models import BallotBox, BallotCast
from workflows.council.papers import minutes_pdf
from workflows.council.room import Room
from workflows.council.vote_models import PaperBallot, TellerCount, TellerLine, VoteRound

pytestmark = pytest.mark.django_db


def hand_out(table, item, *people, by=None):
    said = {"people": [person.pk for person in people], "by": by or table.secretary}
    return paper_services.hand_out_papers(item=item, **said)


def key(table, item, by, yes=0, no=0, abstain=0, invalid=0, found=None, **other):
    """The same numbers for all nominations but those named by `n<place>`. found: papers in the box, not said: all."""
    usual = {"yes": yes, "no": no, "abstain": abstain, "invalid": invalid}
    counts = {pk: other.get(f"n{place}", usual) for place, pk in enumerate(table.choices(item), start=1)}
    return paper_services.key_papers(item=item, counts=counts, found=found, by=by)


@pytest.fixture
def box(table):
    """Four members hold papers, five have voted on the screen: four yes and one no."""
    meeting = table.voting()
    item = meeting.items.get()
    hand_out(table, item, *table.seats[5:])
    table.vote(meeting, yes=4, no=1)
    return meeting, item


def test_papers_and_screen_are_counted_together_and_nothing_of_the_papers_alone_stays(table, box):
    meeting, item = box
    key(table, item, table.secretary, yes=2, no=1, invalid=1)
    key(table, item, table.seats[1], yes=2, no=1, invalid=1)

    table.close(meeting)

    boxes = list(BallotBox.objects.values_list("yes", "no", "abstain", "invalid", "base"))
    assert boxes == [(6, 2, 0, 1, 9)] * 2
    row = VoteRound.objects.get()
    assert (row.participants, row.paper_count) == (9, 4)
    assert row.tellers == f"{table.secretary.full_name}, {table.seats[1].full_name}"
    channels = list(BallotCast.objects.order_by("channel").values_list("channel", flat=True))
    assert channels == ["paper"] * 4 + ["screen"] * 5
    assert not TellerCount.objects.exists() and not TellerLine.objects.exists()
    assert verify().holds


def test_of_a_vote_that_was_deferred_before_its_end_neither_ballots_nor_keyed_numbers_stay(table, box):
    """One ballot and the list of who has voted would tell for good how that member voted."""
    meeting, item = box
    key(table, item, table.secretary, yes=4)
    services.defer_item(item=item, reason="Chờ xác minh.", by=table.chair)

    table.close(meeting)

    boxes = set(BallotBox.objects.values_list("yes", "no", "abstain", "invalid", "passed"))
    assert boxes == {(0, 0, 0, 0, None)}
    assert not TellerCount.objects.exists() and not TellerLine.objects.exists()
    assert BallotCast.objects.count() == 5
    assert verify().holds


def test_who_holds_a_paper_does_not_vote_on_the_screen(table, box):
    _meeting, item = box

    with pytest.raises(NotNow) as refusal:
        ballot_services.cast_ballot(item=item, default="yes", by=table.seats[5])

    assert refusal.value.code == "paper_ballot"


def test_different_numbers_stop_the_closing_and_name_where_but_no_number(table, box):
    _meeting, item = box
    first, second = item.proposal.nominations.order_by("order")
    key(table, item, table.secretary, yes=4)
    key(table, item, table.seats[1], yes=4, n2={"yes": 3, "no": 1})

    with pytest.raises(NotNow) as refusal:
        table.count(item)

    (sentence,) = refusal.value.sentences
    assert second.full_name in sentence and first.full_name not in sentence
    assert not any(figure in sentence.split(second.full_name)[1] for figure in "0123456789")


def test_the_papers_found_in_the_box_are_compared_kept_and_told_by_the_minutes(table, box):
    meeting, item = box
    key(table, item, table.secretary, yes=3, invalid=1, found=4)
    key(table, item, table.seats[1], yes=3, invalid=1, found=3)
    with pytest.raises(NotNow) as refusal:
        table.count(item)
    key(table, item, table.secretary, yes=3, invalid=1, found=3)

    meeting = table.close(meeting)

    (sentence,) = refusal.value.sentences
    assert not any(figure in sentence.removeprefix(item.proposal.code) for figure in "0123456789")
    assert (VoteRound.objects.get().paper_count, VoteRound.objects.get().papers_found) == (4, 3)
    assert '"papers_found":3' in LedgerEntry.objects.get(act="meeting.vote_closed").payload.body
    minutes = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(minutes_pdf(meeting))).pages)
    assert "phát ra 04 phiếu giấy, thu về 03 phiếu" in " ".join(minutes.split())


def test_a_teller_keys_again_and_then_both_agree(table, box):
    _meeting, item = box
    key(table, item, table.secretary, yes=4)
    key(table, item, table.seats[1], yes=3, no=1)
    key(table, item, table.seats[1], yes=4)

    assert table.count(item).state == "closed"


def test_what_was_typed_of_another_round_is_not_taken(table, box):
    _meeting, item = box
    said = {"item": item, "by": table.secretary, "round_seen": item.round + 1}

    with pytest.raises(NotNow) as papers:
        paper_services.key_papers(counts={pk: {"yes": 4} for pk in table.choices(item)}, **said)
    with pytest.raises(NotNow) as opinion:
        ballot_services.record_written_opinion(person_id=table.seats[8].pk, default="yes", **said)

    assert (papers.value.code, opinion.value.code) == ("vote_repeated", "vote_repeated")
    assert not TellerCount.objects.exists()


def test_one_teller_is_not_enough(table, box):
    _meeting, item = box
    key(table, item, table.secretary, yes=4)

    with pytest.raises(NotNow) as refusal:
        table.count(item)

    assert len(refusal.value.sentences) == 1


def test_a_third_teller_is_refused(table, box):
    _meeting, item = box
    for teller in (table.secretary, table.seats[1]):
        key(table, item, teller, yes=4)

    with pytest.raises(NotYou) as refusal:
        key(table, item, table.seats[2], yes=4)

    assert refusal.value.code == "two_tellers"


def test_the_secretary_has_both_begin_anew(table, box):
    _meeting, item = box
    for teller in (table.seats[2], table.seats[1]):
        key(table, item, teller, yes=4)

    with pytest.raises(NotYou):
        paper_services.key_anew(item=item, by=table.seats[2])
    paper_services.key_anew(item=item, by=table.secretary)
    with pytest.raises(NotNow) as refusal:
        paper_services.key_anew(item=item, by=table.secretary)

    assert refusal.value.code == "not_keyed"
    assert not TellerCount.objects.exists()


@pytest.mark.parametrize("counts", [{"yes": 3}, {"yes": 5}, {"yes": 5, "no": -1}, {}])
def test_numbers_add_up_to_the_papers_handed_out(table, box, counts):
    _meeting, item = box

    with pytest.raises(ValidationError) as refusal:
        key(table, item, table.secretary, **counts)

    assert set(refusal.value.message_dict) == {f"counts_{pk}" for pk in table.choices(item)}
    assert not TellerCount.objects.exists()


def test_papers_of_who_stands_aside_from_a_nomination_do_not_speak_of_it(table):
    meeting = table.voting()
    item = meeting.items.get()
    first = next(iter(table.choices(item)))
    said = {"nominations": [first], "kind": "nominee"}
    aside_services.stand_aside(item=item, by=table.seats[8], **said)
    hand_out(table, item, *table.seats[5:])
    table.vote(meeting, yes=5)
    for teller in (table.secretary, table.chair):
        key(table, item, teller, yes=4, n1={"yes": 3})

    table.close(meeting)

    assert list(BallotBox.objects.order_by("nomination__order").values_list("yes", "aside")) == [(8, 1), (9, 0)]


def test_a_paper_is_taken_back_unused_and_the_member_votes_on_the_screen(table, box):
    _meeting, item = box
    member = table.seats[5]
    said = {"item": item, "person_id": member.pk}

    with pytest.raises(NotYou):
        paper_services.take_paper_back(by=member, **said)
    paper_services.take_paper_back(by=table.secretary, **said)
    with pytest.raises(NotNow) as gone:
        paper_services.take_paper_back(by=table.secretary, **said)
    ballot_services.cast_ballot(item=item, default="yes", by=member)

    assert gone.value.code == "no_paper"
    assert PaperBallot.objects.count() == 3
    assert verify().holds


def test_once_keyed_no_paper_is_handed_out_or_taken_back(table, box):
    _meeting, item = box
    key(table, item, table.secretary, yes=4)

    with pytest.raises(NotNow) as back:
        paper_services.take_paper_back(item=item, person_id=table.seats[5].pk, by=table.secretary)
    with pytest.raises(NotNow) as out:
        hand_out(table, item, table.seats[4])

    assert back.value.code == out.value.code == "keyed"


@pytest.mark.parametrize("who", ["council_chair", "council_member", "office_head", "commune_chair"])
def test_only_the_secretary_hands_papers_out(table, who):
    item = table.voting().items.get()

    with pytest.raises(NotYou):
        hand_out(table, item, table.seats[5], by=table.town.person[who])


@pytest.mark.parametrize("who", ["office_head", "commune_chair", "office_reviewer", "unit_head", "records_clerk"])
def test_only_people_of_the_council_are_tellers(table, box, who):
    _meeting, item = box

    with pytest.raises(NotYou):
        key(table, item, table.town.person[who], yes=4)


def test_no_paper_for_who_has_voted_holds_one_is_absent_or_stands_aside(table):
    meeting = table.voting(present=8)
    item = meeting.items.get()
    ballot_services.cast_ballot(item=item, default="yes", by=table.seats[1])
    hand_out(table, item, table.seats[2], table.seats[3])
    rows = list(table.choices(item))
    aside_services.stand_aside(item=item, nominations=rows, kind="nominee", by=table.seats[4])
    found = []

    for member in (table.seats[1], table.seats[2], table.seats[8], table.seats[4]):
        with pytest.raises(NotNow) as refusal:
            hand_out(table, item, member)
        found.append(refusal.value.code)

    assert found == ["voted_already", "voted_already", "not_present", "recused"]
    assert PaperBallot.objects.count() == 2


def test_papers_are_for_members_of_this_council(table, cast):
    item = table.voting().items.get()

    for people in ((cast.stranger,), (table.secretary,), ()):
        with pytest.raises(ValidationError):
            hand_out(table, item, *people)


def test_no_papers_in_an_open_vote(table):
    item = table.voting(vote_method="open").items.get()

    with pytest.raises(NotNow) as refusal:
        hand_out(table, item, table.seats[1])

    assert refusal.value.code == "not_secret"


def test_nothing_is_keyed_where_no_paper_was_handed_out(table):
    item = table.voting().items.get()

    with pytest.raises(NotNow) as refusal:
        key(table, item, table.secretary)

    assert refusal.value.code == "no_papers"


def test_the_secretary_is_warned_of_a_single_paper(table):
    item = table.voting().items.get()

    alone = hand_out(table, item, table.seats[1])
    two = hand_out(table, item, table.seats[2])

    assert (len(alone), two) == (1, [])


def test_the_evidence_says_who_keyed_and_never_what(table, box):
    meeting, item = box
    key(table, item, table.secretary, yes=2, no=2)

    entry = LedgerEntry.objects.filter(stream__key=meeting.stream, act="meeting.papers_keyed").get()

    assert LedgerPayload.objects.get(entry=entry).body == f'{{"proposal":"{item.proposal.code}","round":1}}'
    assert entry.actor == table.secretary
    assert len(Room(meeting).voters(Room(meeting).item(item.pk))) == 9
