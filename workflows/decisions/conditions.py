"""When a decision may move: small questions, each with the sentence to show."""

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from documents.arrivals.kinds import RecordedAs
from documents.proposals.models import Proposal
from documents.proposals.states import ProposalState
from permissions.people.units import UnitKind
from workflows.approval import signed_on_paper
from workflows.approval.deeds import condition


def _day(day):
    return formats.date_format(day, "SHORT_DATE_FORMAT")


_WRITTEN = ("decision.drafted", "decision.changed")


def _who_wrote(decision):
    """Keys of who drafted or changed it: actors and principals of all these deeds."""
    return {decision.drafted_by_id, decision.drafted_for_id} | signed_on_paper.who_wrote(decision.stream, _WRITTEN)


@condition(who=True)
def another_person_than_the_drafter(flow):
    """Is it somebody else than drafted or changed it? Actors and principals of all these deeds count."""
    if _who_wrote(flow.thing) & flow.deed.persons:
        yield _("Who drafted or changed the decision may not sign it, nor may anybody in that person's name.")


@condition(who=True)
def recorder_did_not_draft(flow):
    """Is it somebody else than drafted or changed it who says that it was signed? Actors and principals count."""
    if _who_wrote(flow.thing) & flow.deed.persons:
        yield _("Who drafted or changed the decision may not record its signature; another person must.")


@condition(asks="arrival")
def signed_paper_is_registered(flow):
    """Does the signed paper stand in the commune's arrival book, with its scan?"""
    yield from signed_on_paper.paper_obstacles(
        flow.deed.facts.get("arrival"),
        commune_id=flow.thing.commune_id,
        kind=RecordedAs.DECISION,
        senders={UnitKind.CULTURE_OFFICE},
        of_another=_("Paper %(number)s came from %(unit)s; it is no decision that the chair signed."),
    )


@condition(asks="signer")
def signer_on_paper_may_sign(flow):
    """Did the signer hold the office on the day of the signature, in the own name or as deputy?"""
    signer, signed_on = flow.deed.facts.get("signer"), flow.deed.facts.get("signed_on")
    said = {"commune_id": flow.thing.commune_id, "right": "decisions.sign"}
    yield from signed_on_paper.signer_obstacles(signer, signed_on, **said)


@condition(asks="signer")
def signer_on_paper_did_not_draft(flow):
    """Is it somebody else than drafted or changed the decision?"""
    signer = flow.deed.facts.get("signer")
    if signer is not None and _who_wrote(flow.thing) & signer.persons:
        yield _("Who drafted or changed the decision may not sign it, nor may anybody in that person's name.")


@condition(asks="signed_on")
def signature_on_paper_has_its_day(flow):
    """Is there a day, between the last word of the draft and the arrival of the signed paper?"""
    yield from signed_on_paper.day_obstacles(
        flow.deed.facts.get("signed_on"),
        flow.deed.facts.get("arrival"),
        earliest=signed_on_paper.written_on(flow.thing.stream, _WRITTEN),
        too_early=_("The decision was last written on %(day)s; it cannot have been signed before."),
    )


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
