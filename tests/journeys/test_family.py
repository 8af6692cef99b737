"""One name among three is suspended, one gets a lower form with the unit's consent; the third goes on as asked."""

import pytest

from documents.proposals.models import Proposal
from permissions.ledger.verify import verify
from tests import making
from tests.journeys import steps

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SUSPENDED, LOWERED, STAYS = "Nguyễn Thị Hòa", "Đặng Quốc Ý", "Lò Thị Thủy"


def test_a_dossier_is_split_twice_and_each_part_goes_its_way(cast, rules, people):
    town = cast.here
    mother = making.under_review(town, names=(SUSPENDED, LOWERED, STAYS), form=making.award_form("bk-tinh"))
    keys = {row.full_name: str(row.pk) for row in mother.nominations.all()}
    page = f"/proposals/{mother.code}/"
    office_head, reviewer, unit_head = (
        people(getattr(town, who)) for who in ("office_head", "office_reviewer", "unit_head")
    )

    office_head.open(page).follow("#moves a[href$='/nominations/suspend/']")
    office_head.press(nominations=[keys[SUSPENDED]], suspension_code="complaint", suspension_reference="12/TB-TTr")
    suspended = Proposal.objects.get(split_from=mother)

    reviewer.open(page).follow("a[href$='/offers/make/']")
    lower = str(making.award_form().pk)
    reviewer.press(nominations=[keys[LOWERED]], award_form=lower, reason="Phù hợp với Giấy khen.")
    unit_head.open("/inbox/").follow(f"main a[href='{page}']")
    unit_head.press("accept")
    lowered = Proposal.objects.get(split_from=mother, award_form__code="gk-xa")

    assert unit_head.path == f"/proposals/{lowered.code}/"
    assert set(unit_head.names("#family a.code")) == {mother.code, suspended.code}
    assert "12/TB-TTr" not in unit_head.open(f"/proposals/{suspended.code}/").words()
    assert "12/TB-TTr" in office_head.open(f"/proposals/{suspended.code}/").words()
    assert [row.full_name for row in mother.nominations.all()] == [STAYS]
    for proposal in (mother, lowered):
        steps.appraise(reviewer, proposal)
        proposal.refresh_from_db()
        assert proposal.state == "awaiting_endorsement"
    assert verify().holds
