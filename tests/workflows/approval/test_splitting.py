"""Splitting: nominations go on in a sister dossier with what was sent and judged of them; nothing is lost."""

import json

import pytest

from documents.proposals.models import Proposal
from documents.proposals.sent import sent_of
from permissions import access
from permissions.ledger.models import LedgerEntry
from permissions.ledger.verify import verify
from permissions.refusals import LostRace, NotNow, NotYou, ValidationError
from tests import making
from workflows.approval import part_services as parts
from workflows.approval import review_services, services

pytestmark = pytest.mark.django_db
THREE = ("Nguyễn Thị Hòa", "Đặng Quốc Ý", "Lò Thị Thủy")


def body(proposal, number):
    return json.loads(proposal.versions.get(number=number).body)


def suspend(town, proposal, *names, by=None, **facts):
    proposal.refresh_from_db()
    facts = {"suspension_code": "complaint", "suspension_reference": "12/TB-TTr"} | facts
    return parts.suspend_nominations(
        proposal=proposal,
        row_version=proposal.row_version,
        nominations=list(proposal.nominations.filter(full_name__in=names)),
        by=by or town.office_head,
        **facts,
    )


def withdraw(town, proposal, *names, by=None):
    proposal.refresh_from_db()
    return parts.withdraw_nominations(
        proposal=proposal,
        row_version=proposal.row_version,
        nominations=list(proposal.nominations.filter(full_name__in=names)),
        by=by or town.unit_head,
        reason="Chuyển công tác.",
    )


def test_one_name_is_suspended_and_the_others_go_on(cast, rules):
    town = cast.here
    mother = making.under_review(town, names=THREE)

    sister = suspend(town, mother, "Đặng Quốc Ý")

    mother.refresh_from_db()
    assert (mother.state, mother.nominee_count) == ("under_review", 2)
    assert (sister.state, sister.state_left, sister.nominee_count) == ("suspended", "under_review", 1)
    assert (sister.split_from, sister.letter, sister.reviewer) == (mother, mother.letter, town.office_reviewer)
    assert [row.full_name for row in mother.nominations.all()] == ["Nguyễn Thị Hòa", "Lò Thị Thủy"]
    assert [row.full_name for row in sister.nominations.all()] == ["Đặng Quốc Ý"]
    assert ("dang quoc y" in mother.search_key, "dang quoc y" in sister.search_key) == (False, True)


def test_it_is_one_act_on_both_streams(cast, rules):
    town = cast.here
    mother = making.under_review(town, names=THREE)

    sister = suspend(town, mother, "Đặng Quốc Ý")

    acts = LedgerEntry.objects.filter(act__in=["proposal.split_off", "proposal.split_from", "proposal.suspend"])
    told = list(acts.order_by("pk").values_list("stream__key", "act", "version"))
    assert told == [
        (mother.stream, "proposal.split_off", 2),
        (sister.stream, "proposal.split_from", 1),
        (sister.stream, "proposal.suspend", 1),
    ]
    assert len({entry.act_id for entry in acts}) == 1
    assert verify().holds


def test_versions_say_word_for_word_what_was_sent(cast, rules):
    town = cast.here
    mother = making.returned(town, names=THREE)
    making.rewrite(town, mother)  # the draft of the unit: not sent
    sent = mother.versions.get(number=1)

    sister = suspend(town, mother, "Đặng Quốc Ý")

    first, left, here = body(mother, 1), body(mother, 2), body(sister, 1)
    origin = {"code": mother.code, "version": 1, "sha256": sent.sha256}
    assert left["taken_from"] == here["taken_from"] == origin
    assert left["nominations"] == [first["nominations"][0], first["nominations"][2]]
    assert here["nominations"] == [first["nominations"][1]]
    assert left["letter"] == here["letter"] == first["letter"]
    assert (left["code"], here["code"]) == (mother.code, sister.code)
    version = sister.versions.get()
    assert (version.made_by, version.made_at) == (sent.made_by, sent.made_at)


def test_a_reader_outside_sees_only_the_rows_that_are_left_as_they_were_sent(cast, rules):
    town = cast.here
    mother = making.returned(town, names=THREE)
    making.rewrite(town, mother)

    sister = suspend(town, mother, "Lò Thị Thủy")

    mother.refresh_from_db()
    held = access.capacities(town.office_reviewer)
    shown = {}
    for proposal in (mother, sister):
        sent = sent_of(proposal, held)
        shown[proposal.code] = [row.full_name for row in sent.show_rows(sent.rows_of(proposal))]
    assert shown == {mother.code: ["Nguyễn Thị Hòa", "Đặng Quốc Ý"], sister.code: ["Lò Thị Thủy"]}
    assert "ban nhap" not in mother.search_key


def test_what_was_judged_counts_for_both(cast, rules):
    town = cast.here
    mother = making.awaiting_endorsement(town, names=THREE)

    sister = suspend(town, mother, "Đặng Quốc Ý")

    mother.refresh_from_db()
    assert mother.judgements.filter(version=2).count() == 2
    assert sister.judgements.filter(version=1, made_by=town.office_reviewer).count() == 1
    assert (sister.appraisal_text, sister.appraisal_by) == (mother.appraisal_text, town.office_reviewer)
    services.endorse(proposal=mother, row_version=mother.row_version, by=town.office_head)
    sister = services.resume(proposal=sister, row_version=sister.row_version, by=town.office_head, reason="Đã rõ.")
    sister = services.endorse(proposal=sister, row_version=sister.row_version, by=town.office_head)
    assert sister.state == "appraised"


def test_a_reviewer_goes_on_without_judging_the_others_anew(cast, rules):
    town = cast.here
    mother = making.under_review(town, names=THREE)
    verdicts = [(row, "eligible", "") for row in mother.nominations.all()]
    review_services.judge(proposal=mother, row_version=mother.row_version, by=town.office_reviewer, verdicts=verdicts)

    suspend(town, mother, "Đặng Quốc Ý")

    mother.refresh_from_db()
    mother = services.propose_appraisal(
        proposal=mother, row_version=mother.row_version, by=town.office_reviewer, reason="Đủ tiêu chuẩn."
    )
    assert mother.state == "awaiting_endorsement"


def test_remarks_go_with_their_rows_and_demands_on_the_whole_with_both(cast, rules):
    town = cast.here
    mother = making.under_review(town, names=THREE)
    row = mother.nominations.get(full_name="Đặng Quốc Ý")
    for text, place in (("Thiếu biên bản.", {}), ("Sai ngày sinh.", {"target": "nomination", "nomination": row})):
        mother.refresh_from_db()
        review_services.note_remark(
            proposal=mother, row_version=mother.row_version, by=town.office_reviewer, text=text, **place
        )
    mother.refresh_from_db()
    services.return_for_completion(proposal=mother, row_version=mother.row_version, by=town.office_reviewer)

    sister = suspend(town, mother, "Đặng Quốc Ý")

    told = {p.code: sorted(p.remarks.values_list("text", "state")) for p in (mother, sister)}
    assert told == {
        mother.code: [("Thiếu biên bản.", "open")],
        sister.code: [("Sai ngày sinh.", "open"), ("Thiếu biên bản.", "open")],
    }


def test_an_answer_not_sent_yet_stays_with_the_unit(cast, rules):
    from workflows.approval.sight import remarks_shown, sight_of

    town = cast.here
    mother = making.returned(town, names=THREE)
    review_services.answer_remark(
        remark=mother.remarks.get(), row_version=mother.row_version, by=town.unit_clerk, answer="Nháp."
    )

    sister = suspend(town, mother, "Đặng Quốc Ý")

    mother.refresh_from_db()
    held = access.capacities(town.office_reviewer)
    for proposal in (mother, sister):
        assert [remark.answer for remark in remarks_shown(proposal, sight_of(proposal, held))] == [""]


def test_the_sister_resumes_alone_after_the_mother_has_gone_on(cast, rules):
    town = cast.here
    mother = making.appraised(town, names=THREE)
    sister = suspend(town, mother, "Đặng Quốc Ý")
    mother.refresh_from_db()
    services.refuse_dossier(
        proposal=mother, row_version=mother.row_version, by=town.office_head, reason="Trùng.", legal_basis="Điều 5"
    )

    sister = services.resume(proposal=sister, row_version=sister.row_version, by=town.office_head, reason="Đã rõ.")

    assert (sister.state, sister.state_left, sister.suspension_code) == ("appraised", "", "")


def test_the_unit_withdraws_one_name(cast, rules):
    town = cast.here
    mother = making.under_review(town, names=THREE)

    sister = withdraw(town, mother, "Lò Thị Thủy")

    mother.refresh_from_db()
    assert (sister.state, sister.ending_reason) == ("withdrawn", "Chuyển công tác.")
    assert (mother.state, mother.ending_reason, mother.nominee_count) == ("under_review", "", 2)
    assert verify().holds


# --- refusals --------------------------------------------------------------------------------------
def test_all_of_them_are_not_split_off(cast, rules):
    mother = making.under_review(cast.here, names=THREE)

    with pytest.raises(NotNow) as refusal:
        suspend(cast.here, mother, *THREE)

    assert refusal.value.code == "whole"
    assert Proposal.objects.count() == 1


def test_none_and_rows_of_another_dossier_are_refused(cast, rules):
    town = cast.here
    mother, other = making.under_review(town, names=THREE), making.under_review(town)

    with pytest.raises(ValidationError) as none_chosen:
        suspend(town, mother)
    with pytest.raises(ValidationError) as of_elsewhere:
        parts.suspend_nominations(
            proposal=mother,
            row_version=mother.row_version,
            nominations=list(other.nominations.all()[:1]),
            by=town.office_head,
            suspension_code="complaint",
            suspension_reference="1",
        )

    assert (none_chosen.value.code, of_elsewhere.value.code) == ("none_chosen", "row_of_elsewhere")


def test_a_row_struck_out_stays(cast, rules):
    town = cast.here
    mother = making.under_review(town, names=THREE)
    rows = list(mother.nominations.all())
    verdicts = [(rows[0], "struck_out", "Trùng."), (rows[1], "eligible", ""), (rows[2], "eligible", "")]
    mother = review_services.judge(
        proposal=mother, row_version=mother.row_version, by=town.office_reviewer, verdicts=verdicts
    )
    mother = services.propose_appraisal(
        proposal=mother, row_version=mother.row_version, by=town.office_reviewer, reason="Đạt."
    )
    mother = services.endorse(proposal=mother, row_version=mother.row_version, by=town.office_head)

    with pytest.raises(NotNow) as stays:
        suspend(town, mother, rows[0].full_name)
    with pytest.raises(NotNow) as nobody_left:
        suspend(town, mother, rows[1].full_name, rows[2].full_name)

    assert (stays.value.code, nobody_left.value.code) == ("row_stays", "whole")


def test_ground_and_reference_are_asked(cast, rules):
    mother = making.under_review(cast.here, names=THREE)

    with pytest.raises(NotNow, match="số hồ sơ"):
        suspend(cast.here, mother, "Lò Thị Thủy", suspension_reference=" ")

    assert Proposal.objects.count() == 1


def test_who_may_not_is_refused(cast, rules):
    town = cast.here
    mother = making.under_review(town, names=THREE)

    for person in (town.office_reviewer, town.unit_head, town.council_secretary, cast.there.office_head):
        with pytest.raises(NotYou):
            suspend(town, mother, "Lò Thị Thủy", by=person)
    for person in (town.unit_clerk, town.office_head, town.other_head, cast.there.unit_head):
        with pytest.raises(NotYou):
            withdraw(town, mother, "Lò Thị Thủy", by=person)


def test_who_comes_late_hears_of_the_split(cast, rules):
    town = cast.here
    mother = making.under_review(town, names=THREE)
    stale = mother.row_version
    suspend(town, mother, "Lò Thị Thủy")

    with pytest.raises(LostRace) as lost:
        services.release(proposal=mother, row_version=stale, by=town.office_reviewer, reason="Bận.")

    assert lost.value.winner == town.office_head.full_name


# --- sisters of sisters ----------------------------------------------------------------------------
def test_a_family_is_whoever_came_from_the_first(cast, rules):
    from documents.proposals.families import keys_of_family, sisters_of

    town = cast.here
    mother = making.under_review(town, names=(*THREE, "Vàng A Páo"))
    stranger = making.under_review(town)
    sister = suspend(town, mother, "Đặng Quốc Ý", "Lò Thị Thủy")
    sister = services.resume(proposal=sister, row_version=sister.row_version, by=town.office_head, reason="Đã rõ.")
    third = suspend(town, sister, "Lò Thị Thủy")

    assert keys_of_family(third) == keys_of_family(mother) == {mother.pk, sister.pk, third.pk}
    assert keys_of_family(stranger) == {stranger.pk}
    held = access.capacities(town.unit_head)
    assert sisters_of(sister, town.unit_head, held) == [mother, third]
    outside = access.capacities(town.other_head)
    assert sisters_of(sister, town.other_head, outside) == []
