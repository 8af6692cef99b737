"""When a decision may move: small questions, each with the sentence to show."""

from itertools import chain

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from documents.proposals.models import Proposal
from documents.proposals.states import ProposalState
from permissions.ledger.queries import entries_of
from workflows.approval.deeds import condition


def _day(day):
    return formats.date_format(day, "SHORT_DATE_FORMAT")


@condition(who=True)
def another_person_than_the_drafter(flow):
    """Is it somebody else than drafted or changed it? Actors and principals of all these deeds count."""
    decision = flow.thing
    written = entries_of(decision.stream).filter(act__in=("decision.drafted", "decision.changed"))
    wrote = chain.from_iterable(written.values_list("actor", "acting_as__user"))
    if {decision.drafted_by_id, decision.drafted_for_id, *wrote} & flow.deed.persons:
        yield _("Who drafted or changed the decision may not sign it, nor may anybody in that person's name.")


@condition
def no_dossier_is_suspended(flow):
    """Does every dossier of the paper go with it? One that was suspended after the signature holds all of them."""
    lines = Proposal.objects.filter(nominations__decision_lines__decision=flow.thing)
    codes = lines.filter(state=ProposalState.SUSPENDED).order_by("code").distinct().values_list("code", flat=True)
    for code in codes:
        yield _("%(code)s is suspended; the decision waits until the dossier is resumed.") % {"code": code}


@condition(asks="issued_on")
def date_follows_the_signature(flow):
    """Is there a date, and none before the signature?"""
    issued_on = flow.deed.facts.get("issued_on")
    signed_on = timezone.localdate(flow.thing.signed_at)
    if issued_on is None:
        yield _("Give the date of the decision.")
    elif issued_on < signed_on:
        yield _("The decision was signed on %(day)s; its date may not lie before.") % {"day": _day(signed_on)}


@condition(asks="issued_on")
def date_is_not_to_come(flow):
    """Is the date today at the latest?"""
    issued_on = flow.deed.facts.get("issued_on")
    if issued_on is not None and issued_on > flow.deed.today:
        yield _("The date of the decision may not lie after today, %(day)s.") % {"day": _day(flow.deed.today)}
