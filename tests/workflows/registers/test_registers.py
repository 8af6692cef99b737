"""The registers of numbers as people read them: each number with its paper or why it is void; the book."""

from datetime import timedelta
from io import BytesIO

import docx
import pytest
from django.db import transaction
from django.utils import timezone

from documents.numbers import services as numbers
from documents.numbers.models import IssuedNumber, Register, VoidedNumber
from documents.numbers.queries import entries_of, numbers_of, registers_seen
from documents.numbers.voiding import void_number
from documents.proposals.models import Nomination
from documents.proposals.states import Outcome
from permissions import access
from permissions.ledger.models import LedgerEntry
from permissions.refusals import LostRace, NotNow, NotYou, ValidationError
from tests import making
from tests.documents.printing.reading import text_of
from tests.workflows.council.conftest import Table, make_council
from tests.workflows.decisions.conftest import clock, desk  # noqa: F401 - fixtures
from workflows.decisions import services

pytestmark = pytest.mark.django_db


@pytest.fixture
def issued(desk, clock):  # noqa: F811 - the fixture above
    """Two decisions; all nominees of the second lost the award."""
    first = desk.issued(desk.passed("Bùi A"))
    second = desk.issued(desk.passed("Bùi B"))
    Nomination.objects.filter(decision_lines__decision=second).update(outcome=Outcome.REFUSED)
    return first, second


def _register(kind="decision"):
    return Register.objects.get(kind=kind)


def _number(text, kind="decision"):
    return IssuedNumber.objects.get(register=_register(kind), number=int(text))


def test_a_register_tells_who_took_each_number_for_which_paper(desk, issued, django_assert_num_queries):  # noqa: F811
    clerk = desk.town.records_clerk
    assert {row.kind for row in registers_seen(access.capacities(clerk))} == {"decision", "golden_book"}

    register = _register()
    with django_assert_num_queries(5):
        entries = entries_of(register, numbers_of(register).order_by("number"))

    assert [(entry.number, entry.code, entry.by, entry.may_void) for entry in entries] == [
        ("1", "01/QĐ-UBND", clerk.full_name, False),
        ("2", "02/QĐ-UBND", clerk.full_name, True),
    ]
    golden = entries_of(_register("golden_book"), numbers_of(_register("golden_book")).order_by("number"))
    assert [(entry.number, entry.title, entry.code) for entry in golden] == [
        ("1", "Bùi A", "01/QĐ-UBND"),
        ("2", "Bùi B", "02/QĐ-UBND"),
    ]


def test_a_voided_number_is_kept_told_and_never_given_again(desk, issued):  # noqa: F811
    clerk = desk.town.records_clerk

    void_number(number=_number("2"), row_version=0, reason="  Quyết định bị hủy bỏ. ", by=clerk)

    entry = LedgerEntry.objects.get(act="register.number_voided")
    assert entry.stream.key == _register().stream
    assert '"number":"2"' in entry.payload.body and "Quyết định bị hủy bỏ." in entry.payload.body
    assert VoidedNumber.objects.get().reason == "Quyết định bị hủy bỏ."
    assert desk.issued(desk.passed("Bùi C")).number == "3"
    with pytest.raises(NotNow) as twice, transaction.atomic():
        void_number(number=_number("2"), row_version=1, reason="Lại", by=clerk)
    with pytest.raises(LostRace) as late, transaction.atomic():
        void_number(number=_number("2"), row_version=0, reason="Lại", by=clerk)
    assert (twice.value.code, late.value.winner) == ("voided_before", clerk.full_name)


def test_refusals_of_voiding(desk, issued, cast):  # noqa: F811
    clerk = desk.town.records_clerk
    refusals = []
    for number, reason, by in (
        (_number("1"), "Nhầm", clerk),
        (_number("2"), "  ", clerk),
        (_number("2"), "Nhầm", desk.town.office_head),
        (_number("2"), "Nhầm", cast.there.records_clerk),
        (IssuedNumber.objects.filter(register__kind="decision_code").first(), "Nhầm", clerk),
    ):
        with pytest.raises((NotNow, NotYou, ValidationError)) as refusal, transaction.atomic():
            void_number(number=number, row_version=0, reason=reason, by=by)
        refusals.append(getattr(refusal.value, "code", type(refusal.value).__name__))

    assert refusals == ["number_in_use", "ValidationError", "not_you", "not_you", "register_not_shown"]
    assert "01/QĐ-UBND" in _refusal_of(_number("1"), clerk)
    assert VoidedNumber.objects.count() == 0


def _refusal_of(number, by):
    with pytest.raises(NotNow) as refusal, transaction.atomic():
        void_number(number=number, row_version=0, reason="Nhầm", by=by)
    return refusal.value.sentences[0]


def test_a_paper_dated_before_its_number_was_taken_is_marked(desk, clock):  # noqa: F811
    decision = desk.signed(desk.passed("Bùi A"))
    day = decision.signed_at.date()
    clock.shift(3 * 86_400)
    desk_issue = {"decision": decision, "row_version": decision.row_version, "by": desk.town.records_clerk}

    services.issue_decision(**desk_issue, issued_on=day)

    [entry] = entries_of(_register(), numbers_of(_register()))
    assert entry.is_backdated and entry.day == day


def test_the_pages_and_the_book_in_pdf_and_word_say_the_same(desk, issued, client):  # noqa: F811
    void_number(number=_number("2"), row_version=0, reason="Hủy & lập lại <sai>", by=desk.town.records_clerk)
    client.force_login(desk.town.records_clerk)
    address = f"/registers/{_register().pk}/"

    page = client.get(address).content.decode()
    pdf = b"".join(client.get(f"{address}book.pdf"))
    word = docx.Document(BytesIO(b"".join(client.get(f"{address}book.docx"))))

    assert "Hủy &amp; lập lại &lt;sai&gt;" in page
    cells = [[cell.text for cell in row.cells] for row in word.tables[-1].rows]
    assert [row[0] for row in cells[1:]] == ["1", "2"]
    assert cells[2][5].endswith("Hủy & lập lại <sai>")
    told = text_of(pdf)
    assert "SỔ ĐĂNG KÝ SỐ" in told and "02/QĐ-UBND" in told and "Hủy & lập lại <sai>" in told
    assert pdf == b"".join(client.get(f"{address}book.pdf"))
    done = client.post(
        f"/registers/numbers/{_number('2', 'golden_book').pk}/void/", {"reason": "Thu hồi", "row_version": 0}
    )
    assert done.status_code == 302
    assert VoidedNumber.objects.count() == 2


def test_minutes_and_papers_received_are_numbers_of_the_commune_too(desk, cast):  # noqa: F811
    paper = making.arrival(cast.here, arrived_on=timezone.localdate() - timedelta(days=3))
    table = Table(cast.here, make_council(cast.here, cast.administrator))
    meeting = table.closed(making.appraised(cast.here))
    for signer in (table.secretary, table.chair):
        table.sign(meeting, signer)

    found = {
        kind: [(row.code, row.day, row.title, row.is_backdated, row.may_void) for row in _entries(kind)]
        for kind in ("arrival", "minutes")
    }

    today, title = timezone.localdate(), "Tờ trình đề nghị khen thưởng của xóm"
    assert found["arrival"] == [(str(paper), paper.arrived_on, f"{paper.sender}: {title}", False, False)]
    assert [(row[0], row[1], *row[3:]) for row in found["minutes"]] == [("01/BB-HĐTĐKT", today, False, False)]
    assert meeting.code in found["minutes"][0][2]
    with pytest.raises(NotNow):
        void_number(number=_number("1", "arrival"), row_version=0, reason="Nhầm", by=cast.here.records_clerk)


def _entries(kind):
    return entries_of(_register(kind), numbers_of(_register(kind)))


def test_an_external_number_is_still_unique_beside_voided_ones(desk):  # noqa: F811
    commune = desk.town.commune
    numbers.take_external(commune=commune, kind="decision", year=2026, typed="45")
    void_number(number=_number("45"), row_version=0, reason="Cấp nhầm", by=desk.town.records_clerk)

    with pytest.raises(ValidationError) as refusal:
        numbers.take_external(commune=commune, kind="decision", year=2026, typed="45")

    assert refusal.value.code == "number_used"
