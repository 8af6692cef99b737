"""Signing tried out in the sample: chair and seal in their places, worthless and saying so; refused elsewhere."""

import html
from io import BytesIO
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.utils.translation import gettext
from pypdf import PdfReader

from documents.signatures import sampling
from documents.signatures.models import SignedFile, TrustedIssuer
from documents.signatures.told import told_of
from permissions.ledger.models import LedgerPayload
from permissions.ledger.verify import verify
from permissions.refusals import NotNow, NotYou
from tests.documents.printing.reading import places_mm
from tests.documents.signatures.bringing import bytes_in
from tests.workflows.decisions import conftest as decisions
from workflows.decisions.services import issue_decision

pytestmark = pytest.mark.django_db
clock, desk = decisions.clock, decisions.desk
MARK = "Sample signature, without legal value"


@pytest.fixture
def sample(settings, tmp_path, cast):
    settings.DEMO, settings.SAMPLE_KEY_FILE = True, str(tmp_path / "sample.p12")
    sampling.trust_sample_key(by=cast.administrator, now=decisions.NOW)
    return Path(settings.SAMPLE_KEY_FILE)


def _boxes_mm(pdf):
    """{name of a field for signatures: (left, top, right, bottom) in mm from the top left}, all on page 1."""
    page = PdfReader(BytesIO(pdf)).pages[0]
    height, found = float(page.mediabox.height), {}
    for field in (each.get_object() for each in page["/Annots"]):
        if field["/FT"] == "/Sig":
            left, low, right, high = (float(each) for each in field["/Rect"])
            found[field["/T"]] = tuple(each / 72 * 25.4 for each in (left, height - high, right, height - low))
    return found


def test_chair_and_records_clerk_sign_in_their_places_and_everything_says_that_it_is_worthless(desk, sample, sign_in):
    decision, town = desk.signed(), desk.town
    page = f"/signatures/papers/{decision.first_rendition_id}/"

    assert f'action="{page}sample/"' in sign_in(town.commune_chair).get(page).text
    answer = sign_in(town.commune_chair).post(f"{page}sample/", follow=True)
    chairs = SignedFile.objects.get()
    decision = issue_decision(decision=decision, row_version=decision.row_version, by=town.records_clerk)
    numbered = bytes_in(decision.second_rendition.blob)
    clerk = sign_in(town.records_clerk)
    before = clerk.get(f"/signatures/papers/{decision.second_rendition_id}/").text
    assert f"{town.commune_chair.full_name} (MẪU)" in before and "Chữ ký số hợp lệ" not in before
    sealing = f"/api/v1/kept-papers/{decision.second_rendition_id}/sample-signatures"
    told = clerk.post(sealing, {}, content_type="application/json").json()

    sealed = SignedFile.objects.get(pk=told["id"])
    data = bytes_in(sealed.blob)
    assert gettext(MARK) in answer.text and "Chữ ký số hợp lệ" in answer.text
    assert (numbered.startswith(bytes_in(chairs.blob)), data.startswith(numbered)) == (True, True)
    assert [(row.verdict, row.tie, row.door) for row in (chairs, sealed)] == [("valid", "same_bytes", "demo")] * 2
    assert [each["subject"].split(",")[0] for each in told["signatures"]] == [
        f"{town.commune_chair.full_name} (MẪU)",
        f"{town.commune.name} (MẪU)",
    ]
    assert all("KHÔNG CÓ GIÁ TRỊ" in each["issuer"] for each in told["signatures"])
    assert told_of(sealed)["door"]["sentence"] == sealed.get_door_display()
    assert gettext(MARK) in html.unescape(clerk.get(f"/decisions/{decision.code}/").text)
    drawn = PdfReader(BytesIO(data)).pages[0]["/Annots"]
    pictures = [each.get_object()["/AP"]["/N"]["/Resources"]["/XObject"] for each in drawn[-2:]]
    assert len(pictures) == 2
    assert verify().holds

    boxes, name = _boxes_mm(numbered), max(places_mm(numbered, town.commune_chair.full_name))
    left, top, right, bottom = boxes["signer-1"]
    assert ((left + right) / 2, right - left, bottom - top) == pytest.approx((152, 50, 22), abs=1)
    assert name - bottom == pytest.approx(6.4, abs=1)  # of the base line of the name
    seal_left, seal_top, seal_right, seal_bottom = boxes["seal"]
    assert (seal_right, seal_right - seal_left) == pytest.approx((left + 50 / 3, 34), abs=1)
    assert (seal_top + seal_bottom) / 2 == pytest.approx((top + bottom) / 2, abs=1)


def test_the_key_lies_in_its_file_alone(desk, sample, cast):
    decision = desk.signed()
    sampling.sign_as_sample(issued=decision.first_rendition, thing=decision, by=desk.town.commune_chair)

    row = TrustedIssuer.objects.get()
    kept = row.certificate + " ".join(LedgerPayload.objects.values_list("body", flat=True))
    assert sample.stat().st_mode & 0o777 == 0o600
    assert "PRIVATE" not in kept and "BEGIN CERTIFICATE" in kept
    assert "không có giá trị pháp lý" in row.source


def test_it_is_refused_twice_in_one_place_before_the_number_and_to_every_other_office(desk, sample, cast, sign_in):
    decision, town = desk.signed(), desk.town
    issued = decision.first_rendition
    sampling.sign_as_sample(issued=issued, thing=decision, by=town.commune_chair)

    codes = {}
    for person in (town.commune_chair, town.records_clerk):
        with pytest.raises(NotNow) as refused:
            sampling.sign_as_sample(issued=issued, thing=decision, by=person)
        codes[person] = refused.value.code
    assert codes == {town.commune_chair: "signed_already", town.records_clerk: "seal_before_number"}
    for person in (town.commune_chair, town.records_clerk):
        assert "/sample/" not in sign_in(person).get(f"/signatures/papers/{issued.pk}/").text
    for person in (town.office_reviewer, town.council_secretary, cast.there.commune_chair, cast.administrator):
        with pytest.raises(NotYou):
            sampling.sign_as_sample(issued=issued, thing=decision, by=person)
    deputys = desk.signed(desk.passed("Lò Thị Mai"), by=desk.deputy())
    with pytest.raises(NotNow) as refused:
        sampling.sign_as_sample(issued=deputys.first_rendition, thing=deputys, by=town.commune_chair)
    assert refused.value.code == "other_signer"
    sample.unlink()
    other = desk.signed(desk.passed("Trần Văn Bình"))
    with pytest.raises(NotNow) as refused:
        sampling.sign_as_sample(issued=other.first_rendition, thing=other, by=town.commune_chair)
    assert refused.value.code == "no_sample_key"
    assert SignedFile.objects.count() == 1


def test_beside_real_dossiers_there_is_no_such_door(desk, sample, settings, sign_in):
    settings.DEMO = False
    decision, chair = desk.signed(), sign_in(desk.town.commune_chair)
    page = f"/signatures/papers/{decision.first_rendition_id}/"

    answer = chair.post(f"{page}sample/")

    assert (answer.status_code, SignedFile.objects.count()) == (409, 0)
    assert "/sample/" not in chair.get(page).text
    with pytest.raises(NotNow):
        sampling.trust_sample_key(by=desk.town.commune_chair)
    assert "documents.E030" in [fault.id for fault in run_checks(tags=["security"])]
    settings.DEMO = True
    assert "documents.E030" not in [fault.id for fault in run_checks(tags=["security"])]
