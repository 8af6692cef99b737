"""A sudden deed from the first word to the numbered decision on one day, without the council; every step is proven."""

import pytest

from documents.proposals.models import Letter, Proposal
from permissions.ledger.models import LedgerEntry
from permissions.ledger.verify import verify
from tests.journeys import steps
from workflows.decisions.models import Decision

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TODAY = "23/11/2026"


def test_a_sudden_deed_is_decided_the_same_day(cast, rules, people):
    town = cast.here
    head, reviewer = people(town.unit_head), people(town.office_reviewer)

    proposal = _propose(head)
    reviewer.open("/inbox/?tab=queue").press("take-up")
    steps.appraise(reviewer, proposal)
    _endorse_and_leave_the_council_out(people(town.office_head), proposal)
    decision = _decide(town, people, proposal)

    proposal.refresh_from_db()
    assert (proposal.state, proposal.council_skipped) == ("decided", True)
    assert (decision.state, decision.issued_on.isoformat()) == ("issued", "2026-11-23")
    acts = LedgerEntry.objects.filter(stream__key=proposal.stream).order_by("seq")
    assert list(acts.values_list("act", flat=True)) == [
        "proposal.submitted",
        "proposal.take_up",
        "nomination.judged",
        "proposal.propose_appraisal",
        "proposal.endorse",
        "proposal.skip_council",
        "proposal.draft_decision",
        "proposal.sign_decision",
        "proposal.issue_decision",
    ]
    assert verify().holds


def _propose(head):
    """The head of a small unit writes and sends alone: three papers fewer than an ordinary dossier has."""
    head.open("/letters/new/").press(basis="sudden", title="Cứu người đuối nước", **steps.SIGNATURE)
    letter = Letter.objects.order_by("pk").last()
    address = f"/letters/{letter.code}"
    row = {"full_name": "Dương Văn Khôi", "award_form": str(steps.AwardForm.objects.get(code="gk-xa").pk)}
    days = {"period_from": TODAY, "period_to": TODAY}
    head.open(f"{address}/rows/new/").press("rows/new", **row, **days, summary="Cứu sống 2 cháu nhỏ.")
    assert "Điều 33 khoản 8" in head.open(f"{address}/").words("#checklist")
    head.open(f"{address}/papers/")
    asked = head.page.locator(".field:has(.chip-red) input[type=file]").all()
    names = {place.get_attribute("name") for place in asked}
    assert len(names) == 2
    head.upload(lambda name: name in names)
    head.open(f"{address}/").press("send")
    return Proposal.objects.get(letter=letter)


def _endorse_and_leave_the_council_out(office_head, proposal):
    """One page, two deeds; the form names the legal basis of the rule itself."""
    steps.endorse(office_head, proposal)
    basis = office_head.form("skip-council").locator("[name=legal_basis]").input_value()
    assert basis == proposal.rule_set.form_rules.get(award_form__code="gk-xa", kind="sudden").legal_basis
    office_head.press("skip-council", reason="Cần khen kịp thời.")


def _decide(town, people, proposal):
    """The reviewer is led from the dossier straight to the words of the decision."""
    reviewer, chair, clerk = people(town.office_reviewer), people(town.commune_chair), people(town.records_clerk)
    reviewer.open("/inbox/").follow(f"main a[href='/proposals/{proposal.code}/']")
    reviewer.follow("#moves a.btn-primary")
    reviewer.leave_by(reviewer.page.locator("main form[method=post] .btn-primary"))
    decision = Decision.objects.get()
    chair.open("/inbox/").follow(f"main a[href='/decisions/{decision.code}/']")
    chair.open(f"/decisions/{decision.code}/sign/").press("sign")
    clerk.open("/inbox/").follow(f"main a[href='/decisions/{decision.code}/']")
    clerk.open(f"/decisions/{decision.code}/issue/").press(issued_on=TODAY)
    decision.refresh_from_db()
    return decision
