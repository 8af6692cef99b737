"""A letter to the province signed on paper: the same as signing, told of the signer, of who recorded it, of the scan;
what is forwarded then holds the scan as the signed paper."""

import json
import zipfile
from datetime import UTC, date, datetime
from functools import partial

import pytest
import time_machine

from documents.arrivals.models import Recording
from documents.attachments.store import path_of
from permissions import access
from permissions.ledger.queries import last_act
from permissions.ledger.verify import verify
from permissions.people.models import Deputising
from permissions.refusals import LostRace, NotNow, NotYou
from tests import making
from tests.calling import Caller
from tests.conftest import appoint, make_person, no_history
from tests.racing import at_once
from workflows.handoff import services
from workflows.handoff.packages import check_package

pytestmark = pytest.mark.django_db
SIGNED_ON = date(2026, 11, 23)


@pytest.fixture
def paper(above):
    return making.signed_paper(above.town, title="Tờ trình đã ký")


def signer(person):
    return access.capacities(person)[0]


def record(above, letter, paper, by=None, **said):
    said = {"signer": signer(above.town.commune_chair), "signed_on": SIGNED_ON} | said
    return services.record_signature(
        transmittal=letter, row_version=letter.row_version, arrival=paper, by=by or above.town.office_head, **said
    )


def test_the_trail_names_the_signer_the_recorder_and_the_scan(above, paper):
    letter = record(above, above.drafted(), paper)

    dossier = letter.lines.first().nomination.proposal
    assert (letter.state, letter.signed_by, letter.signed_paper) == ("signed", above.town.commune_chair, paper)
    assert (dossier.state, letter.desk_office) == ("transmittal_signed", "records_clerk")
    acts = []
    for thing in (letter, dossier):
        entry = last_act(thing.stream)
        body = json.loads(entry.payload.body)
        acts.append((entry.act, entry.act_id))
        assert entry.actor == above.town.office_head
        assert above.town.commune_chair.full_name in body["recorded_for"]
        assert (body["arrival"], body["scan_sha256"]) == (str(paper), paper.scan.sha256)
    assert [act for act, _id in acts] == ["transmittal.record_signature", "proposal.record_signed_transmittal"]
    assert len({act_id for _act, act_id in acts}) == 1
    recording = Recording.objects.get(arrival=paper)
    assert (recording.kind, recording.code) == ("transmittal", letter.code)
    assert verify().holds


def test_what_is_forwarded_holds_the_scan_as_the_signed_paper(above, paper):
    letter = record(above, above.drafted(), paper)

    sent = services.forward(transmittal=letter, row_version=letter.row_version, by=above.town.records_clerk)

    stored = path_of(sent.sendings.get().sha256)
    with zipfile.ZipFile(stored) as packed:
        top = f"{sent.code}-1/"
        scan = packed.read(f"{top}data/to-trinh-ban-ky.pdf")
        told = json.loads(packed.read(f"{top}data/dossier.json"))["letter"]
        trail = packed.read(f"{top}data/trail.json").decode()
    assert (sent.state, sent.number) == ("forwarded", "1")
    assert check_package(stored) == []
    assert scan == path_of(paper.scan.sha256).read_bytes()
    assert told["signed_paper"] == {
        "path": "data/to-trinh-ban-ky.pdf",
        "sha256": paper.scan.sha256,
        "arrival": str(paper),
        "arrived_on": paper.arrived_on.isoformat(),
    }
    assert "proposal.record_signed_transmittal" in trail
    assert verify().holds


def test_a_letter_signed_here_has_no_scan_in_its_package(above):
    letter = above.forwarded()

    with zipfile.ZipFile(path_of(letter.sendings.get().sha256)) as packed:
        told = json.loads(packed.read(f"{letter.code}-1/data/dossier.json"))["letter"]
        names = packed.namelist()

    assert "signed_paper" not in told
    assert [name for name in names if "ban-ky" in name] == []


def test_a_deputy_may_have_signed(above, paper):
    deputy = make_person("pct", "Lương Văn Phó")
    with no_history():
        Deputising.objects.create(
            appointment=above.town.commune_chair.appointments.get(),
            deputy=deputy,
            signing_form="KT",
            basis="Quyết định 12/QĐ-UBND",
            from_on=date(2026, 1, 1),
        )
    capacity = next(each for each in access.capacities(deputy) if each.deputising)

    letter = record(above, above.drafted(), paper, signer=capacity)

    assert (letter.signing_form, letter.signed_by, letter.signed_for) == ("KT", deputy, above.town.commune_chair)


def test_one_paper_is_one_signature(above, paper):
    record(above, above.drafted(), paper)

    with pytest.raises(NotNow, match="is recorded already, as: Signed letter to the province"):
        record(above, above.drafted(above.passed(["Lò Thị Thủy"])), paper)


@pytest.mark.parametrize("office", ["commune_chair", "office_reviewer", "unit_head", "inspector", "council_secretary"])
def test_only_the_records_clerk_and_the_head_of_office_record_it(above, paper, office):
    with pytest.raises(NotYou):
        record(above, above.drafted(), paper, by=above.town.person[office])


def test_another_records_clerk_than_registered_it_records_it(above, paper):
    second = make_person("vanthu2", "Đinh Thị Lụa")
    appoint(second, "records_clerk", above.town.commune)
    letter = above.drafted()

    with pytest.raises(NotYou, match="Who registered the paper"):
        record(above, letter, paper, by=above.town.records_clerk)
    assert record(above, letter, paper, by=second).state == "signed"


def test_a_paper_of_another_commune_is_none_of_ours(above):
    abroad = making.signed_paper(above.cast.there)

    with pytest.raises(NotNow, match="Name the signed paper"):
        record(above, above.drafted(), abroad)


def test_a_letter_of_a_unit_is_no_letter_to_the_province(above):
    with pytest.raises(NotNow, match="it is no letter to the province that the chair signed"):
        record(above, above.drafted(), making.arrival(above.town))


def test_a_signature_before_the_last_change_is_that_of_another_text(above):
    letter = above.drafted()
    with time_machine.travel(datetime(2026, 11, 25, 3, tzinfo=UTC), tick=False):
        changed = services.change_draft(
            transmittal=letter,
            row_version=letter.row_version,
            values={"title": "Về việc khác"},
            by=above.town.office_reviewer,
        )
        paper = making.signed_paper(above.town)

        with pytest.raises(NotNow, match="last written on 11/25/2026"):
            record(above, changed, paper, signed_on=date(2026, 11, 24))
        assert record(above, changed, paper, signed_on=date(2026, 11, 25)).state == "signed"


def test_who_was_faster_is_told(above, paper):
    letter = above.drafted()
    services.sign_transmittal(transmittal=letter, row_version=letter.row_version, by=above.town.commune_chair)

    with pytest.raises(LostRace, match=above.town.commune_chair.full_name):
        record(above, letter, paper)


# --- page and endpoint -----------------------------------------------------------------------------
def typed(above, letter):
    chair = signer(above.town.commune_chair).key
    return {"transmittal": f"{letter.pk}:{letter.row_version}", "signer": chair, "signed_on": "23/11/2026"}


def test_the_page_offers_what_waits_and_records_it(above, paper, sign_in):
    letter = above.drafted()
    client, address = sign_in(above.town.office_head), f"/transmittals/on-paper/{paper.pk}/"

    page = client.get(address).content.decode()
    answer = client.post(address, typed(above, letter))

    assert letter.code in page and letter.title in page
    assert 'href="/arrivals/" aria-current="page"' in page
    assert answer.headers["Location"] == f"/transmittals/{letter.code}/"
    assert above.now(letter).state == "signed"


def test_who_reads_the_arrival_book_opens_the_scan_from_the_letter(above, paper, sign_in):
    signed = record(above, above.drafted(), paper)
    services.forward(transmittal=signed, row_version=signed.row_version, by=above.town.records_clerk)
    address, scan = f"/transmittals/{signed.code}/", f'href="/arrivals/{paper.pk}/scan/"'

    page = sign_in(above.town.office_reviewer).get(address).content.decode()
    of_the_province = sign_in(above.cast.province_officer).get(address)

    assert scan in page and paper.scan.sha256 in page
    assert of_the_province.status_code == 200
    assert scan not in of_the_province.content.decode()


def test_the_slower_hand_on_the_page_is_told_and_loses_nothing(above, paper, sign_in):
    letter = above.drafted()
    form = typed(above, letter)
    services.sign_transmittal(transmittal=letter, row_version=letter.row_version, by=above.town.commune_chair)

    answer = sign_in(above.town.office_head).post(f"/transmittals/on-paper/{paper.pk}/", form)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert above.town.commune_chair.full_name in page
    assert 'value="23/11/2026"' in page


def test_where_nothing_waits_the_page_says_so(above, paper, sign_in):
    page = sign_in(above.town.office_head).get(f"/transmittals/on-paper/{paper.pk}/").content.decode()

    assert "<form" not in page.partition("<main")[2].partition("</main")[0]


def test_the_endpoint_records_it(above, paper):
    letter, caller = above.drafted(), Caller(above.town.office_head)
    (able,) = caller.get(f"/arrivals/{paper.pk}/signers").json()
    said = {"transmittal": letter.code, "row_version": letter.row_version, "signer": able["key"]}

    answer = caller.send("POST", f"/arrivals/{paper.pk}/transmittal-signature", said | {"signed_on": "2026-11-23"})

    assert answer.status_code == 200
    assert above.now(letter).state == "signed"


# --- two at once -----------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_two_letters_at_once_on_one_paper_leave_one_signed(above, paper):
    drafts = [above.drafted(above.passed([name])) for name in ("Bùi Thị An", "Bùi Thị Bình")]

    answers = at_once([partial(record, above, draft, paper) for draft in drafts])

    assert sorted(type(answer).__name__ for answer in answers) == ["NotNow", "Transmittal"]
    assert verify().holds


@pytest.mark.django_db(transaction=True)
def test_signed_here_and_recorded_from_paper_at_once_is_one_of_them(above, paper):
    letter, chair = above.drafted(), above.town.commune_chair

    answers = at_once(
        [
            partial(record, above, letter, paper),
            lambda: services.sign_transmittal(transmittal=letter, row_version=letter.row_version, by=chair),
        ]
    )

    assert sorted(type(answer).__name__ for answer in answers) == ["LostRace", "Transmittal"]
    assert verify().holds
