"""The page of a bundle and the file it gives out, with the record that it was taken out."""

import hashlib
import io
import zipfile

import pytest

from permissions.ledger.models import AccessRecord, LedgerEntry
from tests import making
from tests.calling import Caller

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(cast, rules):
    return making.under_review(cast.here)


def _manifest_sha256(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return hashlib.sha256(archive.read("manifest-sha256.txt")).hexdigest()


def test_the_file_is_given_out_and_its_digest_stands_in_the_record_and_not_on_the_stream(
    cast, dossier, sign_in, client
):
    sign_in(cast.here.inspector)
    acts = LedgerEntry.objects.count()

    answer = client.get(f"/bundles/{dossier.stream}/file/")
    sha256 = _manifest_sha256(b"".join(answer))

    assert type(answer["Content-Type"]) is str  # the server refuses a name that only behaves like one
    assert answer["X-Manifest-SHA256"] == sha256
    record = AccessRecord.objects.get(kind="exported")
    assert (record.what, record.person) == (f"{dossier.stream}/bundle {sha256}", cast.here.inspector)
    assert LedgerEntry.objects.count() == acts


def test_the_endpoint_gives_the_same_file(cast, dossier):
    answer = Caller(cast.here.office_head).get(f"/bundles/{dossier.stream}")

    assert answer["X-Manifest-SHA256"] == _manifest_sha256(b"".join(answer))


def test_the_way_to_it_stands_on_the_page_of_the_thing_for_who_may_make_one(cast, dossier, sign_in, client):
    address = f'href="/bundles/{dossier.stream}/"'
    for office, is_there in (("inspector", True), ("office_head", True), ("office_reviewer", False)):
        sign_in(cast.here.person[office])

        assert (address in client.get(f"/proposals/{dossier.code}/").text) is is_there
