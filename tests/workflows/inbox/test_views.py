"""The inbox page."""

import pytest
from django.urls import reverse

from tests import making

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("tab", ["mine", "queue", "sent", "done"])
def test_every_tab_says_what_to_do_when_empty(cast, sign_in, tab):
    answer = sign_in(cast.here.office_reviewer).get(reverse("inbox:list"), {"tab": tab})

    assert answer.status_code == 200
    assert 'class="empty' in answer.text


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


def test_next_leads_to_the_first_thing_that_is_not_the_one_just_seen(cast, rules, sign_in):
    town = cast.here
    first, second = making.awaiting_endorsement(town), making.awaiting_endorsement(town)
    client = sign_in(town.office_head)

    assert client.get(reverse("inbox:next")).url == reverse("proposals:detail", args=[first.code])
    after = client.get(reverse("inbox:next"), {"after": first.code})
    assert after.url == reverse("proposals:detail", args=[second.code])


def test_nothing_left_leads_back_to_the_inbox(cast, sign_in):
    assert sign_in(cast.stranger).get(reverse("inbox:next")).url == reverse("inbox:list")
