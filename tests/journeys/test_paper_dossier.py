"""A hamlet's handwritten dossier: scanned and registered by the records clerk, entered and completed by the office."""

import pytest
from playwright.sync_api import expect

from documents.arrivals.models import Arrival
from documents.catalogue.models import AwardForm
from documents.proposals.models import Letter, Proposal
from permissions.ledger.models import LedgerEntry
from permissions.ledger.verify import verify
from tests.journeys import steps
from tests.journeys.screens import scan

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIGNED = {"basis": "merit", "signer_name": "Lý Văn Sự", "signer_title": "Trưởng xóm"}


def register(clerk, unit, title, number):
    """A paper goes into the arrival book with its scan; returns the Arrival."""
    clerk.open("/arrivals/").follow("main a[href='/arrivals/register/']")
    clerk.page.locator("input[name=scan]").set_input_files(scan(number.replace("/", "-")))
    clerk.press(unit=str(unit.pk), title=title, paper_number=number, paper_on="20/11/2026")
    return Arrival.objects.get(paper_number=number)


def enter(reviewer, arrival):
    """From the arrival to the letter with its row and papers, sent into the review."""
    reviewer.open(f"/arrivals/{arrival.pk}/").follow(f"main a[href='/letters/on-arrival/{arrival.pk}/']")
    reviewer.press(**SIGNED)
    letter = Letter.objects.get(arrival=arrival)
    reviewer.open(f"/letters/{letter.code}/rows/new/").fill("rows/new", nominee_type=["household"])
    expect(reviewer.page.locator("[name=position]")).to_have_count(0)
    chosen = str(AwardForm.objects.get(code="gk-xa").pk)
    reviewer.press("rows/new", full_name="Hộ ông Lường Văn Phấn", award_form=chosen, **steps.ROW)
    reviewer.open(f"/letters/{letter.code}/papers/")
    missing = {
        place.get_attribute("name") for place in reviewer.page.locator(".field:has(.chip-red) input[type=file]").all()
    }
    assert steps.SCAN not in missing  # the scan of the arrival is the signed letter
    reviewer.upload(lambda name: name in missing, button=".form-actions button.btn-primary >> nth=0")
    reviewer.open(f"/letters/{letter.code}/")
    reviewer.press("enter-received")
    return Proposal.objects.get(letter=letter)


def test_a_handwritten_dossier_is_entered_returned_and_completed_on_paper(cast, rules, people):
    town = cast.here
    clerk, reviewer = people(town.records_clerk), people(town.office_reviewer)
    proposal = enter(reviewer, register(clerk, town.hamlet, "Đề nghị khen hộ hiến đất", "02/TTr"))
    assert proposal.state == "submitted"

    steps.take_up(reviewer, proposal)
    steps.note(reviewer, proposal, [("general", "Bổ sung biên bản họp xóm.")])
    reviewer.press("return-for-completion", due_on="30/11/2026")
    answer = register(clerk, town.hamlet, "Giải trình, bổ sung biên bản", "05/CV")
    reviewer.open(f"/proposals/{proposal.code}/")
    form = reviewer.page.locator("form[action$='/enter-answer/']").first
    form.locator("textarea").fill("Xóm đã gửi biên bản họp.")
    reviewer.leave_by(form.locator("button"))
    reviewer.open(f"/proposals/{proposal.code}/").press("record-resend", arrival=str(answer.pk))

    proposal.refresh_from_db()
    assert (proposal.state, proposal.version) == ("under_review", 2)
    entry = LedgerEntry.objects.get(act="proposal.record_resend")
    assert entry.actor == town.office_reviewer
    assert town.hamlet.name in entry.payload.body
    assert answer.scan.sha256 in entry.payload.body
    assert verify().holds
