"""Who could see a dossier at a moment, and why: offices, deputies, council seats, mandates, grants, what was forwarded.

Read from the histories of appointments and of the dossier, by the rules of who sees what as the program has them now;
a test holds it equal to what `visible_to` said at that moment. No ledger sentence is read.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from documents.proposals.models import Nomination, Proposal, ProposalGrant
from documents.proposals.queries import SEES_THE_COMMUNE
from documents.proposals.states import Outcome, ProposalState
from permissions.ledger.renamed import NOMINATION, states_ever
from permissions.mandates.models import Mandate
from permissions.people.models import Appointment, Deputising, Unit, User
from permissions.roles import NOT_DEPUTISED, Office
from workflows.council.models import AgendaItem, Meeting
from workflows.council.queries import VOTING
from workflows.council.states import ItemVerdict, MeetingState
from workflows.handoff.models import Sending
from workflows.opinions.states import EXAMINED
from workflows.trail.moments import in_names_of_today, of, one_as_it_stood, stood

_UNIT = frozenset({Office.UNIT_CLERK, Office.UNIT_HEAD})
_COUNCIL = frozenset({*VOTING, Office.COUNCIL_SECRETARY})
_WITH_THE_RECORDS_CLERK = (ProposalState.DECISION_SIGNED, ProposalState.DECIDED)
_DECIDED = (ItemVerdict.CARRIED, ItemVerdict.REJECTED)
_READY_FOR_THE_COUNCIL = frozenset(
    {
        ProposalState.APPRAISED,
        ProposalState.IN_PUBLIC_NOTICE,
        ProposalState.ON_AGENDA,
        ProposalState.PASSED,
        ProposalState.NOT_PASSED,
        ProposalState.DECISION_DRAFTED,
        ProposalState.DECISION_SIGNED,
        ProposalState.DECIDED,
    }
)


@dataclass(frozen=True, slots=True)
class Seer:
    """A person who could see the dossier. how: "page", "opinion" (as it was sent, on the page of what was asked) or
    "province" (in the letter to it)."""

    person: User
    office: str
    since: object
    until: object
    why: str
    how: str = "page"


@dataclass(slots=True)
class _Then:
    """A dossier and what opened it to whom at a moment."""

    at: datetime
    proposal: Proposal
    unit: Unit
    campaign_code: str
    agendas: list
    is_granted: bool

    @property
    def day(self):
        return timezone.localdate(self.at)


def _holds(row, day):
    confirmed = row.confirmed_by_id is not None or not row.needs_confirmation
    return confirmed and row.from_on <= day and (row.to_on is None or day <= row.to_on)


def _agendas(proposal, at):
    """The meetings on whose agenda it stood and stays open to the council: before their closing, or decided there."""
    items = {row.meeting_id: row for row in stood(AgendaItem, at, Q(proposal_id=proposal.pk), proposal_id=proposal.pk)}
    meetings = [in_names_of_today(row.instance) for row in stood(Meeting, at, Q(id__in=list(items)))]
    return [m for m in meetings if m.state != MeetingState.CLOSED or items[m.pk].verdict in _DECIDED]


def _then(proposal, at):
    then = one_as_it_stood(proposal, at)
    if then is None:
        return None
    outcomes = stood(Nomination, at, of(proposal.letter.nominations.all()), proposal_id=proposal.pk)
    granted = outcomes.filter(outcome__in=states_ever(NOMINATION, (Outcome.GRANTED, Outcome.REVOKED))).exists()
    campaign = proposal.campaign.code if proposal.campaign else ""
    return _Then(at, then, proposal.unit, campaign, _agendas(proposal, at), granted)


def _in_mandate(mandate, then):
    day = timezone.localdate(then.proposal.submitted_at)
    named = (
        (mandate.units, then.unit.code),
        (mandate.campaigns, then.campaign_code),
        (mandate.dossiers, then.proposal.code),
    )
    if any(codes and code not in codes.split() for codes, code in named):
        return False
    return not ((mandate.sent_from and day < mandate.sent_from) or (mandate.sent_to and day > mandate.sent_to))


def _reasons(row, then, mandates):
    """Why the holder of an appointment of the commune saw it; nothing where the office did not open it."""
    state = then.proposal.state
    if row.office in _UNIT and row.unit_id == then.unit.pk:
        yield _("the dossier of the own unit")
    elif row.office == Office.INSPECTOR:
        for mandate in mandates.get(row.id, ()):
            yield _("by the mandate %(number)s") % {"number": mandate.decision_number}
    elif row.office in SEES_THE_COMMUNE:
        yield _("the office reads every dossier of the commune")
    elif row.office == Office.RECORDS_CLERK:
        if state in _WITH_THE_RECORDS_CLERK or (state == ProposalState.CLOSED and then.is_granted):
            yield _("its decision was signed or issued")
    elif row.office in _COUNCIL:
        for meeting in then.agendas:
            yield _("it stood on the agenda of %(meeting)s") % {"meeting": meeting.code}
        if row.office == Office.COUNCIL_SECRETARY and state in _READY_FOR_THE_COUNCIL:
            yield _("it was ready for the council")


def _mandates(then):
    """{key of an inspector's appointment: mandates in force that cover the dossier}"""
    found, whole = {}, Q(pk__isnull=False)
    for row in stood(Mandate, then.at, whole):
        if row.instance.holds_at(then.day, then.at) and _in_mandate(row, then):
            found.setdefault(row.appointment_id, []).append(row)
    return found


def _appointments(commune, at, day):
    """Appointments in force in the active units of the commune and its province, and these units: {unit id: name}."""
    places = Unit.objects.filter(Q(commune=commune.pk) | Q(pk=commune.parent_id))
    units = {row.id: row for row in stood(Unit, at, of(places), is_active=True)}
    rows = stood(Appointment, at, of(Appointment.objects.filter(unit__in=places)))
    return [row for row in rows if _holds(row, day) and row.unit_id in units], units


def _asked_units(then):
    """Keys of the units that a grant let see the dossier as it was sent, while it was being examined."""
    if then.proposal.state not in EXAMINED:
        return frozenset()
    rows = stood(ProposalGrant, then.at, Q(content_object_id=then.proposal.pk), from_on__lte=then.day)
    return {row.unit_id for row in rows.filter(until_on__gte=then.day)}


def _whys(row, then, mandates, asked, sent_at):
    """(why, how) of everything that opened the dossier to the holder of an appointment."""
    for why in _reasons(row, then, mandates):
        yield why, "page"
    if row.office in _UNIT and row.unit_id in asked:
        yield _("the unit was asked for its opinion"), "opinion"
    if row.office == Office.PROVINCE_OFFICER and sent_at:
        day = formats.date_format(timezone.localtime(sent_at), "SHORT_DATETIME_FORMAT")
        yield _("forwarded to the province at %(at)s") % {"at": day}, "province"


def _seer(dated, row, person, units, why, how):
    """dated: the appointment or deputising whose days count."""
    title = row.title or Office(row.office).label
    return Seer(person, f"{title}, {units[row.unit_id].name}", dated.from_on, dated.to_on, why, how)


def _holders(held, deputies, at):
    """{key: User} of those who hold or deputise and had an open account, as they are called today."""
    keys = {row.user_id for row in held} | {row.deputy_id for row in deputies}
    return User.objects.in_bulk([row.id for row in stood(User, at, Q(id__in=keys), is_active=True)])


def who_could_see(proposal, at):
    """[Seer] of a dossier at a moment, by how, office and name; at most 16 statements. Empty before it was sent.

    Who was asked for an opinion saw it as it was sent; the province saw what a letter forwarded.
    """
    then = _then(proposal, at)
    if then is None:
        return []
    held, units = _appointments(proposal.commune, at, then.day)
    deputies = stood(Deputising, at, Q(appointment_id__in=[row.id for row in held]))
    deputies = [row for row in deputies if _holds(row, then.day)]
    people, mandates, asked = _holders(held, deputies, at), _mandates(then), _asked_units(then)
    sendings = Sending.objects.filter(transmittal__lines__nomination__proposal=proposal, sent_at__lte=at)
    sent_at = sendings.order_by("sent_at").values_list("sent_at", flat=True).first()
    found = []
    for row in (row for row in held if row.user_id in people):
        acting = [one for one in deputies if one.appointment_id == row.id and one.deputy_id in people]
        for why, how in _whys(row, then, mandates, asked, sent_at):
            found.append(_seer(row, row, people[row.user_id], units, why, how))
            told = _("%(why)s; deputy of %(person)s") % {"why": why, "person": people[row.user_id].full_name}
            if row.office not in NOT_DEPUTISED:
                found += [_seer(one, row, people[one.deputy_id], units, told, how) for one in acting]
    return sorted(found, key=lambda seer: (seer.how, seer.office, seer.person.sort_key, seer.why))
