"""When an opinion may move: small questions, each with the sentence to show."""

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from documents.arrivals.kinds import RecordedAs
from documents.arrivals.recording import recorded_already
from documents.proposals.states import ProposalState
from workflows.approval.conditions import tell
from workflows.approval.deeds import condition
from workflows.opinions.models import Opinion
from workflows.opinions.states import EXAMINED, GONE, Answer, OpinionState


def _day(day):
    return formats.date_format(day, "SHORT_DATE_FORMAT")


# --- asked of the form -----------------------------------------------------------------------------
@condition(asks="answer")
def answer_is_given(flow):
    """Is it said whether the body agrees, and why where it does not simply agree?"""
    said = flow.deed.facts.get("answer", "")
    if said not in Answer.values:
        yield _("Say whether you agree.")
    elif said != Answer.AGREE and not flow.deed.facts.get("text"):
        yield _("Write your remarks, or why you do not agree.")


@condition(asks="version")
def version_read_is_the_last(flow):
    """Was the dossier read as it stands? The unit may have sent it again meanwhile."""
    if flow.deed.facts.get("version") != flow.thing.proposal.version:
        yield _("The dossier was completed and sent again meanwhile. Read it as it is now, then answer.")


@condition(asks="arrival")
def paper_is_registered(flow):
    """Does the answer stand in the commune's arrival book, from the body that was asked, and serve nothing else?"""
    arrival, thing = flow.deed.facts.get("arrival"), flow.thing
    if arrival is None or arrival.commune_id != thing.commune_id:
        yield _("Name the paper of the answer: the records clerk registers it with its number of arrival first.")
    elif arrival.unit_id != thing.unit_id:
        said = {"number": arrival, "sender": arrival.sender, "body": thing.body_name}
        yield _("Paper %(number)s came from %(sender)s; name the one that came from %(body)s.") % said
    elif told := list(recorded_already(arrival, RecordedAs.OPINION)):
        yield from told
    elif arrival.arrived_on < _asked_on(thing):
        yield _("The paper cannot have come before it was asked for, on %(day)s.") % {"day": _day(_asked_on(thing))}


@condition(asks="signer")
def signer_is_named(flow):
    """Is it said who signed the answer on paper?"""
    if not flow.deed.facts.get("signer_name"):
        yield _("Say who signed the answer.")


@condition
def body_does_not_answer_here(flow):
    """Does it answer on paper, or is its time to answer here over? Nobody else speaks for who has an account."""
    thing = flow.thing
    if thing.state == OpinionState.ASKED and not thing.is_on_paper:
        told = _("%(body)s answers here itself; what it sends on paper is recorded when its time to answer is over.")
        yield told % {"body": thing.body_name}


# --- of the dossier and the clock ------------------------------------------------------------------
@condition
def dossier_is_under_examination(flow):
    """Is the dossier still being examined? A suspended one is not, for the time."""
    proposal = flow.thing.proposal
    if proposal.state == ProposalState.SUSPENDED:
        yield _("The examination is paused.")
    elif proposal.state not in EXAMINED:
        yield _("The dossier is not being examined any more; an opinion cannot be taken in.")


@condition
def time_is_not_over(flow):
    """Is the last day to answer not over?"""
    due_on = flow.thing.due_on
    if due_on and flow.deed.today > due_on:
        yield _("The time to answer ended on %(day)s. Write to the Culture and Society Office.") % {"day": _day(due_on)}


@condition(elsewhere=True)
def time_is_over(flow):
    """Is the last day to answer over? Of a dossier that is suspended, none runs."""
    due_on = flow.thing.due_on
    if due_on is None or flow.deed.today <= due_on:
        yield _("The time to answer is not over yet.")


@condition(elsewhere=True)
def dossier_is_gone(flow):
    """Was the dossier withdrawn, refused or closed?"""
    if flow.thing.proposal.state not in GONE:
        yield _("The dossier is still being examined.")


@condition(elsewhere=True)
def dossier_is_paused(flow):
    """Is the dossier suspended?"""
    if flow.thing.proposal.state != ProposalState.SUSPENDED:
        yield _("The dossier is not suspended.")


@condition(elsewhere=True)
def dossier_runs_on(flow):
    """Is the dossier being examined again?"""
    if flow.thing.proposal.state not in EXAMINED:
        yield _("The dossier is not being examined.")


def _asked_on(opinion):
    return timezone.localdate(opinion.asked_at)


def bodies_waited_for(proposal):
    """A sentence for each body whose answer is neither in nor overdue."""
    waiting = Opinion.objects.filter(proposal=proposal, state=OpinionState.ASKED).order_by("pk")
    for opinion in waiting:
        said = {"body": opinion.body_name, "day": _day(opinion.due_on) if opinion.due_on else "-"}
        yield _("%(body)s has not answered yet; it has until %(day)s.") % said


tell("opinions_are_in_or_lapsed", bodies_waited_for)
