"""When a letter to the province may move: small questions, each with the sentence to show."""

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.arrivals.kinds import RecordedAs
from documents.arrivals.recording import recorded_already
from documents.proposals.models import Proposal
from documents.proposals.states import ProposalState
from permissions import access
from permissions.people.models import Appointment
from permissions.roles import Office
from workflows.approval import chairs_papers
from workflows.approval.deeds import condition
from workflows.handoff.queries import changed_in_the_list, unacknowledged


def _day(day):
    return formats.date_format(day, "SHORT_DATE_FORMAT")


# --- the signature of the chair, here or by hand ----------------------------------------------------
_PAPER = chairs_papers.ChairsPaper(
    written=("transmittal.drafted", "transmittal.changed"),
    kind=RecordedAs.TRANSMITTAL,
    right="transmittals.sign",
    may_not_sign=gettext_lazy(
        "Who drafted or changed the letter may not sign it, nor may anybody in that person's name."
    ),
    may_not_record=gettext_lazy("Who drafted or changed the letter may not record its signature; another person must."),
    of_another=gettext_lazy(
        "Paper %(number)s came from %(unit)s; it is no letter to the province that the chair signed."
    ),
    too_early=gettext_lazy("The letter was last written on %(day)s; it cannot have been signed before."),
)
another_person_than_the_drafter = chairs_papers.another_person_than_the_drafter(_PAPER)
recorder_did_not_draft = chairs_papers.recorder_did_not_draft(_PAPER)
signed_paper_is_registered = chairs_papers.signed_paper_is_registered(_PAPER)
signer_on_paper_may_sign = chairs_papers.signer_on_paper_may_sign(_PAPER)
signer_on_paper_did_not_draft = chairs_papers.signer_on_paper_did_not_draft(_PAPER)
signature_on_paper_has_its_day = chairs_papers.signature_on_paper_has_its_day(_PAPER)


# --- forwarding ------------------------------------------------------------------------------------


@condition
def no_dossier_is_suspended(flow):
    """Does every dossier of the letter go with it? One that was suspended after the signature holds all of them."""
    lines = Proposal.objects.filter(nominations__transmittal_lines__transmittal=flow.thing)
    codes = lines.filter(state=ProposalState.SUSPENDED).order_by("code").distinct().values_list("code", flat=True)
    for code in codes:
        yield _("%(code)s is suspended; the letter waits until the dossier is resumed.") % {"code": code}


@condition(asks="issued_on")
def date_follows_the_signature(flow):
    """Is there a date, and none before the signature?"""
    issued_on = flow.deed.facts.get("issued_on")
    signed_on = timezone.localdate(flow.thing.signed_at)
    if issued_on is None:
        yield _("Give the date of the letter.")
    elif issued_on < signed_on:
        yield _("The letter was signed on %(day)s; its date may not lie before.") % {"day": _day(signed_on)}


@condition(asks="issued_on")
def date_is_not_to_come(flow):
    """Is the date today at the latest?"""
    issued_on = flow.deed.facts.get("issued_on")
    if issued_on is not None and issued_on > flow.deed.today:
        yield _("The date of the letter may not lie after today, %(day)s.") % {"day": _day(flow.deed.today)}


# --- the province ----------------------------------------------------------------------------------
def has_officer(commune, on):
    """Does somebody hold the office of the province over the commune that day?"""
    rows = Appointment.objects.filter(access.in_force(on=on), office=Office.PROVINCE_OFFICER, user__is_active=True)
    return rows.filter(unit=commune.parent_id, unit__is_active=True).exists()


@condition(asks="arrival")
def spoken_by_the_province(flow):
    """Does the province's own officer act, or the reviewer on a registered paper where the province has no account?"""
    by, arrival = flow.deed.by, flow.deed.facts.get("arrival")
    if by is None or by.office == Office.PROVINCE_OFFICER:
        return
    if has_officer(flow.thing.commune, flow.deed.today):
        yield _("The officer of the province records this; the province has an account here.")
    elif arrival is None or arrival.commune_id != flow.thing.commune_id:
        yield _("Name the paper of the province: the records clerk registers it with its number of arrival first.")
    elif told := list(recorded_already(arrival, RecordedAs.PROVINCE)):
        yield from told
    elif arrival.unit_id:
        said = {"number": arrival, "sender": arrival.sender}
        yield _("Paper %(number)s came from %(sender)s; name the one that came from the province.") % said
    elif arrival.arrived_on < flow.thing.issued_on:
        said = {"number": arrival, "day": _day(flow.thing.issued_on)}
        yield _("Paper %(number)s came before the letter went to the province, on %(day)s.") % said


@condition
def something_came_in(flow):
    """Is there a dossier at the province whose receipt nobody has acknowledged?"""
    if not unacknowledged(flow.thing):
        yield _("Every dossier of this letter is acknowledged already.")


@condition(asks="lines")
def a_line_is_named(flow):
    """Is at least one line of the letter named that lies at the province?"""
    if not flow.deed.facts.get("lines"):
        yield _("Name at least one nominee.")


@condition(asks="lines")
def a_completed_line_is_named(flow):
    """Is at least one line named that the province returned?"""
    if not flow.deed.facts.get("lines"):
        yield _("Choose at least one dossier that the province returned.")


@condition(asks="lines")
def letter_and_list_are_unchanged(flow):
    """Does the list still say word for word what the chair signed? Otherwise the letter is drafted anew."""
    for line in changed_in_the_list(flow.deed.facts.get("lines") or []):
        yield _("%(name)s: the list no longer says what was signed. Draft the letter anew.") % {
            "name": line.nomination.full_name
        }


@condition(elsewhere=True)
def another_letter_takes_the_lines(flow):
    """Does the letter give lines up to a new one?"""
    if not flow.deed.facts.get("transmittal"):
        yield _("A letter gives lines up only to a new letter.")
