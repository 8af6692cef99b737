"""Which decisions a person sees, what waits, and what is ready."""

from datetime import date

import pytest

from documents.proposals.models import Nomination, Proposal
from permissions import access
from tests.making import settle
from workflows.approval import services as approval
from workflows.decisions import queries, services
from workflows.decisions.models import Decision

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def seen(person):
    return set(access.visible_to(person, Decision).values_list("state", flat=True))


@pytest.fixture
def one_of_each(desk):
    back = desk.drafted(desk.passed("Bùi A"))
    services.send_back_paper(decision=back, row_version=1, by=desk.town.commune_chair, reason="Sai.")
    desk.drafted(desk.passed("Bùi B"))
    desk.signed(desk.passed("Bùi C"))
    desk.issued(desk.passed("Bùi D"))


EVERYTHING = {"drafted", "signed", "issued", "sent_back"}


@pytest.mark.parametrize(
    ("office", "states"),
    [
        ("office_reviewer", EVERYTHING),
        ("office_head", EVERYTHING),
        ("commune_chair", EVERYTHING),
        ("commune_deputy_chair", EVERYTHING),
        ("inspector", EVERYTHING),
        ("records_clerk", {"signed", "issued"}),
        ("unit_clerk", {"issued"}),
        ("unit_head", {"issued"}),
        ("other_head", set()),
        ("council_secretary", set()),
        ("council_member", set()),
    ],
)
def test_who_sees_which_decisions(desk, one_of_each, office, states):
    assert seen(getattr(desk.town, office)) == states


def test_other_communes_the_province_and_administrators_see_none(desk, one_of_each, cast):
    others = [*cast.there.person.values(), cast.province_officer, cast.administrator, cast.stranger]

    assert {frozenset(seen(person)) for person in others} == {frozenset()}


def test_of_closed_dossiers_the_records_clerk_sees_those_that_a_decision_granted(desk):
    turned_down = [desk.passed("Bùi A", state=state, ending_reason="Không đủ.") for state in ("refused", "not_passed")]
    granted = [desk.passed("Bùi B", "Bùi C")]
    settle(desk.issued(*granted), by=desk.town.office_reviewer)
    codes = {state: {each.code for each in them} for state, them in (("no", turned_down), ("yes", granted))}

    def of_the_clerk():
        return set(access.visible_to(desk.town.records_clerk, Proposal).values_list("code", flat=True))

    before = of_the_clerk()
    Nomination.objects.filter(proposal__in=turned_down).update(outcome="proposed")
    for proposal in (*turned_down, *granted):
        proposal.refresh_from_db()
        approval.close_file(proposal=proposal, row_version=proposal.row_version, by=desk.town.office_reviewer)

    assert (before, of_the_clerk()) == (codes["yes"], codes["yes"])
    assert access.visible_to(desk.town.records_clerk, Proposal).count() == 1
    assert access.visible_to(desk.town.office_head, Proposal).count() == 3


def test_a_unit_sees_a_decision_once_though_it_names_many_of_its_nominees(desk):
    desk.issued(desk.passed("Bùi A", "Bùi B"), desk.passed("Bùi C"))

    assert access.visible_to(desk.town.unit_head, Decision).count() == 1


def test_what_waits_for_the_chair_waits_for_the_dated_deputy_too(desk):
    decision = desk.drafted()
    desk.signed(desk.passed("Bùi B"))
    held = [access.capacities(person) for person in (desk.town.commune_chair, desk.deputy(), desk.town.office_head)]

    assert [list(queries.waiting_for_signature(each)) for each in held] == [[decision], [decision], []]


def test_ready_are_the_passed_dossiers_of_forms_the_commune_grants(desk, other_desk):
    first, second = desk.passed("Bùi A", "Bùi B"), desk.passed("Chi hội", unit=desk.town.front)
    title = desk.passed("Bùi C", form="ldtt")
    desk.passed("Bùi D", form="bk-tinh")
    desk.passed("Bùi E", state="appraised")
    other_desk.passed("Bùi F")

    groups = queries.ready_to_decide(desk.town.commune, TODAY)

    assert [(g.award_form.code, {p.pk for p in g.proposals}, g.nominee_count) for g in groups] == [
        ("ldtt", {title.pk}, 1),
        ("gk-xa", {first.pk, second.pk}, 3),
    ]


def test_money_by_kind_of_nominee(desk):
    form, rules = desk.passed().award_form, desk.passed().rule_set

    assert queries.bonuses(form, rules, TODAY) == {
        "individual": 760_000,
        "collective": 1_520_000,
        "household": 1_140_000,
    }
    assert queries.bonuses(form, rules, date(2026, 6, 30))["individual"] == 710_000


def test_the_next_number_is_only_looked_at(desk):
    commune = desk.town.commune

    assert [queries.next_number(commune, 2026) for _ in range(2)] == [1, 1]
    desk.issued()
    assert queries.next_number(commune, 2026) == 2
