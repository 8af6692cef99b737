"""The inbox page."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import making
from workflows.inbox import queries

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("tab", ["mine", "queue", "sent", "done"])
def test_every_tab_says_what_to_do_when_empty(cast, sign_in, tab):
    answer = sign_in(cast.here.office_reviewer).get(reverse("inbox:list"), {"tab": tab})

    assert answer.status_code == 200
    assert 'class="empty' in answer.text


@pytest.mark.parametrize(
    ("who", "helps"),
    [
        ("office_reviewer", ""),
        ("inspector", "proposals:list"),
        ("administrator", "people:list"),
        ("province_officer", "catalogue:index"),
    ],
)
def test_an_empty_desk_leads_to_a_page_that_the_person_may_open(cast, rules, sign_in, who, helps):
    client = sign_in(getattr(cast, who, None) or cast.here.person[who])

    shown = client.get(reverse("inbox:list"))

    link = f'<a class="btn btn-primary" href="{reverse(helps)}"' if helps else 'class="empty'
    assert link in shown.text
    assert not helps or client.get(reverse(helps)).status_code == 200


@pytest.mark.parametrize("tab", ["mine", "queue", "sent", "done"])
def test_statements_do_not_grow_with_the_rows(cast, rules, sign_in, django_assert_max_num_queries, tab):
    town = cast.here
    person = {"mine": town.office_head, "queue": town.office_reviewer, "sent": town.unit_head, "done": town.unit_clerk}[
        tab
    ]
    make = making.awaiting_endorsement if tab == "mine" else making.sent
    client = sign_in(person)
    make(town, names=["Hà Văn An"])
    counts = []
    for _round in range(2):
        with django_assert_max_num_queries(12) as asked:
            client.get(reverse("inbox:list"), {"tab": tab})
        counts.append(len(asked))
        for _number in range(4):
            make(town, names=["Hà Văn An"])

    assert counts[0] == counts[1]


def shown(client, **query):
    """Codes of the rows of the inbox."""
    return [row.code for row in client.get(reverse("inbox:list"), query).context["rows"]]


def test_states_of_everything_that_can_wait_there_narrow_it(cast, rules, sign_in):
    draft, returned = making.draft(cast.here), making.returned(cast.here)
    client = sign_in(cast.here.unit_clerk)

    assert set(shown(client)) == {draft.code, returned.code}
    assert shown(client, state="letter.draft") == [draft.code]
    assert shown(client, state="proposal.returned") == [returned.code]
    assert shown(client, state="letter.sent") == []
    assert set(shown(client, state="nonsense")) == {draft.code, returned.code}


def test_a_campaign_narrows_it(cast, rules, sign_in):
    making.sent(cast.here)
    campaign = making.campaign(cast.here)
    proposal = making.sent(cast.here, kind="campaign", campaign=campaign)

    assert shown(sign_in(cast.here.office_reviewer), tab="queue", campaign=campaign.pk) == [proposal.code]


def test_counters_stop_at_the_cap(cast, rules, sign_in, monkeypatch):
    monkeypatch.setattr(queries, "CAP", 3)
    for _number in range(4):
        making.sent(cast.here, names=["Hà Văn An"])
    client = sign_in(cast.here.office_reviewer)

    assert client.get(reverse("inbox:list"), {"tab": "queue"}).context["queue_count"] == "99+"


def test_a_filter_that_finds_nothing_does_not_say_that_nothing_waits(cast, rules, sign_in):
    making.sent(cast.here)

    text = sign_in(cast.here.office_reviewer).get(reverse("inbox:list"), {"tab": "queue", "q": "khongai"}).text

    assert f'href="{reverse("inbox:list")}?tab=queue"' in text.split('class="empty-state"', 1)[1]


def test_next_leads_to_the_first_thing_that_is_not_the_one_just_seen(cast, rules, sign_in):
    town = cast.here
    first, second = making.awaiting_endorsement(town), making.awaiting_endorsement(town)
    client = sign_in(town.office_head)

    assert client.get(reverse("inbox:next")).url == reverse("proposals:detail", args=[first.code])
    after = client.get(reverse("inbox:next"), {"after": first.code})
    assert after.url == reverse("proposals:detail", args=[second.code])


def test_nothing_left_leads_back_to_the_inbox(cast, sign_in):
    assert sign_in(cast.stranger).get(reverse("inbox:next")).url == reverse("inbox:list")


@pytest.mark.parametrize(("person", "tab", "api"), [("unit_head", "sent", "/sent"), ("office_reviewer", "mine", "")])
def test_who_has_left_the_office_sees_no_dossier_of_it(cast, rules, sign_in, person, tab, api):
    proposal, left = making.under_review(cast.here), getattr(cast.here, person)
    client = sign_in(left)
    addresses = [reverse("inbox:list") + f"?tab={tab}", f"/api/v1/inbox{api}"]
    assert [proposal.code in client.get(address).text for address in addresses] == [True, True]

    left.appointments.update(to_on=timezone.localdate() - timedelta(days=1))

    assert [proposal.code in client.get(address).text for address in addresses] == [False, False]
