"""Awards revoked and words corrected by a later decision: numbers, effects, what stays untouched, every refusal."""

import json
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document

from documents.numbers.bearers import bearers_of
from documents.numbers.models import IssuedNumber, Register
from documents.proposals.models import Nomination
from documents.registry.models import Award, Likeness
from documents.signatures.services import bytes_of
from permissions import access
from permissions.ledger.models import LedgerEntry
from permissions.ledger.verify import verify
from permissions.refusals import LostRace, NotNow, NotYou, ValidationError
from tests.workflows.revocations.conftest import FRAUD, TODAY
from workflows.decisions.certificate_services import issue_again
from workflows.decisions.numbering import numbered_in
from workflows.decisions.open_check import certificate_of_code
from workflows.decisions.papers import render_word
from workflows.decisions.queries import lines_of as lines_of_decision
from workflows.notices.models import Notice
from workflows.revocations import services
from workflows.revocations.later import later_of
from workflows.revocations.models import Amendment, Revocation
from workflows.revocations.queries import items_of, lines_of, with_records
from workflows.trail.bundles.of_dossier import contents
from workflows.trail.bundles.of_others import of_decision

pytestmark = pytest.mark.django_db
WRONG, RIGHT = "Nguyễn Thi Hòa", "Nguyễn Thị Hòa"


def told(act):
    """(stream, body) of the entries of an act."""
    rows = LedgerEntry.objects.filter(act=act).order_by("pk").select_related("stream", "payload")
    return [(row.stream.key, json.loads(row.payload.body)) for row in rows]


def checked(name):
    line = Nomination.objects.get(full_name=name).decision_lines.get()
    return certificate_of_code(line.certificates.order_by("turn").last().code, TODAY)


def test_a_revoked_award_falls_everywhere_and_what_was_received_is_due_back_with_a_day(desk, papers):
    decision = desk.issued(desk.passed("Bùi A", "Chu B", "Dương C"))
    papers.paid("Bùi A", "Chu B")
    papers.handed("Bùi A")

    made = papers.issued("Bùi A", "Dương C")

    assert (made.state, made.number, made.symbol, made.code) == ("issued", "2", decision.symbol, "PQ-2026-D002")
    outcomes = Nomination.objects.order_by("full_name").values_list("full_name", "outcome")
    assert list(outcomes) == [("Bùi A", "revoked"), ("Chu B", "granted"), ("Dương C", "revoked")]
    assert [(checked(name).is_valid) for name in ("Bùi A", "Chu B", "Dương C")] == [False, True, False]
    book = Award.objects.order_by("nomination__full_name").values_list("nomination__full_name", "state")
    assert list(book) == [("Bùi A", "revoked"), ("Chu B", "granted"), ("Dương C", "revoked")]
    due = {
        row.nomination.full_name: [(item.item, item.amount, item.due_on) for item in items_of(row)]
        for row in with_records(Revocation.objects.select_related("nomination"))
    }
    last = date(2026, 12, 15)  # fifteen working days after Monday 23/11/2026; the 24th is a public holiday
    assert due == {"Bùi A": [("money", 760_000, last), ("object", 0, last)], "Dương C": []}
    register = Register.objects.get(kind="decision")
    assert {number: (row.code, row.is_live) for number, row in bearers_of(register, [1, 2]).items()} == {
        "1": ("01/QĐ-UBND", True), "2": ("02/QĐ-UBND", True),
    }  # fmt: skip
    clerk = desk.town.records_clerk
    assert {number: told[0] for number, told in numbered_in(register, clerk, None).items()} == {
        "1": decision.code,
        "2": made.code,
    }
    dossier = Nomination.objects.first().proposal
    acts = LedgerEntry.objects.filter(act_id=LedgerEntry.objects.get(act="amendment.issue").act_id)
    recipients = sorted(
        f"recipient/{key}" for key in Award.objects.filter(state="revoked").values_list("recipient", flat=True)
    )
    assert sorted(acts.values_list("stream__key", "act")) == sorted(
        [
            (made.stream, "amendment.issue"),
            (decision.stream, "decision.award_revoked"),
            (dossier.stream, "proposal.award_revoked"),
            *((key, "registry.award_revoked") for key in recipients),
        ]
    )
    ((_stream, of_dossier),) = told("proposal.award_revoked")
    assert "Khai khống" not in json.dumps(of_dossier, ensure_ascii=False)  # the ground stands on the paper alone
    assert set(Notice.objects.filter(subject=made.stream, words="amendment.revocation").values_list("office")) == {
        ("unit_clerk",), ("unit_head",),
    }  # fmt: skip
    assert verify().holds


def test_a_correction_mends_the_present_name_and_leaves_the_old_paper_byte_for_byte(desk, papers, clock):
    proposal = desk.passed(WRONG, "Chu B")
    decision = desk.issued(proposal)
    kept = [bytes_of(issued.blob) for issued in (decision.first_rendition, decision.second_rendition)]
    desk.issued(desk.passed(RIGHT, form="ldtt"))
    before = timezone.now()
    clock.move_to(before + timedelta(minutes=1))

    made = papers.corrected(WRONG, full_name=RIGHT, birth_on="1988-02-03", position="Giáo viên")

    decision.refresh_from_db()
    assert [bytes_of(issued.blob) for issued in (decision.first_rendition, decision.second_rendition)] == kept
    line = decision.lines.get(order=1)
    assert (line.nomination.full_name, str(line.nomination.birth_on)) == (RIGHT, "1988-02-03")
    words = [
        cell.text
        for table in Document(BytesIO(render_word(decision, lines_of_decision(decision), []))).tables
        for cell in table._cells
    ]
    assert (WRONG in words, RIGHT in words) == (True, False)  # the old paper made anew says what was decided
    assert line.nomination.history.as_of(before).full_name == WRONG
    (row,) = lines_of(made)
    assert (row.name, row.wrong, row.right) == (
        WRONG,
        {"full_name": WRONG, "birth_on": ""},
        {"full_name": RIGHT, "birth_on": "1988-02-03"},
    )
    assert certificate_of_code(line.certificates.get().code, TODAY).name == RIGHT
    mended, other = Award.objects.order_by("pk").filter(recipient__full_name=RIGHT)
    assert mended.nomination == line.nomination
    asked = Likeness.objects.get()
    assert {asked.recipient_id, asked.other_id} == {mended.recipient_id, other.recipient_id}
    golden = Register.objects.get(kind="golden_book")
    assert bearers_of(golden, [1])["1"].title == RIGHT
    again = issue_again(
        line=line, row_version=1, kind="exchanged", reason="Đính chính họ tên.", by=desk.town.records_clerk
    )
    assert (again.turn, certificate_of_code(again.code, TODAY).is_valid) == (2, True)
    assert " nguyen thi hoa" in decision.search_key
    assert " nguyen thi hoa" in line.nomination.proposal.search_key
    ((stream, body),) = told("decision.words_corrected")
    assert (stream, body["decision"], body["names"]) == (decision.stream, made.code, [WRONG])
    assert verify().holds


def test_a_cancelling_decision_lies_in_the_bundles_of_what_it_touches_alone(desk, papers):
    first, second = desk.passed("Bùi A"), desk.passed("Chu B")
    decision = desk.issued(first, second)
    made = papers.issued("Bùi A")
    head, kept = desk.town.office_head, made.second_rendition.sha256

    held = access.capacities(head)
    found = [{file.blob.sha256 for file in contents(dossier, head, held).files} for dossier in (first, second)]

    assert [kept in files for files in found] == [True, False]
    whole = of_decision(decision, head, held)
    assert kept in {file.blob.sha256 for file in whole.files}
    assert [(line["name"], line["outcome"]) for line in whole.facts["lines"]] == [
        ("Bùi A", "revoked"),
        ("Chu B", "granted"),
    ]


def test_later_awards_and_open_dossiers_are_told_to_the_head_of_the_office(desk, papers, clock, sign_in):
    birth = {"full_name": "Bùi A", "birth_on": date(1990, 1, 1)}
    desk.issued(desk.passed("Bùi A"))
    Nomination.objects.update(birth_on=birth["birth_on"])
    Award.objects.first().recipient.__class__.objects.update(birth_on=birth["birth_on"])
    first = Nomination.objects.get()
    clock.move_to(timezone.now() + timedelta(days=1))
    later = desk.passed("Bùi A", form="ldtt")
    later.nominations.update(birth_on=birth["birth_on"])
    desk.issued(later)
    waiting = desk.passed("Bùi A", form="cstd-co-so")
    waiting.nominations.update(birth_on=birth["birth_on"])
    stranger = desk.passed("Bùi A", form="cstd-co-so")
    stranger.nominations.update(birth_on=date(1975, 5, 5))

    line = first.decision_lines.get()
    made = services.draft_amendment(kind="revocation", lines=[{"line": line.pk, **FRAUD}], by=desk.town.office_reviewer)
    (found,) = later_of([first])
    made = papers.issue(papers.sign(made))

    assert [award.award_form.code for award in found.awards] == ["ldtt"]
    assert [row.proposal for row in found.dossiers] == [waiting]
    assert told("amendment.issue")[0][1]["later"] == ["Bùi A"]
    head = Notice.objects.get(subject=made.stream, office="office_head")
    assert (head.words, head.person) == ("amendment.later", desk.town.office_head)
    page = reverse("revocations:detail", args=[made.code])
    for person, is_told in ((desk.town.office_reviewer, True), (desk.town.records_clerk, False)):
        client = sign_in(person)
        told_there = len(client.get(f"/api/v1/amendments/{made.code}/later").json())
        assert (waiting.code in client.get(page).text, told_there) == (is_told, int(is_told))


def test_what_cannot_be_touched_is_refused_by_name(desk, other_desk, papers):
    desk.issued(desk.passed("Bùi A", "Chu B"))
    desk.signed(desk.passed("Dương C"))
    other_desk.issued(other_desk.passed("Lý D"))
    papers.issued("Bùi A")
    papers.drafted("Chu B")

    codes = {}
    for name in ("Bùi A", "Chu B", "Dương C"):
        with pytest.raises(NotNow) as refusal:
            papers.drafted(name)
        assert name in str(refusal.value)
        codes[name] = refusal.value.code
    with pytest.raises(NotYou):
        papers.drafted("Lý D")
    with pytest.raises(ValidationError) as mixed:
        papers.drafted("Chu B", "Lý D")
    with pytest.raises(ValidationError):
        papers.drafted()

    assert codes == {"Bùi A": "revoked_before", "Chu B": "in_another_paper", "Dương C": "not_issued"}
    assert set(mixed.value.error_dict) == {"lines"}
    assert Amendment.objects.count() == 2


@pytest.mark.parametrize(
    ("kind", "said", "field"),
    [
        ("revocation", {"ground": "", "reason": "x"}, "ground"),
        ("revocation", {"ground": "gone", "reason": "x"}, "ground"),
        ("revocation", {"ground": "later_finding", "reason": " "}, "reason"),
        ("correction", {"right": {}}, "right"),
        ("correction", {"right": {"full_name": "Bùi A"}}, "right"),
        ("correction", {"right": {"full_name": " "}}, "right"),
        ("correction", {"right": {"birth_on": "31/31/1990"}}, "right"),
        ("correction", {"right": {"birth_on": "2199-01-01"}}, "right"),
        ("gone", {"reason": "x"}, "kind"),
    ],
    ids=[
        *("no ground", "unknown ground", "no reason"),
        *("nothing", "no change", "empty name", "no day", "a day to come", "unknown kind"),
    ],
)
def test_a_draft_that_says_too_little_is_refused_by_field(desk, papers, kind, said, field):
    desk.issued(desk.passed("Bùi A"))

    with pytest.raises(ValidationError) as refusal:
        papers.drafted("Bùi A", kind=kind, **said)

    assert set(refusal.value.error_dict) == {field}
    assert not Amendment.objects.exists()


def test_the_drafter_does_not_sign_and_a_stale_or_wrong_hand_moves_nothing(desk, papers):
    desk.issued(desk.passed("Bùi A"))
    drafted = papers.drafted("Bùi A", by=desk.also_reviewer(desk.town.commune_chair))

    with pytest.raises(NotYou):
        papers.sign(drafted)
    with pytest.raises(NotYou):
        papers.sign(drafted, by=desk.town.office_head)
    services.send_back(
        amendment=drafted, row_version=drafted.row_version, by=desk.town.commune_chair, reason="Chưa đủ căn cứ."
    )
    again = papers.drafted("Bùi A")
    said = {
        "amendment": again,
        "by": desk.town.office_reviewer,
        "values": {"title": "Về việc hủy bỏ khen thưởng đối với 01 cá nhân"},
    }
    changed = services.change_draft(row_version=again.row_version, **said)
    with pytest.raises(LostRace):
        services.change_draft(row_version=again.row_version, **said)
    with pytest.raises(LostRace):
        papers.sign(again)
    signed = papers.sign(changed)
    with pytest.raises(NotNow):
        services.change_draft(row_version=signed.row_version, **said)
    with pytest.raises(NotNow):
        services.drop_draft(amendment=signed, row_version=signed.row_version, by=desk.town.office_reviewer, reason="x")
    for wrong_day in (TODAY - timedelta(days=1), TODAY + timedelta(days=1)):
        with pytest.raises(NotNow):
            papers.issue(signed, issued_on=wrong_day)
    with pytest.raises(NotYou):
        papers.issue(signed, by=desk.town.office_reviewer)

    assert list(Amendment.objects.order_by("pk").values_list("state", flat=True)) == ["sent_back", "signed"]
    assert Nomination.objects.get().outcome == "granted"
    assert IssuedNumber.objects.filter(register__kind="decision").count() == 1


def test_a_dropped_draft_frees_its_lines(desk, papers):
    desk.issued(desk.passed("Bùi A"))
    drafted = papers.drafted("Bùi A")
    said = {"amendment": drafted, "row_version": drafted.row_version, "by": desk.town.office_reviewer}

    with pytest.raises(NotNow):
        services.drop_draft(reason=" ", **said)
    services.drop_draft(reason="Nhầm người.", **said)

    assert papers.issued("Bùi A").number == "2"
    assert verify().holds
