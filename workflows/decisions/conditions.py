"""When a decision may move: small questions, each with the sentence to show."""

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.arrivals.kinds import RecordedAs
from documents.proposals.models import Proposal
from documents.proposals.states import ProposalState
from workflows.approval import chairs_papers
from workflows.approval.deeds import condition


def _day(day):
    return formats.date_format(day, "SHORT_DATE_FORMAT")


# --- the signature of the chair, here or by hand ----------------------------------------------------
_PAPER = chairs_papers.ChairsPaper(
    written=("decision.drafted", "decision.changed"),
    kind=RecordedAs.DECISION,
    right="decisions.sign",
    may_not_sign=gettext_lazy(
        "Who drafted or changed the decision may not sign it, nor may anybody in that person's name."
    ),
    may_not_record=gettext_lazy(
        "Who drafted or changed the decision may not record its signature; another person must."
    ),
    of_another=gettext_lazy("Paper %(number)s came from %(unit)s; it is no decision that the chair signed."),
    too_early=gettext_lazy("The decision was last written on %(day)s; it cannot have been signed before."),
)
another_person_than_the_drafter = chairs_papers.another_person_than_the_drafter(_PAPER)
recorder_did_not_draft = chairs_papers.recorder_did_not_draft(_PAPER)
signed_paper_is_registered = chairs_papers.signed_paper_is_registered(_PAPER)
signer_on_paper_may_sign = chairs_papers.signer_on_paper_may_sign(_PAPER)
signer_on_paper_did_not_draft = chairs_papers.signer_on_paper_did_not_draft(_PAPER)
signature_on_paper_has_its_day = chairs_papers.signature_on_paper_has_its_day(_PAPER)


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
