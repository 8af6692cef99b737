"""A signature made by hand, recorded from its scan, or digital, under the number; papers made anew say what was
issued."""

import pytest

from documents.signatures.services import bytes_of, current_file
from permissions.ledger.verify import verify
from permissions.refusals import NotNow, NotYou
from tests import making
from tests.conftest import appoint, no_history
from tests.documents.signatures.office_keys import signed_by
from tests.workflows.decisions.test_digital_signing import _bring, _load, keys
from tests.workflows.revocations.conftest import TODAY
from workflows.approval.signed_on_paper import signers_on
from workflows.revocations import services
from workflows.revocations.models import Amendment
from workflows.revocations.papers import render_anew
from workflows.revocations.queries import lines_of

__all__ = ["keys"]
pytestmark = pytest.mark.django_db


def test_a_signature_on_paper_counts_with_its_scan_and_never_by_who_drafted(desk, papers):
    desk.issued(desk.passed("Bùi A"))
    drafted, scan = papers.drafted("Bùi A"), making.signed_paper(desk.town)
    (chair,) = signers_on(desk.town.commune.pk, "decisions.sign", TODAY)
    said = {"amendment": drafted, "row_version": drafted.row_version, "signer": chair, "signed_on": TODAY}

    with pytest.raises(NotYou):  # who registered the scan
        services.record_signature(arrival=scan, by=desk.town.records_clerk, **said)
    with no_history():
        appoint(desk.town.office_reviewer, "office_head", desk.town.office)
    with pytest.raises(NotYou):  # who drafted
        services.record_signature(arrival=scan, by=desk.town.office_reviewer, **said)
    with pytest.raises(NotNow):  # no paper
        services.record_signature(by=desk.town.office_head, **said)
    signed = services.record_signature(arrival=scan, by=desk.town.office_head, **said)

    scan.refresh_from_db()
    assert (scan.recording.kind, scan.recording.code) == ("amendment", drafted.code)
    assert (signed.state, signed.signed_by, signed.signed_paper) == ("signed", desk.town.commune_chair, scan)
    issued = papers.issue(signed)
    assert (issued.state, issued.number) == ("issued", "2")
    assert verify().holds


def test_papers_made_anew_read_as_they_were_issued(desk, papers):
    desk.issued(desk.passed("Bùi A"))
    issued = papers.issued("Bùi A")

    kept = bytes_of(issued.second_rendition.blob)

    assert render_anew(Amendment.objects.get(pk=issued.pk), lines_of(issued), "pdf") == kept
    assert render_anew(issued, lines_of(issued), "docx").startswith(b"PK")


def test_a_digital_signature_stays_under_the_number(desk, papers, cast, keys):
    desk.issued(desk.passed("Bùi A"))
    _load(cast, keys)
    made = papers.signed("Bùi A")
    signed = signed_by(keys.chair, bytes_of(made.first_rendition.blob))
    found = _bring(made, signed, desk.town.commune_chair)
    kept = bytes_of(current_file(made.first_rendition))

    issued = papers.issue(made)

    assert (found.verdict, kept) == ("valid", signed)
    assert bytes_of(issued.second_rendition.blob).startswith(signed)  # number and date came by an update behind it
    assert verify().holds
