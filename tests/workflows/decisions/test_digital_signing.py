"""A decision signed digitally: what is taken, what is refused, and what stays as evidence."""

import json
from io import BytesIO
from types import SimpleNamespace

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pypdf import PdfReader

from documents.attachments.serving import open_blob
from documents.signatures import issuers
from documents.signatures.models import SignedFile, TrustedIssuer
from documents.signatures.services import add_signed_file, current_file
from permissions.ledger.models import AccessRecord, LedgerEntry
from permissions.ledger.verify import verify
from permissions.refusals import LostRace, NotNow, NotYou, ValidationError
from tests.documents.signatures.office_keys import Authority, signed_by
from tests.documents.signatures.spoiling import saved_again
from tests.workflows.decisions.conftest import NOW
from workflows.decisions.services import issue_decision

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def keys():
    authority = Authority(now=NOW)
    (chair, chairs), (seal, _seals) = authority.person("Nguyễn Văn Hùng"), authority.person("UBND xã Phong Quang")
    return SimpleNamespace(authority=authority, chair=chair, chairs=chairs, seal=seal)


def _load(cast, keys, **values):
    file = SimpleUploadedFile("ca.pem", keys.authority.pem)
    values = {"source": "Cổng thông tin của tổ chức cấp", "obtained_on": NOW.date(), "by": cast.administrator} | values
    (row,) = issuers.load_issuers(upload=file, **values)
    return row


def _bytes(blob):
    with open_blob(blob) as file:
        return file.read()


def _bring(decision, data, by, issued=None, **values):
    return add_signed_file(
        issued=issued or decision.first_rendition,
        thing=decision,
        upload=SimpleUploadedFile("quyet-dinh.pdf", data),
        by=by,
        **values,
    )


def _faults(decision, data, by, **values):
    with pytest.raises(ValidationError) as refused:
        _bring(decision, data, by, **values)
    return {field: [str(each) for each in told] for field, told in refused.value.message_dict.items()}


def test_signed_files_are_kept_with_what_was_found_that_day(desk, cast, keys, settings, tmp_path):
    decision, town = desk.signed(), desk.town
    paper = _bytes(decision.first_rendition.blob)
    signed = signed_by(keys.chair, paper)

    untrusted = _bring(decision, signed, town.commune_chair)
    assert (untrusted.verdict, untrusted.fault) == ("invalid", "no_anchors")
    assert current_file(decision.first_rendition) == decision.first_rendition.blob

    issuer = _load(cast, keys)
    again = signed_by(keys.chair, paper)
    first = _bring(decision, again, town.commune_chair)
    both = signed_by(keys.seal, again, field="Dau")
    second = _bring(decision, both, town.records_clerk)
    assert [(row.verdict, row.tie, row.door) for row in (first, second)] == [("valid", "same_bytes", "upload")] * 2
    assert _bytes(current_file(decision.first_rendition)) == both
    told = json.loads(LedgerEntry.objects.filter(act="signature.added").last().payload.body)
    assert told == {
        "verdict": "valid",
        "fault": "",
        "door": "upload",
        "tie": "same_bytes",
        "signed_by": ["Nguyễn Văn Hùng, UBND xã Phong Quang, VN", "UBND xã Phong Quang, UBND xã Phong Quang, VN"],
        "revocation": ["not_checked", "not_checked"],
        "signed_sha256": second.blob.sha256,
        "finding_sha256": second.sha256,
    }

    (tmp_path / "ca.crl").write_bytes(keys.authority.crl(keys.chairs))
    settings.SIGNATURE_CRL_FOLDER = str(tmp_path)
    revoked = _bring(decision, signed_by(keys.seal, both, field="Them"), town.records_clerk)
    assert (revoked.verdict, revoked.fault) == ("invalid", "revoked")

    issuers.end_issuer(issuer=issuer, row_version=1, reason="Hết hạn hợp đồng", by=cast.administrator)
    assert SignedFile.objects.get(pk=first.pk).verdict == "valid"  # what was judged is not judged anew
    assert verify().holds


def test_what_is_not_the_paper_handed_out_is_not_taken(desk, cast, keys):
    _load(cast, keys)
    decision, town = desk.signed(), desk.town
    other = desk.signed(desk.passed("Trần Văn Bình"))
    paper = _bytes(decision.first_rendition.blob)
    signed = signed_by(keys.chair, paper)

    assert list(_faults(decision, paper, town.commune_chair)) == ["file"]
    assert list(_faults(decision, b"%PDF-1.7 nothing\n%%EOF", town.commune_chair)) == ["file"]
    assert list(_faults(decision, b"GIF89a", town.commune_chair)) == ["file"]
    assert list(_faults(other, signed, town.commune_chair)) == ["file"]
    resaved = signed_by(keys.chair, saved_again(paper))
    assert list(_faults(decision, resaved, town.commune_chair)) == ["reason"]
    assert SignedFile.objects.count() == 0

    taken = _bring(decision, resaved, town.commune_chair, reason="Phần mềm ký lưu lại tệp; đã so từng trang")
    assert (taken.verdict, taken.tie, taken.reason) == (
        "valid", "same_text", "Phần mềm ký lưu lại tệp; đã so từng trang",
    )  # fmt: skip
    with pytest.raises(NotNow):
        _bring(decision, resaved, town.commune_chair, reason="Lần nữa")
    for person in (town.office_reviewer, town.council_secretary, cast.there.commune_chair, cast.administrator):
        with pytest.raises(NotYou):
            _bring(decision, signed, person)


def test_issuers_are_loaded_from_files_of_issuers_and_ended_with_a_reason(desk, cast, keys):
    row = _load(cast, keys)
    faults = {}
    for name, data in {"twice": keys.authority.pem, "signer": _pem(keys.chairs), "nothing": b"xyz"}.items():
        with pytest.raises(ValidationError) as refused:
            file = SimpleUploadedFile("ca.pem", data)
            issuers.load_issuers(upload=file, source="Nguồn", obtained_on=NOW.date(), by=cast.administrator)
        faults[name] = list(refused.value.message_dict)
    assert faults == {"twice": ["file"], "signer": ["file"], "nothing": ["file"]}

    with pytest.raises(NotYou):
        _load(cast, keys, by=desk.town.commune_chair)
    with pytest.raises(ValidationError):
        issuers.end_issuer(issuer=row, row_version=1, reason=" ", by=cast.administrator)
    with pytest.raises(LostRace):
        issuers.end_issuer(issuer=row, row_version=7, reason="Nhầm", by=cast.administrator)
    issuers.end_issuer(issuer=row, row_version=1, reason="Nhầm", by=cast.administrator)
    with pytest.raises(NotNow):
        issuers.end_issuer(issuer=row, row_version=2, reason="Nhầm", by=cast.administrator)
    acts = list(LedgerEntry.objects.filter(stream__key="ledger/issuers").values_list("act", flat=True))
    assert (acts, TrustedIssuer.history.count()) == (["issuer.trusted", "issuer.ended"], 2)


def _pem(certificate):
    return certificate.public_bytes(Encoding.PEM)


def _path(address):
    return address.removeprefix("http://127.0.0.1:8000")


def _post(address, data):
    """As the signing program posts: no session, no token of a form."""
    upload = SimpleUploadedFile("signed.pdf", data)
    answer = Client(enforce_csrf_checks=True).post(_path(address), {"uploadfile": upload})
    return answer.status_code, answer.json()["Status"], answer.json()["Message"]


def test_the_signing_program_gets_one_file_and_brings_back_one(desk, cast, keys, sign_in, clock, settings):
    settings.SITE_URL = "http://127.0.0.1:8000"
    _load(cast, keys)
    decision, other = desk.signed(), desk.signed(desk.passed("Trần Văn Bình"))
    chair = sign_in(desk.town.commune_chair)

    def begin(paper):
        told = chair.get(f"/signatures/papers/{paper.first_rendition_id}/addresses/").json()
        assert list(told) == ["FileName", "FileUploadHandler", "SessionId", "JWTToken", "MetaData"]
        return told

    first, of_another, late = begin(decision), begin(other), begin(decision)
    file = b"".join(Client().get(_path(first["FileName"])).streaming_content)
    assert file == _bytes(decision.first_rendition.blob)
    signed = signed_by(keys.chair, file)

    assert _post(of_another["FileUploadHandler"], signed)[:2] == (422, 1)
    assert _post(first["FileUploadHandler"], b"MZ no paper")[:2] == (422, 1)
    assert SignedFile.objects.count() == 0
    assert _post(first["FileUploadHandler"], signed)[:2] == (200, 0)
    row = SignedFile.objects.get()
    assert (row.door, row.verdict, row.added_by) == ("service", "valid", desk.town.commune_chair)
    assert _post(first["FileUploadHandler"], signed_by(keys.seal, signed, field="Dau"))[:2] == (409, 1)
    assert Client().get(_path(first["FileName"])).status_code == 409
    assert _post(late["FileUploadHandler"][:-3] + "/", signed)[:2] == (409, 1)
    clock.shift(settings.SIGNING_ADDRESS_MINUTES * 60 + 1)
    assert _post(late["FileUploadHandler"], signed_by(keys.seal, signed, field="Dau"))[:2] == (409, 1)
    assert SignedFile.objects.count() == 1
    told = " ".join(AccessRecord.objects.values_list("what", flat=True))
    assert "/back/" not in told and "/hand/" not in told

    page = chair.get(f"/decisions/{decision.code}/").text
    assert f"/signatures/papers/{decision.first_rendition_id}/" in page
    assert "signing.js" not in chair.get(f"/signatures/papers/{decision.first_rendition_id}/").text
    settings.SIGNING_SCRIPT_URL = "/vendor/ky-so.js"
    shown = chair.get(f"/signatures/papers/{other.first_rendition_id}/").text
    assert '<script src="/vendor/ky-so.js" defer>' in shown and "vgca_sign_approved" in shown


def test_number_and_date_come_after_the_leaders_signature_and_the_seal_after_them(desk, cast, keys):
    _load(cast, keys)
    decision, town = desk.signed(), desk.town
    signed = _bring(decision, signed_by(keys.chair, _bytes(decision.first_rendition.blob)), town.commune_chair)

    decision = issue_decision(decision=decision, row_version=decision.row_version, by=town.records_clerk)

    numbered = _bytes(decision.second_rendition.blob)
    told = json.loads(LedgerEntry.objects.get(act="decision.issue").payload.body)
    assert numbered.startswith(_bytes(signed.blob))
    assert (told["signed_sha256"], told["sha256"]) == (signed.blob.sha256, decision.second_rendition.sha256)
    fields = PdfReader(BytesIO(numbered)).get_fields()
    assert [fields[f"gap-{place}"]["/V"] for place in range(1, 8)] == ["01", "23", "11", "01", "23", "11", "2026"]
    with pytest.raises(NotNow):
        _bring(decision, signed_by(keys.seal, _bytes(signed.blob), field="Dau"), town.records_clerk)
    sealed = signed_by(keys.seal, numbered, field="Dau")
    row = _bring(decision, sealed, town.records_clerk, issued=decision.second_rendition)
    assert (row.verdict, row.tie) == ("valid", "same_bytes")
    assert len(json.loads(row.body)["signatures"]) == 2
    assert verify().holds
