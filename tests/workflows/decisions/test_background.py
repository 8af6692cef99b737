"""What lies behind a decision, and the way from a dossier to its decision."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.workflows.decisions.test_drafting import carried
from workflows.decisions import services

pytestmark = pytest.mark.django_db


def url(name, decision):
    return reverse(f"decisions:{name}", args=[decision.code])


def test_the_chair_reaches_minutes_and_dossiers_from_the_signing_page(desk, sign_in):
    proposal = desk.passed(council_skipped=False)
    carried(desk, proposal, timezone.now())
    decision = desk.drafted(proposal)

    page = sign_in(desk.town.commune_chair).get(url("sign", decision)).text

    assert reverse("council:minutes", args=["PQ-2026-M001"]) in page
    assert reverse("proposals:detail", args=[proposal.code]) in page


def test_the_records_clerk_is_offered_no_minutes(desk, sign_in):
    proposal = desk.passed(council_skipped=False)
    carried(desk, proposal, timezone.now())
    decision = desk.signed(proposal)

    page = sign_in(desk.town.records_clerk).get(url("detail", decision)).text

    assert "/minutes/" not in page


# --- from the dossier -----------------------------------------------------------------------------
def test_the_dossier_leads_its_unit_to_the_issued_decision(desk, sign_in):
    proposal = desk.passed("Bùi A")
    decision = desk.drafted(proposal)
    dossier, client = reverse("proposals:detail", args=[proposal.code]), sign_in(desk.town.unit_head)
    papers = [reverse("decisions:paper", args=[decision.code, name]) for name in ("issued", "certificates")]

    before = client.get(dossier).text
    decision = services.sign_decision(decision=decision, row_version=1, by=desk.town.commune_chair)
    services.issue_decision(decision=decision, row_version=decision.row_version, by=desk.town.records_clerk)
    after = client.get(dossier).text

    assert url("detail", decision) not in before
    assert url("detail", decision) in after
    assert [paper in after for paper in papers] == [True, False]
    office = sign_in(desk.town.office_reviewer).get(dossier).text
    assert [paper in office for paper in papers] == [True, True]


def test_a_dossier_shows_no_draft_that_was_sent_back(desk, sign_in):
    proposal = desk.passed("Bùi A")
    decision = desk.drafted(proposal)
    services.send_back_paper(decision=decision, row_version=1, by=desk.town.commune_chair, reason="Sai.")

    page = sign_in(desk.town.office_reviewer).get(reverse("proposals:detail", args=[proposal.code])).text

    assert url("detail", decision) not in page
