"""The journal: what it leaves out, how it is narrowed and paged, at a fixed number of statements."""

from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from documents.catalogue import acts as catalogue
from documents.signatures import issuers
from permissions import access
from permissions.ledger.checkpoints import keys
from permissions.ledger.checkpoints import making as checkpoints
from permissions.ledger.models import AccessRecord, LedgerEntry
from permissions.ledger.services import Line, record
from permissions.mandates.models import Mandate
from permissions.people import services as people
from permissions.people.services import stream_of
from permissions.refusals import NotNow, ValidationError
from permissions.roles import Office
from project.demo import story
from tests import making
from tests.calling import Caller
from tests.conftest import appoint, give_mandate, make_person
from workflows.approval import letter_services
from workflows.approval import services as approval
from workflows.approval.sight import DRAFTING
from workflows.seals import services as seals
from workflows.trail import saved
from workflows.trail.journal import Narrowed, journal, journal_rows
from workflows.trail.readers import OF_THE_INSTALLATION, reader_of

pytestmark = pytest.mark.django_db
READERS = ["office_head", "commune_chair", "inspector"]


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def journal_of(reader, town, *, pages=None, **narrowed):
    found, _ahead, behind = journal(
        Narrowed(commune_id=town.commune.pk, **narrowed), reader, access.capacities(reader), **(pages or {"size": 500})
    )
    return found if pages is None else SimpleNamespace(events=found, ahead=_ahead, behind=behind)


@pytest.fixture
def busy(cast, rules):
    """Dossiers in several states, a draft, a letter that was recalled, one dossier suspended."""
    town = cast.here
    making.draft(town, number="17/TTr")
    recalled = making.sent(town, number="18/TTr").letter
    letter_services.recall(letter=recalled, row_version=recalled.row_version, by=town.unit_head, reason="Sai số.")
    waiting = making.awaiting_endorsement(town)
    approval.suspend(
        proposal=waiting,
        row_version=waiting.row_version,
        by=town.office_head,
        suspension_code="complaint",
        suspension_reference="12/TB-TTr",
    )
    making.returned(town)
    return town


@pytest.mark.parametrize("office", READERS)
def test_the_journal_never_tells_more_than_the_trail_of_the_thing(cast, busy, office):
    person = busy.person[office]
    held = access.capacities(person)

    events = journal_of(person, busy)

    assert len(events) >= 10
    for event in events:
        reader = reader_of(event.stream, person, held)
        assert reader is not None, event.stream
        assert event.act not in reader.sight.hidden | reader.sight.drafting
        if event.act in reader.sight.bare:
            assert (event.reason, event.details, event.differences, event.files) == ("", [], [], [])


@pytest.mark.parametrize("office", READERS)
def test_what_units_draft_and_letters_that_lie_with_them_stand_in_no_journal(cast, busy, office):
    events = journal_of(busy.person[office], busy)

    assert {event.act for event in events} & DRAFTING == set()
    recalled = {e.stream.key for e in LedgerEntry.objects.filter(act="letter.recall").select_related("stream")}
    assert {event.stream for event in events} & recalled == set()


def test_notes_and_judgements_are_told_inside_the_office_alone(cast, busy):
    told = {office: {event.act for event in journal_of(busy.person[office], busy)} for office in READERS}

    inside = {"remark.noted", "nomination.judged", "proposal.propose_appraisal"}
    assert {office for office, acts in told.items() if acts & inside} == {"office_head", "inspector"}
    assert all("proposal.suspend" in acts for acts in told.values())


def test_each_commune_reads_its_own(cast, busy):
    making.sent(cast.there)

    here, there = ({event.stream for event in journal_of(town.inspector, town)} for town in (cast.here, cast.there))

    assert here & there == set()
    assert there
    assert journal_of(cast.here.inspector, cast.there) == []


def test_a_code_of_another_commune_is_not_read_with_the_eyes_of_this_one(cast, busy):
    other = making.awaiting_endorsement(cast.there)
    held = [*access.capacities(cast.here.inspector), *access.capacities(cast.there.commune_chair)]
    narrowed = Narrowed(commune_id=cast.here.commune.pk, q=other.code)

    told, _ahead, _behind = journal(narrowed, cast.here.inspector, held, size=500)

    assert [event.act for event in told] == []
    assert journal_rows(narrowed, cast.here.inspector, held, 500) == []
    assert journal_rows(Narrowed(commune_id=cast.there.commune.pk, q=other.code), cast.here.inspector, held, 500)


# --- what belongs to no commune ----------------------------------------------------------------------
@pytest.fixture
def above(cast, rules):
    """An address, a person without an office, a checkpoint."""
    seals.add_address(name="Lưu trữ tỉnh", email="luutru@example.vn", by=cast.administrator)
    said = {"username": "nguoimoi", "full_name": "Lê Thị Mới", "password": "mot-mat-khau-dai"}
    people.add_person(**said, by=cast.administrator)
    checkpoints.make()
    return {"seal_address.added", "checkpoint.made", "catalogue.load"}


@pytest.mark.parametrize(
    ("office", "more"), [("inspector", {"person.added"}), ("commune_chair", set()), ("office_head", set())]
)
def test_what_belongs_to_no_commune_is_read_in_a_journal_of_its_own(cast, above, office, more):
    person = cast.here.person[office]
    found = Caller(person).get("/ledger/journal", installation="true", limit=100).json()["items"]

    assert {event["act"] for event in found} == above | more
    assert {event["stream"] for event in found} <= OF_THE_INSTALLATION
    assert not {event["act"] for event in Caller(person).get("/ledger/journal", limit=100).json()["items"]} & above


@pytest.mark.parametrize(
    ("said", "acts"),
    [
        ({"q": "addresses"}, {"seal_address.added"}),
        ({"act": "checkpoint.made"}, {"checkpoint.made"}),
        ({"q": "PQ-2026"}, set()),
    ],
)
def test_the_journal_of_the_installation_is_narrowed_like_the_others(cast, above, sign_in, said, acts):
    found = Caller(cast.here.inspector).get("/ledger/journal", installation="true", **said).json()["items"]
    page = sign_in(cast.here.inspector).get("/trail/", {"commune": "installation", **said})

    assert {event["act"] for event in found} == acts
    assert (page.status_code, "/trail/entries/ledger/addresses/1/" in page.text) == (200, "seal_address.added" in acts)


def test_a_sample_that_was_loaded_stands_in_the_journal_of_the_installation(cast, sign_in):
    line = Line(stream=story.STREAM, act="demo.loaded", body={"proposals": 52})
    record([line], commune_id=None, by=None, acting_as=None)

    page = sign_in(cast.here.inspector).get("/trail/", {"commune": "installation", "act": "demo.loaded"})

    assert page.status_code == 200
    assert "/trail/entries/demo/1/" in page.text


def test_the_journal_of_the_installation_narrowed_to_an_office_tells_nothing_of_the_communes(cast, above):
    province, administrator = cast.province.pk, cast.administrator.pk
    people.add_unit(code="PQ-X", name="Xóm X", kind="hamlet", parent=cast.here.commune, by=cast.administrator)
    caller = Caller(cast.here.inspector)

    for said in ({"unit": province}, {"person": administrator}):
        found = caller.get("/ledger/journal", installation="true", **said).json()["items"]
        assert {event["act"] for event in found} == {"seal_address.added", "person.added"}


def test_a_narrow_mandate_and_the_administrator_read_no_journal_of_the_installation(cast, above):
    Mandate.objects.filter(appointment__user=cast.here.inspector).update(dossiers="PQ-2026-0001")

    assert Caller(cast.here.inspector).get("/ledger/journal", installation="true").status_code == 403
    assert Caller(cast.administrator).get("/ledger/journal", installation="true").status_code == 403
    for key in sorted(OF_THE_INSTALLATION):
        assert Caller(cast.here.inspector).get("/ledger", stream=key).status_code == 404
        assert Caller(cast.administrator).get("/ledger", stream=key).status_code == 404


def test_an_inspector_above_the_communes_reads_the_journal_of_what_belongs_to_none_alone(cast, above, sign_in):
    person = make_person("thanhtra_tinh", "Thanh tra tỉnh")
    appoint(person, Office.INSPECTOR, cast.province)
    give_mandate(person)

    found = Caller(person).get("/ledger/journal", limit=100).json()["items"]
    page = sign_in(person).get("/trail/")

    assert {event["act"] for event in found} == above | {"person.added", "token.issued"}  # with which this was asked
    assert page.status_code == 200
    assert cast.here.commune.name not in page.text


def test_every_stream_of_no_commune_has_its_readers(cast):
    """The constants that `record(..., commune_id=None)` is called with; "seed" is bulk data for measuring alone."""
    written = {catalogue.STREAM, stream_of(cast.province), seals.STREAM, checkpoints.STREAM, keys.STREAM}
    written |= {issuers.STREAM, story.STREAM}

    assert written == OF_THE_INSTALLATION


def test_who_reads_no_trail_reads_no_journal(cast, busy, sign_in):
    others = [busy.person[office] for office in ("unit_head", "office_reviewer", "commune_deputy_chair")]

    assert [Caller(person).get("/ledger/journal").status_code for person in others] == [403] * 3
    assert [sign_in(person).get("/trail/").status_code for person in others] == [403] * 3


@pytest.mark.parametrize(
    ("narrowed", "acts"),
    [
        ({"act": "proposal.suspend"}, {"proposal.suspend"}),
        ({"kind": "remarks"}, {"remark.noted", "nomination.judged"}),
        ({"act": "remark.noted", "kind": "moves"}, {"remark.noted"}),
        ({"act": "letter.changed"}, set()),
    ],
)
def test_narrowed_by_act_or_kind(cast, busy, narrowed, acts):
    assert {event.act for event in journal_of(busy.inspector, busy, **narrowed)} == acts


def test_narrowed_by_person_unit_and_day(cast, busy):
    today = timezone.localdate()

    by_person = journal_of(busy.inspector, busy, person=busy.unit_head.pk)
    by_unit = journal_of(busy.inspector, busy, unit=busy.school.pk)

    assert {event.person for event in by_person} == {busy.unit_head.full_name}
    assert {event.person for event in by_unit} == {busy.unit_head.full_name}
    assert journal_of(busy.inspector, busy, first=today, last=today) == journal_of(busy.inspector, busy)
    assert journal_of(busy.inspector, busy, last=today - timezone.timedelta(days=1)) == []


def test_words_find_a_dossier_by_code_and_by_the_people_it_names_without_accents(cast, busy):
    wanted = making.sent(busy, names=["Vàng A Páo"])

    by_name = journal_of(busy.inspector, busy, q="vang a pao")
    by_code = journal_of(busy.inspector, busy, q=wanted.code.lower())

    assert {event.stream for event in by_name} == {wanted.stream}
    assert by_code == by_name
    assert journal_of(busy.inspector, busy, q="khong co ai") == []


def test_reasons_are_not_searched(cast, busy):
    assert journal_of(busy.inspector, busy, q="12/TB-TTr") == []


def test_pages_lead_on_and_back_without_losing_or_doubling_an_entry(cast, busy):
    whole = [event.hash for event in journal_of(busy.inspector, busy)]
    seen, cursor, backward = [], "", None

    while cursor is not None:
        page = journal_of(busy.inspector, busy, pages={"size": 4, "after": cursor})
        seen += [event.hash for event in page.events]
        backward, cursor = page, page.behind
    back = journal_of(busy.inspector, busy, pages={"size": 4, "before": backward.ahead})

    assert seen == whole
    assert len(back.events) <= 4
    assert back.behind is not None


def test_a_cursor_of_another_list_is_refused(cast, busy, sign_in):
    with pytest.raises(ValidationError):
        journal_of(busy.inspector, busy, pages={"after": "nonsense"})

    assert Caller(busy.inspector).get("/ledger/journal", after="nonsense").status_code == 422
    assert sign_in(busy.inspector).get("/trail/?after=nonsense").headers["Location"] == "/trail/"


def test_the_same_number_of_statements_for_few_and_for_many(cast, rules, sign_in):
    making.under_review(cast.here)
    client, counts = sign_in(cast.here.inspector), []
    for _time in range(2):
        client.get("/trail/")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get("/trail/")
        counts.append(len(asked))
        for _more in range(3):
            making.under_review(cast.here)

    assert counts[0] == counts[1] <= 16


def test_the_file_holds_what_the_page_shows_and_leaves_a_record(cast, busy):
    answer = Caller(busy.inspector).get("/ledger/journal.csv", act="proposal.suspend")

    text = answer.content.decode("utf-8-sig")
    assert "Narrowed to: act: proposal.suspend" in text
    assert "12/TB-TTr" in text
    assert AccessRecord.objects.filter(kind="exported", what__startswith="journal").count() == 1
    narrowed = Narrowed(commune_id=busy.commune.pk, act="proposal.suspend")
    assert len(journal_rows(narrowed, busy.inspector, access.capacities(busy.inspector), 10)) == 1


# --- filters that are kept -----------------------------------------------------------------------------
def keep(person, name="Tạm dừng", **values):
    return saved.keep_filter(person=person, name=name, values=values or {"act": "proposal.suspend"}, now=timezone.now())


def test_a_filter_is_kept_under_a_name_for_its_person_alone(cast, rules, sign_in):
    kept = keep(cast.here.inspector)
    again = keep(cast.here.inspector, kind="votes", first="01/06/2026")

    assert (again.pk, again.query) == (kept.pk, "kind=votes&first=01%2F06%2F2026")
    assert list(saved.saved_by(cast.here.inspector)) == [again]
    assert list(saved.saved_by(cast.here.office_head)) == []
    other = sign_in(cast.here.office_head).post(reverse("trail:drop_filter", args=[kept.pk]))
    assert other.status_code == 404
    sign_in(cast.here.inspector).post(reverse("trail:drop_filter", args=[kept.pk]))
    assert list(saved.saved_by(cast.here.inspector)) == []


@pytest.mark.parametrize(
    ("name", "values"), [("", {"kind": "votes"}), ("x" * 81, {"kind": "votes"}), ("Rỗng", {"a": 1})]
)
def test_a_filter_needs_a_name_and_something_it_narrows(cast, rules, name, values):
    with pytest.raises(ValidationError):
        keep(cast.here.inspector, name=name, **values)


def test_there_is_an_end_to_the_filters_one_keeps(cast, rules):
    for number in range(saved.MOST):
        keep(cast.here.inspector, name=f"Bộ lọc {number}")

    with pytest.raises(NotNow):
        keep(cast.here.inspector, name="Một nữa")
    assert keep(cast.here.inspector, name="Bộ lọc 1", kind="votes").query == "kind=votes"
