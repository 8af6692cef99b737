"""Who changed the list after the office endorsed it, and what was it before? Three clicks from the dossier at most."""

import pytest

from tests import making

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_answer_stands_three_clicks_from_the_dossier(cast, rules, people):
    town = cast.here
    proposal = making.rewrite(town, making.returned_again(town, making.appraised(town)))
    proposal = making.send_again(town, proposal)
    inspector, clicks = people(town.inspector), 0
    inspector.open(f"/proposals/{proposal.code}/")

    inspector.follow("#list-changes a")
    clicks += 1
    answer = inspector.words()

    assert "Nguyễn Thị Hòa" in answer, "what it was before"
    assert "Bản Nháp" in answer, "what it is now"
    assert town.unit_head.full_name in answer, "who sent it so"
    inspector.follow("#rows tbody tr:last-child a")  # and the proof of it
    clicks += 1
    assert town.unit_head.full_name in inspector.words()
    assert clicks <= 3
