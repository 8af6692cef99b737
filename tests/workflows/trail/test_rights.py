"""Who could see a dossier at a moment: equal, moment by moment, to what `visible_to` said then."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from documents.proposals.models import Proposal
from permissions import access
from permissions.mandates import services as mandates
from permissions.mandates.models import Mandate
from permissions.people import services as people
from permissions.people.models import User
from tests import making
from tests.conftest import give_mandate
from tests.workflows.council.conftest import Table, make_council
from tests.workflows.trail.past_world import give_history
from workflows.council import services as council
from workflows.decisions import services as decisions
from workflows.trail.rights import who_could_see

pytestmark = pytest.mark.django_db
START = datetime(2026, 9, 7, 2, 0, tzinfo=UTC)


def really(proposal):
    """Who sees the dossier on a page now: keys of people."""
    return {p.pk for p in User.objects.all() if access.visible_to(p, Proposal).filter(pk=proposal.pk).exists()}


def told(proposal, at):
    return {seer.person.pk for seer in who_could_see(proposal, at) if seer.how == "page"}


class Walk:
    """Lets days pass, does deeds, and writes down after each who really saw the dossier."""

    def __init__(self, clock):
        self.clock, self.seen, self.proposal = clock, [], None

    def then(self, deed=None, days=1):
        self.clock.shift(timedelta(days=days))
        made = deed() if deed else None
        self.clock.shift(timedelta(seconds=1))
        if self.proposal:
            self.seen.append((datetime.now(UTC), really(self.proposal)))
        self.clock.shift(timedelta(seconds=1))
        return made


def _offices_change(walk, cast, town):
    """A reviewer leaves and another comes; the chair's deputy acts; an account is shut."""
    admin = cast.administrator
    row = town.second_reviewer.appointments.get()
    walk.then(lambda: people.end_appointment(appointment=row, to_on=date(2026, 9, 12), by=admin))
    walk.then(days=3)
    coming = {"user": cast.stranger, "unit": town.office, "office": "office_reviewer"}
    walk.then(lambda: people.appoint(**coming, from_on=date(2026, 9, 20), by=admin))
    walk.then(days=7)
    deputy = {"deputy": town.other_clerk, "signing_form": "TUQ", "basis": "Giấy ủy quyền 1/UQ"}
    held = town.office_reviewer.appointments.get()
    walk.then(lambda: people.name_deputy(appointment=held, **deputy, from_on=date(2026, 9, 23), by=admin))
    walk.then(days=4)
    walk.then(lambda: people.set_active(user=town.office_reviewer, is_active=False, reason="Nghỉ việc.", by=admin))
    walk.then(lambda: people.set_active(user=town.office_reviewer, is_active=True, reason="Trở lại.", by=admin))


def _inspection(walk, cast, town):
    """A mandate is entered, confirmed by the chair and ended; another one covers another unit."""
    inspector = town.inspector.appointments.get()
    first = {"decision_number": "1/QĐ", "decided_on": date(2026, 9, 1), "issued_by": "Tỉnh"}
    days = {"from_on": date(2026, 9, 1), "to_on": date(2026, 12, 31)}
    values = first | days | {"units": town.school.code}
    row = walk.then(lambda: mandates.enter_mandate(appointment=inspector, values=values, by=cast.administrator))
    walk.then(lambda: mandates.confirm_mandate(mandate=row, by=town.commune_chair))
    walk.then(lambda: mandates.end_mandate(mandate=row, reason="Xong.", by=cast.administrator))
    other = walk.then(
        lambda: mandates.enter_mandate(
            appointment=inspector, values=values | {"units": town.front.code}, by=cast.administrator
        )
    )
    walk.then(lambda: mandates.confirm_mandate(mandate=other, by=town.commune_chair))


def _to_the_decision(walk, table, proposal):
    """Deferred by one meeting, passed by the next; a decision is drafted, signed and issued."""
    town = table.town
    first = walk.then(lambda: table.opened(proposal))
    item = first.items.get()
    walk.then(lambda: council.defer_item(item=item, reason="Chờ bổ sung.", by=table.chair))
    walk.then(lambda: table.close(first))
    meeting = walk.then(lambda: table.opened(Proposal.objects.get(pk=proposal.pk)))
    walk.then(lambda: table.vote(meeting, yes=9))
    walk.then(lambda: table.close(meeting))
    for signer in (table.secretary, table.chair):
        walk.then(lambda signer=signer: table.sign(meeting, signer))
    passed = [Proposal.objects.get(pk=proposal.pk)]
    seen = making.row_versions_of(passed)
    reviewer = town.office_reviewer
    made = walk.then(lambda: decisions.draft_decision(proposals=passed, row_versions=seen, by=reviewer))
    made = walk.then(
        lambda: decisions.sign_decision(decision=made, row_version=made.row_version, by=town.commune_chair)
    )
    walk.then(lambda: decisions.issue_decision(decision=made, row_version=made.row_version, by=town.records_clerk))


def test_at_every_moment_it_is_what_visible_to_said(cast, rules):
    town = cast.here
    Mandate.objects.all().delete()
    with time_machine.travel(START, tick=False) as clock:
        give_history()
        walk, table = Walk(clock), Table(town, make_council(town, cast.administrator))
        walk.proposal = making.sent(town)
        before = datetime.now(UTC) - timedelta(days=1)
        walk.then(days=0)
        _offices_change(walk, cast, town)
        _inspection(walk, cast, town)
        mine, mine_seen = walk.proposal, len(walk.seen)
        walk.proposal = None
        other = walk.then(lambda: table.proposal())
        walk.proposal = other
        walk.then()
        _to_the_decision(walk, table, other)
        seen_of_other, seen = walk.seen[mine_seen:], walk.seen[:mine_seen]

        assert [told(mine, at) for at, _seen in seen] == [really_then for _at, really_then in seen]
        assert [told(other, at) for at, _seen in seen_of_other] == [found for _at, found in seen_of_other]
        assert who_could_see(mine, before) == []
        assert len({frozenset(found) for _at, found in walk.seen}) > 5


def test_each_is_told_why(cast, rules):
    Mandate.objects.all().delete()
    give_mandate(cast.here.inspector, dossiers="PQ-2026-0001")
    give_history()
    proposal = making.under_review(cast.here)

    now = datetime.now(UTC)
    reasons = {seer.person: seer.why for seer in who_could_see(proposal, now)}
    assert reasons[cast.here.unit_head] == "hồ sơ của chính đơn vị mình"
    assert reasons[cast.here.office_head] == "chức vụ được xem mọi hồ sơ của xã"
    assert (cast.here.inspector in reasons) == (proposal.code == "PQ-2026-0001")


def test_it_costs_the_same_for_many_people(cast, rules, django_assert_max_num_queries):
    give_history()
    sent = making.sent(cast.here)
    proposal = Proposal.objects.select_related("unit", "commune", "letter", "campaign").get(pk=sent.pk)

    with django_assert_max_num_queries(16):
        assert len(who_could_see(proposal, datetime.now(UTC))) > 5


def test_the_page_tells_leaders_and_refuses_others(cast, rules, sign_in):
    give_history()
    proposal = making.under_review(cast.here)
    page = reverse("past:rights", args=[proposal.code])

    assert cast.here.unit_head.full_name in sign_in(cast.here.office_head).get(page).text
    assert sign_in(cast.here.office_reviewer).get(page).status_code == 403
    assert sign_in(cast.here.office_head).get(page, {"at": "hôm nọ"}).status_code == 422
    assert sign_in(cast.here.office_head).get(page, {"at": "2099-01-01T00:00"}).status_code == 422
