"""Whoever is put off, one by one or with the whole item, in whatever order: everybody stays exactly once."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from documents.proposals.models import Nomination, Proposal
from permissions.ledger.verify import verify
from permissions.refusals import NotNow
from tests.conftest import enter_cast, no_history
from tests.workflows.council.conftest import Table, make_council
from workflows.council import services
from workflows.council.after_models import NominationDeferral
from workflows.council.deferral_services import defer_nominations
from workflows.council.models import AgendaItem, BallotBox
from workflows.management.commands.desks import strays

DOSSIERS = (("An Văn Một", "Bế Thị Hai", "Cao Văn Ba", "Dương Thị Bốn"), ("Đinh Văn Năm", "Hà Thị Sáu"))
NAMES = [name for names in DOSSIERS for name in names]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["defer_some", "defer_some", "defer", "undefer", "open"]),
        st.integers(0, 1),
        st.sets(st.integers(0, 3), min_size=1, max_size=3),
    ),
    max_size=6,
)


@pytest.mark.usefixtures("rules")
class Deferrals(TestCase):
    @settings(max_examples=12)
    @given(steps=STEPS)
    def test_everybody_is_there_exactly_once(self, steps):
        with no_history():
            cast = enter_cast()
        table = Table(cast.here, make_council(cast.here, cast.administrator))
        meeting = table.opened(*(table.proposal(*names) for names in DOSSIERS))
        for name, place, chosen in steps:
            try:
                _do(table, meeting, name, meeting.items.order_by("order")[place], chosen)
            except NotNow:
                continue  # refused: nothing may have changed, as is asserted below

        for item in meeting.items.exclude(verdict="deferred"):
            table.vote(meeting, yes=9, item=item)
        table.close(meeting)

        _everybody_is_in_one_dossier()
        _everybody_has_one_end_in_the_meeting(meeting)
        assert verify().holds
        assert strays() == []


def _do(table, meeting, name, item, chosen):
    if name == "open":
        table.open_vote(item)
    elif name == "defer":
        services.defer_item(item=item, reason="Để sau.", by=table.chair)
    elif name == "undefer":
        services.undefer_item(item=item, by=table.chair)
    else:
        rows = list(item.proposal.nominations.order_by("order").values_list("pk", flat=True))
        some = [rows[place] for place in sorted(chosen) if place < len(rows)]
        if some:
            said = {"row_version": item.row_version, "nominations": some, "reason": "Để sau.", "by": table.chair}
            defer_nominations(item=AgendaItem.objects.get(pk=item.pk), **said)


def _everybody_is_in_one_dossier():
    assert sorted(Nomination.objects.values_list("full_name", flat=True)) == sorted(NAMES)
    counted = [(each.nominee_count, each.nominations.count()) for each in Proposal.objects.all()]
    assert all(told == there > 0 for told, there in counted)


def _everybody_has_one_end_in_the_meeting(meeting):
    """Voted on and applied, put off alone, or with the whole item: one of them."""
    voted = BallotBox.objects.filter(item__meeting=meeting, item__verdict="carried", passed=True)
    with_item = BallotBox.objects.filter(item__meeting=meeting, item__verdict="deferred")
    ends = Counter(NominationDeferral.objects.values_list("nomination__full_name", flat=True))
    ends += Counter(voted.values_list("nomination__full_name", flat=True))
    ends += Counter(with_item.values_list("nomination__full_name", flat=True))
    assert ends == Counter(NAMES)
    passed = set(Nomination.objects.filter(outcome="passed").values_list("full_name", flat=True))
    assert passed == set(voted.values_list("nomination__full_name", flat=True))
    assert set(Proposal.objects.exclude(nominations__outcome="passed").values_list("state", flat=True)) <= {"appraised"}
