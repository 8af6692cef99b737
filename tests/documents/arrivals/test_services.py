"""The arrival book: numbers without gap or typed, the scan by its hash, what is mended and what stays."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from documents.arrivals import services
from documents.arrivals.models import Arrival
from documents.arrivals.queries import arrivals_seen
from documents.numbers import services as numbers
from permissions import access
from permissions.ledger.models import LedgerEntry
from permissions.ledger.verify import verify
from permissions.refusals import LostRace, NotYou, ValidationError
from tests import making
from tests.documents.attachments import files
from tests.making import pdf

pytestmark = pytest.mark.django_db


def registered(town, marker="", **values):
    said = {"unit": town.hamlet, "title": "Tờ trình đề nghị khen thưởng", "paper_number": "03/TTr"}
    deed = {"upload": pdf(f"to-trinh{marker}.pdf", marker), "by": town.records_clerk}
    for name in ("by", "upload", "number", "arrived_on", "newest"):
        if name in values:
            deed[name] = values.pop(name)
    return services.register(commune=town.commune, values=said | values, **deed)


def test_a_paper_gets_the_next_number_of_the_year(cast):
    first, second = registered(cast.here, "a"), registered(cast.here, "b")

    today = timezone.localdate()
    assert [str(first), str(second)] == [f"1/{today.year}", f"2/{today.year}"]
    assert (first.sender, first.arrived_on, first.file_name) == (cast.here.hamlet.name, today, "to-trinha.pdf")
    entry = LedgerEntry.objects.get(stream__key=first.stream)
    assert (entry.act, entry.actor) == ("arrival.registered", cast.here.records_clerk)
    assert first.scan.sha256 in entry.payload.body
    assert verify().holds


def test_a_typed_number_is_taken_once(cast):
    commune, clerk = cast.here.commune, cast.here.records_clerk
    year = timezone.localdate().year
    numbers.choose_mode(commune=commune, kind="arrival", year=year, row_version=1, mode="external", by=clerk)

    assert registered(cast.here, "a", number="045").number == "45"

    with pytest.raises(ValidationError) as fault:
        registered(cast.here, "b", number="45")
    assert list(fault.value.message_dict) == ["number"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"unit": None}, "sender"),
        ({"title": ""}, "title"),
        ({"number": "7"}, "number"),
        ({"upload": None}, "scan"),
        ({"upload": SimpleUploadedFile("quyet-dinh.docx", files.DOCX)}, "scan"),
        ({"paper_on": date(2999, 1, 1)}, "paper_on"),
        ({"arrived_on": date(2999, 1, 1)}, "arrived_on"),
    ],
)
def test_what_cannot_be_is_refused_by_field_and_uses_no_number(cast, values, field):
    with pytest.raises(ValidationError) as fault:
        registered(cast.here, **values)

    assert list(fault.value.message_dict) == [field]
    assert registered(cast.here).number == "1"


def test_a_unit_of_another_commune_is_refused(cast):
    with pytest.raises(ValidationError) as fault:
        registered(cast.here, unit=cast.there.hamlet)

    assert list(fault.value.message_dict) == ["unit"]


def test_the_same_form_sent_twice_is_one_arrival(cast):
    first = registered(cast.here, newest=0)

    assert registered(cast.here, newest=0) == first
    assert Arrival.objects.count() == 1


@pytest.mark.parametrize("office", ["office_reviewer", "office_head", "commune_chair", "unit_clerk", "inspector"])
def test_who_is_not_the_records_clerk_registers_nothing(cast, office):
    with pytest.raises(NotYou):
        registered(cast.here, by=cast.here.person[office])


def test_the_records_clerk_of_another_commune_registers_nothing_here(cast):
    with pytest.raises(NotYou):
        registered(cast.here, by=cast.there.records_clerk)


def test_what_is_written_of_a_paper_can_be_mended(cast):
    arrival = registered(cast.here)

    changed = services.change(
        arrival=arrival, row_version=1, values={"title": "Công văn trả lời"}, by=cast.here.records_clerk
    )

    assert (changed.title, changed.number, changed.row_version) == ("Công văn trả lời", "1", 2)
    assert verify().holds


def test_from_which_unit_it_came_stays_once_something_is_recorded_on_it(cast, rules):
    dossier = making.from_the_hamlet(cast.here)
    paper = Arrival.objects.get(recording__isnull=False)
    said = {"by": cast.here.records_clerk, "row_version": paper.row_version}

    for unit in (cast.here.school, None):
        with pytest.raises(ValidationError) as fault:
            services.change(arrival=paper, values={"unit": unit, "sender": "Trường"}, **said)
        assert list(fault.value.message_dict) == ["unit"]
    mended = services.change(arrival=paper, values={"title": "Tờ trình của xóm"}, **said)

    assert (mended.unit, mended.title) == (dossier.unit, "Tờ trình của xóm")


def test_the_slower_hand_is_told_who_was_faster(cast):
    arrival, clerk = registered(cast.here), cast.here.records_clerk
    services.change(arrival=arrival, row_version=1, values={"title": "Một"}, by=clerk)

    with pytest.raises(LostRace, match=clerk.full_name):
        services.change(arrival=arrival, row_version=1, values={"title": "Hai"}, by=clerk)


@pytest.mark.parametrize(
    ("office", "sees"),
    [
        ("records_clerk", True), ("office_reviewer", True), ("office_head", True), ("commune_chair", True),
        ("commune_deputy_chair", True), ("inspector", True), ("unit_clerk", False), ("council_member", False),
    ],
)  # fmt: skip
def test_who_reads_the_book(cast, office, sees):
    registered(cast.here)
    registered(cast.there)

    person = cast.here.person[office]
    seen = arrivals_seen(person, access.capacities(person))

    assert [arrival.commune for arrival in seen] == [cast.here.commune] * sees
