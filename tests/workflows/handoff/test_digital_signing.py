"""A letter to the province signed digitally: number after the signature, seal, and what the package says of both."""

import json
import zipfile

import pytest

from documents.attachments.store import path_of
from documents.signatures.models import SignedFile
from permissions.ledger.models import LedgerEntry
from permissions.ledger.verify import verify
from tests.documents.signatures.bringing import OFFICE, PERSON, bring, bytes_in, keys_of, trust
from tests.workflows.approval.stations import NOW
from workflows.council.models import Meeting
from workflows.handoff import services
from workflows.handoff.edxml.outgoing import message_of
from workflows.handoff.packages import check_package

pytestmark = pytest.mark.django_db
SIGNED_BY = [f"{name}, UBND xã Phong Quang, VN" for name in (PERSON, OFFICE)]


@pytest.fixture(scope="module")
def keys():
    return keys_of(NOW)


def _packed(sending):
    """(dossier.json, to-trinh.pdf) of a package."""
    top = f"{sending.transmittal.code}-{sending.number}/data/"
    with zipfile.ZipFile(path_of(sending.sha256)) as package:
        return json.loads(package.read(f"{top}dossier.json")), package.read(f"{top}to-trinh.pdf")


def _heard(told):
    """Who signed, and what is said of the file and of each signature."""
    found = [(each["signer"], each["verdict"], each["revocation"]["code"]) for each in told["signatures"]]
    return told["path"], told["verdict"], told["sentence"], found


def test_the_package_carries_the_signed_letter_and_what_was_found_in_it(above, cast, keys, sign_in):
    trust(keys, cast)
    letter, town = above.signed(), above.town
    signed = bring(letter.first_rendition, letter, keys.person, town.commune_chair, field="ChuKy")
    meeting = Meeting.objects.get()
    minutes = bring(meeting.minutes, meeting, keys.person, town.council_secretary, field="ThuKy")

    letter = services.forward(transmittal=letter, row_version=letter.row_version, by=town.records_clerk)

    numbered = bytes_in(letter.second_rendition.blob)
    dossier, paper = _packed(letter.sendings.get())
    told = json.loads(LedgerEntry.objects.get(act="transmittal.forward").payload.body)
    assert numbered.startswith(bytes_in(signed.blob))
    assert (told["signed_sha256"], told["sha256"]) == (signed.blob.sha256, letter.second_rendition.sha256)
    assert (paper, dossier["letter"]["sha256"]) == (numbered, letter.second_rendition.sha256)
    said, of_minutes = dossier["digital_signatures"]
    assert _heard(said) == ("data/to-trinh.pdf", "valid", "hợp lệ", [(SIGNED_BY[0], "valid", "not_checked")])
    assert "door" not in said
    assert (of_minutes["path"], of_minutes["sha256"]) == (
        dossier["nominees"][0]["votes"][0]["minutes"],
        minutes.blob.sha256,
    )

    sealed = bring(letter.second_rendition, letter, keys.office, town.records_clerk, field="ConDau")
    above.give_back(letter, "Ma Thế Đường")
    letter = above.now(letter)
    letter = services.forward_again(transmittal=letter, row_version=letter.row_version, by=town.records_clerk)

    again = letter.sendings.get(number=2)
    dossier, paper = _packed(again)
    said, _minutes = dossier["digital_signatures"]
    assert _heard(said)[3] == [(name, "valid", "not_checked") for name in SIGNED_BY]
    assert (said["door"]["code"], said["tie"]["code"]) == ("upload", "same_bytes")
    assert (said["sha256"], said["printed_sha256"]) == (sealed.blob.sha256, letter.second_rendition.sha256)
    assert (paper, dossier["letter"]["sha256"]) == (bytes_in(sealed.blob), sealed.blob.sha256)
    assert check_package(path_of(again.sha256)) == []
    assert message_of(again).files[0].sha256 == sealed.blob.sha256
    given = sign_in(cast.province_officer).get(f"/transmittals/{letter.code}/papers/issued/")
    assert b"".join(given.streaming_content) == bytes_in(sealed.blob)
    page = sign_in(town.records_clerk).get(f"/transmittals/{letter.code}/").text
    assert f'id="signed_{letter.second_rendition_id}"' in page
    assert f'id="signed_{letter.first_rendition_id}"' not in page  # it has its number now
    assert sealed.blob.sha256 in page
    assert 'id="signed_' not in sign_in(town.office_reviewer).get(f"/transmittals/{letter.code}/").text
    assert verify().holds


def test_a_letter_without_digital_signature_and_a_signed_file_that_does_not_hold_change_nothing(above, keys):
    letter, town = above.signed(), above.town
    bring(letter.first_rendition, letter, keys.person, town.commune_chair, field="ChuKy")  # nobody is trusted yet
    assert SignedFile.objects.get().fault == "no_anchors"

    letter = services.forward(transmittal=letter, row_version=letter.row_version, by=town.records_clerk)

    dossier, paper = _packed(letter.sendings.get())
    assert (dossier["digital_signatures"], paper) == ([], bytes_in(letter.second_rendition.blob))
    assert dossier["letter"]["sha256"] == letter.second_rendition.sha256
