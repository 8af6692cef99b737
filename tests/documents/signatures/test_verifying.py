"""What is said of a signed PDF: good, changed, saved again, drawn over, of an unknown issuer, revoked."""

from types import SimpleNamespace

import pytest

from documents.printing.typst_writer import render_pdf
from documents.signatures.kinds import Tie
from documents.signatures.tying import tie_of
from documents.signatures.verifying import verify
from tests.documents.printing.papers import DAY, decision
from tests.documents.signatures.office_keys import Authority, signed_by
from tests.documents.signatures.spoiling import byte_changed, drawn_over, saved_again


def _paper(names=("Nguyễn Thị Ánh Tuyết",)):
    return render_pdf(decision(names), title="Quyết định", on=DAY)


@pytest.fixture(scope="module")
def office():
    """An authority, two signers and a paper signed by the first: keys are slow to make."""
    authority = Authority()
    (chair, chairs), (seal, _seals) = authority.person("Nguyễn Văn Hùng"), authority.person("Văn thư")
    paper = _paper()
    signed = signed_by(chair, paper)
    return SimpleNamespace(
        authority=authority, chair=chair, chairs=chairs, seal=seal, paper=paper, signed=signed,
        twice=signed_by(seal, signed, field="Dau"),
    )  # fmt: skip


def _judged(office, data, *lists, issuers=None):
    issuers = [office.authority.issuer] if issuers is None else issuers
    report = verify(data, issuers=issuers, lists=lists, now=office.authority.now)
    return str(report.verdict), str(report.fault), [str(each.revocation) for each in report.signatures]


def test_good_signatures_are_valid_and_say_honestly_whether_revocation_was_checked(office):
    current, stale = office.authority.list_of(), office.authority.list_of(days=-1)

    assert _judged(office, office.signed) == ("valid", "", ["not_checked"])
    assert _judged(office, office.signed, current) == ("valid", "", ["checked"])
    assert _judged(office, office.signed, stale) == ("valid", "", ["not_checked"])
    assert _judged(office, office.twice, current) == ("valid", "", ["checked", "checked"])
    signature = verify(office.signed, issuers=[], lists=[], now=office.authority.now).signatures[0]
    assert (signature.subject, signature.issuer, signature.serial) == (
        "Nguyễn Văn Hùng, UBND xã Phong Quang, VN",
        "CA cơ quan thử nghiệm, Cơ quan thử, VN",
        f"{office.chairs.serial_number:X}",
    )


def test_whatever_is_wrong_is_not_valid_and_says_why(office):
    revoked, other = office.authority.list_of(office.chairs), Authority("CA lạ")

    assert _judged(office, office.paper) == ("invalid", "no_signature", [])
    assert _judged(office, b"%PDF-1.7 nothing %%EOF") == ("invalid", "unreadable", [])
    assert _judged(office, byte_changed(office.signed))[0] == "invalid"
    assert _judged(office, byte_changed(office.twice))[0] == "invalid"
    assert _judged(office, saved_again(office.signed))[0] == "invalid"
    assert _judged(office, drawn_over(office.signed)) == ("invalid", "drawn_over", [""])
    assert _judged(office, office.signed, issuers=[]) == ("invalid", "no_anchors", [""])
    assert _judged(office, office.signed, issuers=[other.issuer]) == ("invalid", "untrusted", [""])
    assert _judged(office, office.signed, revoked) == ("invalid", "revoked", ["revoked"])


def test_a_signed_file_is_tied_by_its_first_bytes_else_by_its_text(office):
    assert tie_of(office.signed, office.paper) == Tie.SAME_BYTES
    assert tie_of(office.twice, office.paper) == Tie.SAME_BYTES
    assert tie_of(saved_again(office.signed), office.paper) == Tie.SAME_TEXT
    assert tie_of(office.paper, office.paper) == Tie.SAME_TEXT
    assert tie_of(_paper(("Trần Văn Bình",)), office.paper) == Tie.OTHER
    assert tie_of(b"%PDF-1.7 nothing %%EOF", office.paper) == Tie.OTHER
