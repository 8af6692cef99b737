"""Whatever is split off, suspended, resumed or withdrawn, in whatever order: nobody is lost, nobody is there twice."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from documents.proposals.families import keys_of_family
from documents.proposals.models import Nomination, Proposal
from documents.proposals.versions import _sha256
from permissions.ledger.verify import verify
from permissions.refusals import NotNow
from tests import making
from tests.conftest import enter_cast, no_history
from workflows.approval import part_services as parts
from workflows.approval import services
from workflows.management.commands.desks import strays

NAMES = ["An Văn Một", "Bế Thị Hai", "Cao Văn Ba", "Dương Thị Bốn", "Đinh Văn Năm", "Hà Thị Sáu"]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["suspend", "withdraw", "resume"]),
        st.integers(0, 9),
        st.sets(st.sampled_from(range(len(NAMES))), min_size=1, max_size=4),
    ),
    min_size=1,
    max_size=6,
)


@pytest.mark.usefixtures("rules")
class Splits(TestCase):
    @settings(max_examples=15)
    @given(steps=STEPS)
    def test_every_nomination_stays_in_exactly_one_dossier(self, steps):
        with no_history():
            town = enter_cast().here
        mother = making.under_review(town, names=NAMES)

        for deed, place, chosen in steps:
            family = list(Proposal.objects.order_by("pk"))
            try:
                _do(town, deed, family[place % len(family)], [NAMES[number] for number in chosen])
            except NotNow:
                continue  # refused: nothing may have changed, as is asserted below

        _everybody_is_there_once(mother)
        _each_last_version_says_who_is_left()
        assert verify().holds
        assert strays() == []


def _do(town, deed, proposal, names):
    rows = list(proposal.nominations.filter(full_name__in=names))
    seen = {"proposal": proposal, "row_version": proposal.row_version}
    if deed == "resume":
        services.resume(**seen, by=town.office_head, reason="Đã rõ.")
    elif not rows:
        return
    elif deed == "suspend":
        said = {"suspension_code": "complaint", "suspension_reference": "1"}
        parts.suspend_nominations(**seen, nominations=rows, by=town.office_head, **said)
    else:
        parts.withdraw_nominations(**seen, nominations=rows, by=town.unit_head, reason="Rút.")


def _everybody_is_there_once(mother):
    rows = Nomination.objects.filter(proposal__in=keys_of_family(mother))
    assert sorted(rows.values_list("full_name", flat=True)) == sorted(NAMES)
    counted = {p.pk: (p.nominee_count, p.nominations.count()) for p in Proposal.objects.all()}
    assert all(told == there > 0 for told, there in counted.values())
    assert sum(told for told, _there in counted.values()) == len(NAMES)


def _each_last_version_says_who_is_left():
    for proposal in Proposal.objects.all():
        version = proposal.versions.get(number=proposal.version)
        told = json.loads(version.body)["nominations"]
        assert _sha256(version.body) == version.sha256
        assert [row["id"] for row in told] == list(proposal.nominations.values_list("pk", flat=True))
