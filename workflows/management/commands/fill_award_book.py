"""`manage.py fill_award_book`: enters what decisions issued before the award book granted. Safe to repeat."""

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from documents.proposals.states import Outcome
from documents.registry.models import Award
from permissions.ledger.services import Line, record
from workflows.decisions.issuing import enter_in_award_book
from workflows.decisions.models import Decision
from workflows.decisions.queries import lines_of
from workflows.decisions.states import DecisionState


@transaction.atomic
def enter(decision):
    """The granted lines of one decision that are not in the book yet; how many came in."""
    decision = (
        Decision.objects.select_for_update(of=("self",)).select_related("commune", "award_form").get(pk=decision.pk)
    )
    lines = [line for line in lines_of(decision) if line.nomination.outcome == Outcome.GRANTED]
    told = enter_in_award_book(decision, lines, by=None, now=timezone.now())
    if told["awards"]:
        line = Line(stream=decision.stream, act="decision.awards_entered", body=told)
        record([line], commune_id=decision.commune_id, by=None, acting_as=None)
    return len(told["awards"])


class Command(BaseCommand):
    help = "Enter the awards of decisions issued before into the award book; safe to repeat."

    def handle(self, **options):
        known = Award.objects.exclude(nomination=None).values("nomination")
        rows = Decision.objects.filter(state=DecisionState.ISSUED, lines__nomination__outcome=Outcome.GRANTED)
        waiting = rows.exclude(lines__nomination__in=known).distinct().order_by("pk")
        count = sum(enter(decision) for decision in waiting)
        self.stdout.write(f"{count} awards entered.")
