"""When a letter to the province may move: small questions, each with the sentence to show."""

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from documents.arrivals.kinds import RecordedAs
from documents.arrivals.recording import recorded_already
from documents.proposals.models import Proposal
from documents.proposals.states import ProposalState
from permissions import access
from permissions.people.models import Appointment
from permissions.people.units import UnitKind
from permissions.roles import Office
from workflows.approval import signed_on_paper
from workflows.approval.deeds import condition
from workflows.handoff.queries import changed_in_the_list, unacknowledged


def _day(day):
    return formats.date_format(day, "SHORT_DATE_FORMAT")


_WRITTEN = ("transmittal.drafted", "transmittal.changed")


def _who_wrote(letter):
    """Keys of who drafted or changed it: actors and principals of all these deeds."""
    return {letter.drafted_by_id, letter.drafted_for_id} | signed_on_paper.who_wrote(letter.stream, _WRITTEN)


@condition(who=True)
def another_person_than_the_drafter(flow):
    """Is it somebody else than drafted or changed it? Actors and principals of all these deeds count."""
    if _who_wrote(flow.thing) & flow.deed.persons:
        yield _("Who drafted or changed the letter may not sign it, nor may anybody in that person's name.")


# --- signed on paper -------------------------------------------------------------------------------
@condition(who=True)
def recorder_did_not_draft(flow):
    """Is it somebody else than drafted or changed it who says that it was signed? Actors and principals count."""
    if _who_wrote(flow.thing) & flow.deed.persons:
        yield _("Who drafted or changed the letter may not record its signature; another person must.")


@condition(asks="arrival")
def signed_paper_is_registered(flow):
    """Does the signed paper stand in the commune's arrival book, with its scan?"""
    yield from signed_on_paper.paper_obstacles(
        flow.deed.facts.get("arrival"),
        commune_id=flow.thing.commune_id,
        kind=RecordedAs.TRANSMITTAL,
        senders={UnitKind.CULTURE_OFFICE},
        of_another=_("Paper %(number)s came from %(unit)s; it is no letter to the province that the chair signed."),
    )


@condition(asks="signer")
def signer_on_paper_may_sign(flow):
    """Did the signer hold the office on the day of the signature, in the own name or as deputy?"""
    signer, signed_on = flow.deed.facts.get("signer"), flow.deed.facts.get("signed_on")
    said = {"commune_id": flow.thing.commune_id, "right": "transmittals.sign"}
    yield from signed_on_paper.signer_obstacles(signer, signed_on, **said)


@condition(asks="signer")
def signer_on_paper_did_not_draft(flow):
    """Is it somebody else than drafted or changed the letter?"""
    signer = flow.deed.facts.get("signer")
    if signer is not None and _who_wrote(flow.thing) & signer.persons:
        yield _("Who drafted or changed the letter may not sign it, nor may anybody in that person's name.")


@condition(asks="signed_on")
def signature_on_paper_has_its_day(flow):
    """Is there a day, between the last word of the draft and the arrival of the signed paper?"""
    yield from signed_on_paper.day_obstacles(
        flow.deed.facts.get("signed_on"),
        flow.deed.facts.get("arrival"),
        earliest=signed_on_paper.written_on(flow.thing.stream, _WRITTEN),
        too_early=_("The letter was last written on %(day)s; it cannot have been signed before."),
    )


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
