"""Two people at once: two forwards make one number and one package; an answer against a return makes one of them."""

import pytest

from documents.numbers.models import Register
from permissions.ledger.verify import verify
from permissions.refusals import LostRace
from tests.racing import at_once
from workflows.handoff import province_services as province
from workflows.handoff import services
from workflows.handoff.models import Answer, LineReturn, Sending
from workflows.handoff.queries import lines_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_forwards_make_one_number_and_one_package(above):
    letter, clerk = above.signed(), above.town.records_clerk

    results = at_once(
        [lambda: services.forward(transmittal=letter, row_version=letter.row_version, by=clerk) for _ in range(2)]
    )

    assert sorted(type(result).__name__ for result in results) == ["LostRace", "Transmittal"]
    assert Sending.objects.count() == 1
    assert Register.objects.get(kind="transmittal").last_number == 1
    assert verify().holds


def test_an_answer_against_a_return_makes_one_of_them(above):
    letter, officer = above.received(), above.cast.province_officer
    line = lines_of(letter)[0]
    said = {"transmittal": letter, "row_version": letter.row_version, "by": officer}

    results = at_once(
        [
            lambda: province.record_answer(**said, answers=[above.spoken(line)]),
            lambda: province.return_lines(**said, reasons={line.pk: "Thiếu xác nhận thuế."}),
        ]
    )

    assert len([fault for fault in results if isinstance(fault, LostRace)]) == 1
    assert Answer.objects.count() + LineReturn.objects.count() == 1
    assert verify().holds
