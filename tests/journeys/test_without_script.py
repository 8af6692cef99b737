"""The core of the path on an old office computer with JavaScript switched off."""

import pytest

from documents.proposals.states import ProposalState
from tests.journeys import steps
from workflows.approval.models import Judgement

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ROWS = [("individual", "Nguyễn Thị Hòa", "gk-xa"), ("collective", "Tổ chuyên môn 4-5", "gk-xa")]


def test_a_letter_is_drafted_sent_reviewed_and_endorsed_without_script(cast, rules, people):
    town = cast.here
    clerk, head = people(town.unit_clerk, script=False), people(town.unit_head, script=False)
    reviewer, office_head = people(town.office_reviewer, script=False), people(town.office_head, script=False)

    letter = steps.draft(clerk, ROWS)
    steps.hand_over(clerk, letter)
    proposal = steps.send(head, letter)["gk-xa"]
    steps.take_up(reviewer, proposal)
    steps.appraise(reviewer, proposal)
    steps.endorse(office_head, proposal)

    proposal.refresh_from_db()
    judged = Judgement.objects.filter(nomination__proposal=proposal).values_list("nomination__full_name", "verdict")
    assert proposal.state == ProposalState.APPRAISED
    assert dict(judged) == {name: "eligible" for _kind, name, _form in ROWS}
    assert clerk.open(f"/letters/{letter.code}/").page.locator(f"a[href='/proposals/{proposal.code}/']").count() > 0
