"""An authority that is trusted, and signed files brought in, for tests of papers that are signed digitally."""

from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile

from documents.attachments.serving import open_blob
from documents.signatures import issuers
from documents.signatures.services import add_signed_file, current_file
from tests.documents.signatures.office_keys import Authority, signed_by

PERSON = "Nguyễn Văn Hùng"
OFFICE = "UBND xã Phong Quang"


def keys_of(now):
    """An authority with a person's and an office's key: slow to make, once a module."""
    authority = Authority(now=now)
    (person, persons), (office, _offices) = authority.person(PERSON), authority.person(OFFICE)
    return SimpleNamespace(authority=authority, person=person, persons=persons, office=office, now=now)


def trust(keys, cast):
    """Load the authority as the administrator does; returns its row."""
    file = SimpleUploadedFile("ca.pem", keys.authority.pem)
    given = {"source": "Cổng thông tin của tổ chức cấp", "obtained_on": keys.now.date()}
    (row,) = issuers.load_issuers(upload=file, by=cast.administrator, **given)
    return row


def bytes_in(blob):
    with open_blob(blob) as file:
        return file.read()


def bring(issued, thing, signer, by, *, field):
    """The file to sign next, signed and brought in; returns the SignedFile."""
    data = signed_by(signer, bytes_in(current_file(issued)), field=field)
    return add_signed_file(issued=issued, thing=thing, upload=SimpleUploadedFile("van-ban.pdf", data), by=by)
