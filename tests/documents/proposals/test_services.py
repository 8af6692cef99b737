"""Writing letters, rows and papers: what is kept, what is refused, what the ledger says."""

import json
from datetime import date

import pytest

from documents.proposals import services
from documents.proposals.models import Letter, Nomination, Paper
from documents.proposals.queries import papers_seen
from permissions import access
from permissions.ledger.queries import last_act
from permissions.ledger.verify import verify
from permissions.refusals import LostRace, NotNow, NotYou, ValidationError
from tests import making
from workflows.approval import letter_services, review_services
from workflows.approval import services as approval

pytestmark = pytest.mark.django_db


def body_of(thing):
    return json.loads(last_act(thing.stream).payload.body)


# --- letters ---------------------------------------------------------------------------------------
def test_a_draft_gets_a_code_and_lies_with_the_clerk(cast, letter, acts_on):
    assert letter.code.startswith("PQ-")
    assert (letter.state, letter.desk_unit, letter.desk_office) == ("draft", cast.here.school, "unit_clerk")
    assert acts_on(letter) == ["letter.drafted"]
    assert verify(letter.stream).holds


def test_a_draft_for_a_unit_without_accounts_lies_with_the_reviewer(cast, rules):
    letter = services.draft_letter(
        unit=cast.here.hamlet, values={"kind": "merit", "title": "Gia đình văn hóa"}, by=cast.here.office_reviewer
    )

    assert (letter.desk_unit, letter.desk_office) == (cast.here.commune, "office_reviewer")


@pytest.mark.parametrize("office", ["office_reviewer", "council_member", "other_clerk", "commune_chair"])
def test_others_may_not_draft_for_a_unit(cast, rules, office):
    with pytest.raises(NotYou):
        services.draft_letter(
            unit=cast.here.school, values={"kind": "merit", "title": "Thử"}, by=cast.here.person[office]
        )

    assert not Letter.objects.exists()


def test_the_same_form_sent_twice_makes_one_letter(cast, letter):
    said = {"kind": "merit", "title": "Tờ trình thứ hai"}
    first = services.draft_letter(unit=cast.here.school, values=said, by=cast.here.unit_clerk, newest=letter.pk)
    second = services.draft_letter(unit=cast.here.school, values=said, by=cast.here.unit_clerk, newest=letter.pk)
    third = services.draft_letter(unit=cast.here.school, values=said, by=cast.here.unit_clerk, newest=first.pk)

    assert first == second
    assert third != first
    assert Letter.objects.count() == 3


def test_a_letter_for_a_campaign_names_it(cast, rules):
    with pytest.raises(ValidationError) as fault:
        services.draft_letter(
            unit=cast.here.school, values={"kind": "campaign", "title": "Thử"}, by=cast.here.unit_clerk
        )

    assert fault.value.message_dict == {"campaign": ["Choose the campaign."]}


def test_a_campaign_of_another_commune_is_refused(cast, rules, campaign):
    with pytest.raises(ValidationError):
        services.draft_letter(
            unit=cast.there.school,
            values={"kind": "campaign", "campaign": campaign, "title": "Thử"},
            by=cast.there.unit_clerk,
        )


def test_a_letter_of_another_kind_forgets_its_campaign(cast, rules, campaign):
    letter = services.draft_letter(
        unit=cast.here.school,
        values={"kind": "campaign", "campaign": campaign, "title": "Thử"},
        by=cast.here.unit_clerk,
    )

    changed = services.save_letter(letter=letter, row_version=1, values={"kind": "merit"}, by=cast.here.unit_clerk)

    assert changed.campaign is None


def test_a_kind_nobody_knows_is_refused(cast, letter):
    with pytest.raises(ValidationError) as fault:
        services.save_letter(letter=letter, row_version=1, values={"kind": "nonsense"}, by=cast.here.unit_clerk)

    assert set(fault.value.message_dict) == {"kind"}


def test_a_change_is_told_field_by_field(cast, letter, acts_on):
    services.save_letter(
        letter=letter, row_version=1, values={"number": "15/TTr", "title": letter.title}, by=cast.here.unit_clerk
    )

    assert body_of(letter)["changes"] == {
        "number": ["", "15/TTr"],
        "search_key": [
            letter.search_key,
            f" {letter.code.lower().replace('-', ' ')} 15 ttr khen thuong nam hoc truong tieu hoc phong quang",
        ],
    }
    assert acts_on(letter) == ["letter.drafted", "letter.changed"]


def test_saying_the_same_again_leaves_no_trace(cast, letter, acts_on):
    same = services.save_letter(letter=letter, row_version=1, values={"title": letter.title}, by=cast.here.unit_clerk)

    assert same.row_version == 1
    assert acts_on(letter) == ["letter.drafted"]


def test_an_old_form_names_who_was_faster(cast, letter):
    services.save_letter(letter=letter, row_version=1, values={"number": "1"}, by=cast.here.unit_clerk)

    with pytest.raises(LostRace) as race:
        services.save_letter(letter=letter, row_version=1, values={"number": "2"}, by=cast.here.unit_head)

    assert race.value.winner == cast.here.unit_clerk.full_name
    assert Letter.objects.get().number == "1"


def test_a_letter_before_the_head_cannot_be_changed(cast, complete):
    letter_services.hand_to_head(letter=complete, row_version=complete.row_version, by=cast.here.unit_clerk)

    with pytest.raises(NotNow):
        services.save_letter(
            letter=complete,
            row_version=Letter.objects.get().row_version,
            values={"number": "2"},
            by=cast.here.unit_clerk,
        )


def test_the_kind_of_a_returned_letter_stays(cast, rules):
    proposal = making.returned(cast.here)

    changed = services.save_letter(
        letter=proposal.letter,
        row_version=Letter.objects.get().row_version,
        values={"kind": "sudden", "number": "16/TTr"},
        by=cast.here.unit_clerk,
    )

    assert (changed.kind, changed.number) == ("merit", "16/TTr")
    assert last_act(proposal.stream).act == "letter.changed"


# --- rows ------------------------------------------------------------------------------------------
def test_names_are_kept_composed_and_bare(cast, letter):
    typed = "  Nguye\u0302\u0303n  Thi\u0323 A\u0301nh &<script>\u200b "
    row = services.add_nomination(
        letter=letter, values={"nominee_type": "individual", "full_name": typed}, by=cast.here.unit_clerk
    )

    assert Nomination.objects.get(pk=row.pk).full_name == "Nguyễn Thị Ánh &<script>"
    assert row.search_key == " nguyen thi anh script"


def test_a_row_without_a_name_is_refused(cast, letter):
    with pytest.raises(ValidationError) as fault:
        services.add_nomination(
            letter=letter, values={"nominee_type": "individual", "full_name": " \u200b "}, by=cast.here.unit_clerk
        )

    assert set(fault.value.message_dict) == {"full_name"}


def test_a_period_that_runs_backward_is_refused(cast, letter):
    values = {
        "nominee_type": "individual",
        "full_name": "A",
        "period_from": date(2026, 5, 31),
        "period_to": date(2025, 9, 1),
    }

    with pytest.raises(ValidationError) as fault:
        services.add_nomination(letter=letter, values=values, by=cast.here.unit_clerk)

    assert fault.value.message_dict == {"period_to": ["The period ends before it begins."]}


def test_the_same_row_sent_twice_is_one_row(cast, letter, acts_on):
    said = making.row_values("Nguyễn Thị Hòa", making.award_form())
    first = services.add_nomination(letter=letter, values=said, by=cast.here.unit_clerk, expected_order=1)
    second = services.add_nomination(letter=letter, values=said, by=cast.here.unit_clerk, expected_order=1)
    namesake = services.add_nomination(letter=letter, values=said, by=cast.here.unit_clerk, expected_order=2)

    assert first == second
    assert [first.order, namesake.order] == [1, 2]
    assert acts_on(letter) == ["letter.drafted", "nomination.added", "nomination.added"]


def test_a_letter_takes_only_so_many_rows(cast, letter, monkeypatch):
    monkeypatch.setattr(services, "MAX_ROWS", 1)
    said = making.row_values("A", making.award_form())
    services.add_nomination(letter=letter, values=said, by=cast.here.unit_clerk)

    with pytest.raises(NotNow):
        services.add_nomination(letter=letter, values=said, by=cast.here.unit_clerk)


def test_a_row_taken_off_closes_the_gap_and_stays_in_the_ledger(cast, letter, add_rows):
    rows = add_rows(letter, 4, cast.here.unit_clerk)
    services.attach_paper(
        letter=letter, nomination=rows[1], kind="khac", upload=making.pdf("a.pdf"), by=cast.here.unit_clerk
    )

    services.remove_nomination(nomination=rows[1], row_version=1, by=cast.here.unit_clerk)

    assert list(letter.nominations.values_list("full_name", "order")) == [
        ("Người thứ 1", 1),
        ("Người thứ 3", 2),
        ("Người thứ 4", 3),
    ]
    body = body_of(letter)
    assert body["removed"]["full_name"] == "Người thứ 2"
    assert [paper["file_name"] for paper in body["papers"]] == ["a.pdf"]
    assert [row.history_type for row in Paper.history.all()] == ["-", "+"]
    assert verify().holds  # the papers' last history rows are named too


def test_a_row_taken_off_twice_is_refused(cast, letter, add_rows):
    row = add_rows(letter, 1, cast.here.unit_clerk)[0]
    kept = Nomination.objects.get(pk=row.pk)
    services.remove_nomination(nomination=row, row_version=1, by=cast.here.unit_clerk)

    with pytest.raises(NotNow):
        services.remove_nomination(nomination=kept, row_version=1, by=cast.here.unit_clerk)


def test_an_old_row_form_is_refused(cast, letter, add_rows):
    row = add_rows(letter, 1, cast.here.unit_clerk)[0]
    services.change_nomination(nomination=row, row_version=1, values={"position": "Tổ trưởng"}, by=cast.here.unit_head)

    with pytest.raises(LostRace) as race:
        services.change_nomination(nomination=row, row_version=1, values={"position": "x"}, by=cast.here.unit_clerk)

    assert race.value.winner == cast.here.unit_head.full_name


def test_a_row_that_somebody_changed_is_not_taken_off_by_an_old_form(cast, letter, add_rows):
    row = add_rows(letter, 1, cast.here.unit_clerk)[0]
    services.change_nomination(nomination=row, row_version=1, values={"position": "Tổ trưởng"}, by=cast.here.unit_head)
    services.attach_paper(letter=letter, kind="khac", upload=making.pdf(), by=cast.here.unit_clerk)

    with pytest.raises(LostRace) as race:
        services.remove_nomination(nomination=row, row_version=1, by=cast.here.unit_clerk)

    assert race.value.winner == cast.here.unit_head.full_name
    assert Nomination.objects.get().position == "Tổ trưởng"


def test_a_row_of_a_sent_proposal_is_shut_until_it_is_returned(cast, rules):
    proposal = making.under_review(cast.here)
    row = proposal.nominations.first()

    with pytest.raises(NotNow):
        services.change_nomination(nomination=row, row_version=1, values={"position": "x"}, by=cast.here.unit_clerk)


def test_a_row_of_a_returned_proposal_is_completed_but_keeps_its_form(cast, rules):
    proposal = making.returned(cast.here)
    row = proposal.nominations.first()

    changed = services.change_nomination(
        nomination=row,
        row_version=row.row_version,
        values={"summary": "Số liệu mới", "award_form": None},
        by=cast.here.unit_clerk,
    )

    assert changed.summary == "Số liệu mới"
    assert changed.award_form == making.award_form()
    assert last_act(proposal.stream).act == "nomination.changed"


def test_a_row_of_a_returned_proposal_is_not_removed(cast, rules):
    row = making.returned(cast.here).nominations.first()

    with pytest.raises(NotNow):
        services.remove_nomination(nomination=row, row_version=1, by=cast.here.unit_clerk)


def test_a_row_a_review_spoke_of_stays_after_a_recall(cast, rules):
    proposal = making.under_review(cast.here)
    row = proposal.nominations.first()
    proposal = review_services.judge(
        proposal=proposal,
        row_version=proposal.row_version,
        by=cast.here.office_reviewer,
        verdicts=[(row, "eligible", "")],
    )
    approval.release(
        proposal=proposal, row_version=proposal.row_version, by=cast.here.office_reviewer, reason="Bận việc"
    )
    letter = Letter.objects.get()
    letter_services.recall(letter=letter, row_version=letter.row_version, by=cast.here.unit_head, reason="Sửa")
    row.refresh_from_db()

    with pytest.raises(NotNow):
        services.remove_nomination(nomination=row, row_version=row.row_version, by=cast.here.unit_clerk)

    assert Nomination.objects.filter(pk=row.pk).exists()
    assert Paper.objects.filter(nomination=row).exists()


def test_papers_that_a_version_names_stay_when_their_row_is_taken_off(cast, rules):
    proposal = making.sent(cast.here)
    letter = letter_services.recall(
        letter=proposal.letter, row_version=proposal.letter.row_version, by=cast.here.unit_head, reason="Sai tên"
    )
    row = letter.nominations.first()
    sent = row.papers.get()
    services.attach_paper(
        letter=letter, nomination=row, kind="khac", upload=making.pdf("moi.pdf", "1"), by=cast.here.unit_clerk
    )

    services.remove_nomination(nomination=row, row_version=row.row_version, by=cast.here.unit_clerk)

    sent.refresh_from_db()
    assert sent.blob.sha256 in proposal.versions.get().body
    assert (sent.nomination, sent.removed_at is None) == (None, False)
    assert not Paper.objects.filter(file_name="moi.pdf").exists()
    assert verify(letter.stream).holds
    again = letter_services.send(
        letter=Letter.objects.get(), row_version=Letter.objects.get().row_version, by=cast.here.unit_head
    )
    assert sent in papers_seen(cast.here.office_reviewer, access.capacities(cast.here.office_reviewer))
    assert sent.blob.sha256 not in again.proposals.order_by("pk").last().versions.get().body


# --- papers ----------------------------------------------------------------------------------------
def test_the_same_file_twice_in_one_place_is_one_paper(cast, letter, acts_on):
    clerk = cast.here.unit_clerk
    first = services.attach_paper(letter=letter, kind="khac", upload=making.pdf("a.pdf"), by=clerk)
    second = services.attach_paper(letter=letter, kind="khac", upload=making.pdf("b.pdf"), by=clerk)

    assert first == second
    assert acts_on(letter) == ["letter.drafted", "paper.attached"]


def test_a_removed_paper_stays_marked(cast, letter, acts_on):
    clerk = cast.here.unit_clerk
    paper = services.attach_paper(letter=letter, kind="khac", upload=making.pdf("a.pdf"), by=clerk)

    services.remove_paper(paper=paper, by=clerk)
    services.remove_paper(paper=paper, by=clerk)

    assert Paper.objects.get().removed_at is not None
    assert acts_on(letter) == ["letter.drafted", "paper.attached", "paper.removed"]


def test_a_file_that_lies_is_refused_and_nothing_is_kept(cast, letter, acts_on):
    upload = making.pdf("bao-cao.png")

    with pytest.raises(ValidationError):
        services.attach_paper(letter=letter, kind="khac", upload=upload, by=cast.here.unit_clerk)

    assert not Paper.objects.exists()
    assert acts_on(letter) == ["letter.drafted"]


@pytest.mark.parametrize("office", ["other_clerk", "office_reviewer", "commune_chair"])
def test_others_attach_nothing(cast, letter, office):
    with pytest.raises(NotYou):
        services.attach_paper(letter=letter, kind="khac", upload=making.pdf(), by=cast.here.person[office])

    assert not Paper.objects.exists()


def test_papers_of_a_sent_letter_are_shut(cast, rules):
    letter = making.under_review(cast.here).letter

    with pytest.raises(NotNow):
        services.attach_paper(letter=letter, kind="khac", upload=making.pdf("x.pdf"), by=cast.here.unit_clerk)
    with pytest.raises(NotNow):
        services.remove_paper(paper=letter.papers.filter(nomination=None).first(), by=cast.here.unit_clerk)
