"""Pages of standing aside: declared by a member, entered and taken back by who runs the votes; what they refuse."""

import pytest
from django.urls import reverse

from tests.workflows.council.test_services import acts
from workflows.council import ballot_services, vote_services
from workflows.council.vote_models import Recusal

pytestmark = pytest.mark.django_db


def page(name, item):
    return reverse(f"council:{name}", args=[item.meeting.code, item.proposal.code])


def said(item, *orders, **values):
    rows = item.proposal.nominations.filter(order__in=orders).values_list("pk", flat=True)
    return {"nominations": list(rows), "kind": "family", "reason": "Em ruột", **values}


@pytest.fixture
def item(table):
    return table.opened(table.proposal("An", "Bình")).items.get()


def test_a_member_declares_a_relation_to_one_nominee_and_is_led_back_to_the_ballot(table, client, item):
    client.force_login(table.seats[1])
    shown = client.get(page("stand_aside", item), headers={"Referer": f"http://testserver{page_of(item, 'member')}"})

    answer = client.post(page("stand_aside", item), said(item, 2, back=shown.context["back"]))

    row = Recusal.objects.get()
    assert (row.person, row.nomination.order, row.kind, row.reason) == (table.seats[1], 2, "family", "Em ruột")
    assert answer.url == page_of(item, "member")
    assert acts(item.meeting)[-1] == "meeting.stood_aside"


def page_of(item, name):
    return reverse(f"council:{name}", args=[item.meeting.code])


def test_a_single_nomination_is_chosen_beforehand(table, client):
    item = table.opened(table.proposal("An")).items.get()
    client.force_login(table.seats[1])

    form = client.get(page("stand_aside", item)).context["form"]

    assert form["nominations"].value() == [item.proposal.nominations.get().pk]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"nominations": []}, "nominations"),
        ({"nominations": ["7777777"]}, "nominations"),
        ({"kind": ""}, "kind"),
        ({"kind": "unit"}, "kind"),
        ({"reason": " "}, "reason"),
    ],
)
def test_what_is_missing_is_told_beside_its_field_and_what_was_typed_stays(table, client, item, typed, field):
    client.force_login(table.seats[1])

    answer = client.post(page("stand_aside", item), said(item, 1, **typed))

    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {field})
    assert answer.context["form"]["reason"].value() == typed.get("reason", "Em ruột")
    assert not Recusal.objects.exists()


def test_the_relation_of_the_unit_is_offered_only_by_a_regulation_that_knows_it(table, client, item):
    client.force_login(table.seats[1])
    kinds = [choice[0] for choice in client.get(page("stand_aside", item)).context["form"].fields["kind"].choices]
    table.council.unit_stands_aside = True
    table.council.save()
    more = [choice[0] for choice in client.get(page("stand_aside", item)).context["form"].fields["kind"].choices]

    assert (kinds, more) == (["nominee", "family", "interest"], ["nominee", "family", "unit", "interest"])


def test_who_has_voted_reads_that_the_vote_stands(table, client, item):
    table.open_vote(item)
    ballot_services.cast_ballot(item=item, default="yes", by=table.seats[1])
    client.force_login(table.seats[1])

    shown = client.get(page("stand_aside", item))
    answer = client.post(page("stand_aside", item), said(item, 1))

    assert shown.context["obstacle"] and shown.text.count('<form method="post" class="card"') == 0
    assert (answer.status_code, Recusal.objects.count()) == (409, 0)


@pytest.mark.parametrize("who", ["secretary", "chair"])
def test_who_runs_the_votes_enters_a_member_and_takes_it_back(table, client, item, who):
    by, member = getattr(table, who), table.seats[4]
    client.force_login(by)

    entered = client.post(page("asides", item), said(item, 1, person=member.pk))
    row = Recusal.objects.get()
    listed = client.get(page("asides", item))
    again = client.post(page("asides", item), said(item, 1, person=member.pk))
    back = {"nomination": row.nomination_id, "person": member.pk, "reason": "Nhầm người."}
    silent = client.post(page("take_aside_back", item), {**back, "reason": ""})
    taken = client.post(page("take_aside_back", item), back)

    assert (row.person, row.entered_by, silent.status_code) == (member, by, 422)
    ((seen, rows, why),) = listed.context["aside"]
    assert (seen.person, len(rows), why.reason, why.noted_by) == (member, 1, "Em ruột", by.full_name)
    assert [answer.url for answer in (entered, again, taken)] == [page("asides", item)] * 3
    assert not Recusal.objects.exists()
    assert acts(item.meeting)[-2:] == ["meeting.aside_entered", "meeting.aside_removed"]


def test_another_member_neither_enters_nor_takes_back(table, client, item):
    client.force_login(table.seats[2])

    answers = [
        client.get(page("asides", item)),
        client.post(page("asides", item), said(item, 1, person=table.seats[4].pk)),
        client.post(page("take_aside_back", item), {"nomination": 1, "person": 1}),
    ]

    assert [answer.status_code for answer in answers] == [403] * 3


def test_once_the_vote_is_open_nothing_is_taken_back(table, client, item):
    client.force_login(table.secretary)
    client.post(page("asides", item), said(item, 1, person=table.seats[4].pk))
    row = Recusal.objects.get()
    table.open_vote(item)

    shown = client.get(page("asides", item))
    answer = client.post(page("take_aside_back", item), {"nomination": row.nomination_id, "person": row.person_id})

    assert reverse("council:take_aside_back", args=[item.meeting.code, item.proposal.code]) not in shown.text
    assert (answer.status_code, Recusal.objects.count()) == (409, 1)


def test_after_the_vote_nothing_is_entered(table, client, item):
    table.vote(item.meeting, yes=8)
    table.count(item, missing_ballots=True)
    client.force_login(table.secretary)

    shown = client.get(page("asides", item))
    answer = client.post(page("asides", item), said(item, 1, person=table.seats[8].pk))

    assert shown.context["obstacle"]
    assert (answer.status_code, Recusal.objects.count()) == (422, 0)


def test_the_meeting_page_offers_each_person_the_own_pages(table, client, item):
    ways = {}
    for who in ("secretary", "chair", "member"):
        client.force_login(table.seats[1] if who == "member" else getattr(table, who))
        text = client.get(page_of(item, "detail")).text
        ways[who] = [name for name in ("asides", "stand_aside") if page(name, item) in text]

    assert ways == {"secretary": ["asides"], "chair": ["asides", "stand_aside"], "member": ["stand_aside"]}


def test_a_repeated_vote_shows_its_first_round_with_result_and_reason(table, client, item):
    table.vote(item.meeting, yes=5, no=4)
    item = table.count(item)
    item = table.announce(item)
    why = "Có phiếu ghi sai tên."
    vote_services.repeat_vote(item=item, row_version=item.row_version, reason=why, by=table.chair)
    told = {}
    for name, person in (("detail", table.seats[3]), ("run", table.secretary), ("member", table.seats[3])):
        client.force_login(person)
        text = client.get(page_of(item, name)).text
        told[name] = why in text and "5 đồng ý / 9 thành viên" in text

    assert told == {"detail": True, "run": True, "member": True}


def test_a_round_that_was_never_announced_is_shown_to_who_runs_the_votes_alone(table, client, item):
    table.vote(item.meeting, yes=5, no=4)
    item = table.count(item)
    vote_services.repeat_vote(item=item, row_version=item.row_version, reason="Đếm nhầm.", by=table.chair)
    told = {}
    for name, person in (("detail", table.seats[3]), ("run", table.secretary), ("member", table.seats[3])):
        client.force_login(person)
        told[name] = "5 đồng ý / 9 thành viên" in client.get(page_of(item, name)).text

    assert told == {"detail": False, "run": True, "member": False}
