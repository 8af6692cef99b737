"""Pages lead to the trail of what they show, and an entry to its proof: only those who may read it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from documents.catalogue.models import RuleSet
from permissions.ledger.checkpoints import making
from tests.making import under_review

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("office", "is_led"), [("inspector", True), ("unit_clerk", False)])
def test_rule_set_leads_to_its_trail(cast, rules, sign_in, office, is_led):
    rule_set = RuleSet.objects.first()
    page = sign_in(getattr(cast.here, office)).get(reverse("catalogue:rule_set", args=[rule_set.pk]))

    assert page.status_code == 200
    assert (reverse("trail:rules", args=[rule_set.pk]) in page.text) is is_led


@pytest.mark.parametrize("is_sealed", [True, False])
def test_entry_leads_to_its_proof_once_it_is_sealed(cast, rules, sign_in, is_sealed):
    stream = under_review(cast.here).stream
    if is_sealed:
        making.make(now=timezone.now())
    page = sign_in(cast.here.inspector).get(reverse("trail:entry", args=[stream, 1])).text

    assert (reverse("seals:proof", args=[stream, 1]) in page) is is_sealed


def test_who_reads_no_trail_of_the_commune_is_not_led_to_a_page_that_refuses(cast, rules, sign_in):
    stream = under_review(cast.here).stream
    making.make(now=timezone.now())
    page = sign_in(cast.here.unit_clerk).get(reverse("trail:entry", args=[stream, 1]))

    assert page.status_code == 200
    assert reverse("seals:proof", args=[stream, 1]) not in page.text
