"""What comes back of a revoked award: recorded, corrected, refused, overdue; and awards of a higher level."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from documents.proposals.models import Nomination
from documents.registry.models import Award
from permissions import access
from permissions.ledger.models import LedgerEntry
from permissions.ledger.verify import verify
from permissions.refusals import LostRace, NotNow, NotYou, ValidationError
from tests import making
from tests.conftest import appoint, no_history
from tests.workflows.handoff.conftest import above as above_world
from tests.workflows.revocations.conftest import TODAY
from workflows.notices.models import Notice
from workflows.payments.models import Payment
from workflows.payments.services import correct_payment, record_payments
from workflows.revocations import return_views
from workflows.revocations.forms import AboveForm
from workflows.revocations.models import GivenBack, Revocation
from workflows.revocations.queries import items_of, revocations_seen, still_due, with_records
from workflows.revocations.recording import record_revocation
from workflows.revocations.reminding import remind_of_returns
from workflows.revocations.returning import record_given_back

pytestmark = pytest.mark.django_db
BACK = {"state": "returned", "returned_on": TODAY, "voucher": "PT-03"}
above = above_world


@pytest.fixture
def revoked(desk, papers):
    """Bùi A was paid 760,000 and got the certificate in hand."""
    desk.issued(desk.passed("Bùi A", "Chu B"))
    papers.paid("Bùi A")
    papers.handed("Bùi A")
    papers.issued("Bùi A", "Chu B")
    return Revocation.objects.get(nomination__full_name="Bùi A")


def record(desk, revocation, item="money", row_version=0, by=None, **values):
    said = {"row_version": row_version, "item": item, "by": by or desk.town.office_reviewer}
    return record_given_back(revocation=revocation, values=BACK | values, **said)


def shown(desk, part, today=TODAY):
    rows = revocations_seen(desk.town.office_reviewer, None, part=part, today=today)
    return [row.nomination.full_name for row in rows]


def test_money_and_object_come_back_one_by_one_and_a_record_is_corrected(desk, revoked):
    assert (shown(desk, "due"), shown(desk, "overdue"), shown(desk, "done")) == (["Bùi A"], [], [])
    assert shown(desk, "overdue", today=date(2026, 12, 16)) == ["Bùi A"]
    assert [list(still_due(day)) for day in (date(2026, 12, 15), date(2026, 12, 16))] == [[], [revoked]]

    late = datetime(2026, 12, 16, 3, 0, tzinfo=UTC)
    subject = revoked.amendment_line.amendment.stream
    told = [remind_of_returns(late), remind_of_returns(late), remind_of_returns(late - timedelta(days=1))]
    notices = Notice.objects.filter(words="revocation.overdue")
    assert (told, {notice.subject for notice in notices}) == ([notices.count(), 0, 0], {subject})
    first = record(desk, revoked)
    record(desk, revoked, "object", row_version=1)
    assert (shown(desk, "due"), shown(desk, "done")) == ([], ["Bùi A"])
    record(desk, revoked, row_version=2, state="open", note="Ghi nhầm người.")

    assert shown(desk, "due") == ["Bùi A"]
    rows = GivenBack.objects.order_by("pk").values_list("item", "turn", "state", "voucher", "supersedes")
    assert list(rows) == [
        ("money", 1, "returned", "PT-03", None),
        ("object", 1, "returned", "PT-03", None),
        ("money", 2, "open", "", first.pk),
    ]
    acts = LedgerEntry.objects.filter(act__startswith="revocation.").order_by("pk").values_list("act", flat=True)
    assert [act.partition(".")[2] for act in acts] == ["given_back", "given_back", "given_back_corrected"]
    assert verify().holds


def test_what_cannot_have_come_back_is_refused(desk, papers, revoked):
    faults = {}
    for name, values in {
        "voucher": {"voucher": " "},
        "returned_on": {"returned_on": None},
        "before": {"returned_on": date(2026, 11, 22)},
        "to come": {"returned_on": date(2026, 11, 24)},
        "note": {"state": "not_due"},
        "state": {"state": "gone"},
        "open": {"state": "open", "note": "x"},
    }.items():
        with pytest.raises(ValidationError) as refusal:
            record(desk, revoked, **values)
        faults[name] = set(refusal.value.error_dict)
    with pytest.raises(NotNow):
        record(desk, Revocation.objects.get(nomination__full_name="Chu B"))
    for office in ("office_head", "commune_chair", "records_clerk", "unit_head"):
        with pytest.raises(NotYou):
            record(desk, revoked, by=getattr(desk.town, office))
    record(desk, revoked)
    with pytest.raises(LostRace):
        record(desk, revoked, "object")
    with pytest.raises(ValidationError) as silent:
        record(desk, revoked, row_version=1)

    assert faults == {
        **{name: {name} for name in ("voucher", "returned_on", "note", "state")},
        "before": {"returned_on"},
        "to come": {"returned_on"},
        "open": {"state"},
    }
    assert (set(silent.value.error_dict), GivenBack.objects.count()) == ({"note"}, 1)


def test_the_record_of_what_was_paid_before_can_still_be_corrected(desk, papers, revoked):
    payment, of_chu = Payment.objects.get(), papers.line("Chu B")
    paid = {"state": "paid", "voucher": "PC-08", "fund": "own", "paid_on": TODAY, "reason": "Ghi sai số phiếu."}
    said = {"row_version": 1, "by": desk.town.office_reviewer}

    with pytest.raises(ValidationError, match="Chu B"):
        record_payments(decision=of_chu.decision, lines=[of_chu.pk], values=paid, **said)
    made = correct_payment(payment=payment, values=paid, **said)

    assert (made.voucher, made.amount, made.supersedes) == ("PC-08", 760_000, payment)


ABOVE = {
    "ground": "later_finding",
    "reason": "Theo Kết luận thanh tra số 12/KL-TTr.",
    "decision_number": "900/QĐ-UBND",
    "decided_on": TODAY,
    "decided_by": "Chủ tịch UBND tỉnh Thái Nguyên",
}


def test_an_award_of_a_higher_level_falls_by_the_paper_that_revokes_it(above, sign_in):
    above.answer(above.received(), NguyễnThịHòa="granted", ĐặngQuốcÝ="granted", MaThếĐường="refused")
    reviewer, paper = above.town.office_reviewer, making.arrival(above.town, "-thu-hoi", unit=None, sender="UBND tỉnh")
    hoa, duong = (Nomination.objects.get(full_name=name) for name in ("Nguyễn Thị Hòa", "Ma Thế Đường"))
    said = {"arrival": paper, "by": reviewer}

    codes = []
    for nomination, arrival in ((hoa, None), (duong, paper)):
        with pytest.raises(NotNow) as refusal:
            record_revocation(nomination=nomination, values=ABOVE, **{**said, "arrival": arrival})
        codes.append(refusal.value.code)
    with pytest.raises(ValidationError) as faulty:
        record_revocation(nomination=hoa, values={"decided_on": date(2026, 11, 1)}, **said)
    with pytest.raises(NotYou):
        record_revocation(nomination=hoa, values=ABOVE, arrival=paper, by=above.town.records_clerk)
    with no_history():
        appoint(above.town.records_clerk, "office_reviewer", above.town.office)
    assert access.may(above.town.records_clerk, "revocations.record", hoa.proposal)
    with pytest.raises(NotYou):  # holds the right now, but registered the paper
        record_revocation(nomination=hoa, values=ABOVE, arrival=paper, by=above.town.records_clerk)
    page = reverse("revocations:above", args=[paper.pk])
    assert [sign_in(person).get(page).status_code for person in (above.town.records_clerk, reviewer)] == [403, 200]
    made = record_revocation(nomination=hoa, values=ABOVE | {"object_due": True, "money_due": 2_000_000}, **said)
    with pytest.raises(NotNow) as twice:
        record_revocation(nomination=hoa, values=ABOVE, **said)

    assert (codes, twice.value.code) == (["no_paper", "not_granted_above"], "revoked_before")
    assert set(faulty.value.error_dict) == {"ground", "reason", "decision_number", "decided_by", "decided_on"}
    hoa.refresh_from_db()
    award = Award.objects.get(nomination=hoa)
    assert (hoa.outcome, award.state, "900/QĐ-UBND" in award.state_reason) == ("revoked", "revoked", True)
    due = [(item.item, item.amount) for item in items_of(with_records(Revocation.objects.filter(pk=made.pk)).get())]
    assert due == [("money", 2_000_000), ("object", 0)]
    paper.refresh_from_db()
    assert (paper.recording.kind, paper.recording.code) == ("revocation", hoa.proposal.code)
    record_given_back(revocation=made, row_version=0, item="object", values={**BACK, "voucher": ""}, by=reviewer)
    assert LedgerEntry.objects.filter(act="revocation.given_back", stream__key=hoa.proposal.stream).count() == 1
    assert verify().holds


def test_of_many_awards_the_newest_are_listed_and_a_name_finds_the_others(above, sign_in, monkeypatch):
    above.answer(above.received(), NguyễnThịHòa="granted", ĐặngQuốcÝ="granted", MaThếĐường="refused")
    paper = making.arrival(above.town, "-thu-hoi", unit=None, sender="UBND tỉnh")
    hoa, quoc_y = (Nomination.objects.get(full_name=name) for name in ("Nguyễn Thị Hòa", "Đặng Quốc Ý"))
    here, client = reverse("revocations:above", args=[paper.pk]), sign_in(above.town.office_reviewer)
    said = ABOVE | {"decided_on": "23/11/2026", "nomination": hoa.pk}

    def offered(answer):
        form = answer.context["form"]
        return {row.full_name for row in form.nominations.values()}, 'id="id_q"' in answer.text

    all_of_them = offered(client.get(here))
    monkeypatch.setattr(return_views, "MOST_CHOICES", 1)
    newest = max(hoa, quoc_y, key=lambda row: row.pk)
    found = {words: offered(client.get(here, {"q": words})) for words in ("hoa", "quoc y", "ma the duong")}

    assert all_of_them == ({"Nguyễn Thị Hòa", "Đặng Quốc Ý"}, False)
    assert offered(client.get(here)) == ({newest.full_name}, True)
    assert found == {
        "hoa": ({"Nguyễn Thị Hòa"}, True),
        "quoc y": ({"Đặng Quốc Ý"}, True),
        "ma the duong": (set(), True),
    }
    refused = client.post(here, said | {"reason": " "})
    assert (refused.status_code, f'<option value="{hoa.pk}" selected>' in refused.text) == (422, True)
    assert client.post(f"{here}?q=khong+ai", said).status_code == 302
    hoa.refresh_from_db()
    assert hoa.outcome == "revoked"


@pytest.mark.parametrize(("amount", "faults"), [("760000", set()), ("1" * 30, {"money_due"})], ids=["paid", "absurd"])
def test_an_amount_no_column_holds_is_refused_on_the_page(above, amount, faults):
    above.answer(above.received(), NguyễnThịHòa="granted", ĐặngQuốcÝ="granted", MaThếĐường="refused")
    hoa = Nomination.objects.get(full_name="Nguyễn Thị Hòa")
    data = ABOVE | {"nomination": hoa.pk, "decided_on": "23/11/2026", "money_due": amount}

    assert set(AboveForm(data, nominations=[hoa], on=TODAY).errors) == faults
