"""Which letters to the province a person may see, and what their pages read."""

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, IntegerField, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from documents.catalogue import queries as catalogue
from documents.catalogue.kinds import Level
from documents.catalogue.models import AwardForm, FormRule
from documents.numbers.kinds import RegisterKind
from documents.numbers.models import Register
from documents.proposals.models import Nomination, Proposal
from documents.proposals.queries import SEES_THE_COMMUNE
from documents.proposals.sent import told_by
from documents.proposals.states import Outcome, ProposalState
from documents.proposals.versions import last_version
from permissions import access
from permissions.keyset import with_words
from permissions.ledger.queries import entries_of
from permissions.roles import Office
from permissions.vietnamese import search_key, search_words
from workflows.approval.paper_words import NOMINEES
from workflows.handoff.models import Answer, LineReturn, SentLine, Transmittal, TransmittalLine
from workflows.handoff.states import SENT_STATES, SIGNED_STATES, TransmittalState

# What the list of the letter prints of a nominee.
LISTED = ("nominee_type", "full_name", "position", "workplace", "summary")


def _of_the_commune(held):
    communes = {c.commune_id for c in held if c.office in SEES_THE_COMMUNE}
    return Q(commune_id__in=communes) if communes else None


def _with_the_records_clerk(held):
    communes = {c.commune_id for c in held if c.office == Office.RECORDS_CLERK}
    return Q(commune_id__in=communes, state__in=SIGNED_STATES) if communes else None


def _forwarded_to_the_province(held):
    above = access.provinces(held, "transmittals.view")
    return Q(commune__parent_id__in=above, state__in=SENT_STATES) if above else None


def _naming_nominees_of_the_unit(held):
    units, _communes = access.units_and_communes(held, "transmittals.view")
    named = TransmittalLine.objects.filter(nomination__proposal__unit_id__in=units).values("transmittal")
    return Q(state__in=SENT_STATES, pk__in=named) if units else None


for _rule in (_of_the_commune, _with_the_records_clerk, _forwarded_to_the_province, _naming_nominees_of_the_unit):
    access.register_visibility(Transmittal, _rule)


def found_by_words(rows, text, held):
    """Letters this person may see in which every word stands; a unit finds one by its own nominees, by no others."""
    rows, words = with_words(rows, text), search_words(text)
    if not words:
        return rows
    offices = {*SEES_THE_COMMUNE, Office.RECORDS_CLERK}
    communes = {capacity.commune_id for capacity in access.commune_wide(held) if capacity.office in offices}
    whole = Q(commune__in=communes) | Q(commune__parent__in=access.provinces(held, "transmittals.view"))
    mine = TransmittalLine.objects.filter(nomination__proposal__unit__in=units_named_for(held))
    mine = mine.filter(transmittal__in=rows.exclude(whole).values("pk")).select_related("transmittal__award_form")
    names = defaultdict(list)
    for line in mine.select_related("nomination"):
        names[line.transmittal].append(line.nomination.full_name)
    found = [letter.pk for letter, own in names.items() if all(word in _key(letter, own) for word in words)]
    return rows.filter(whole | Q(pk__in=found))


def _key(letter, names):
    return search_key(letter.code, letter.title, letter.award_form.name, *names)


def is_inside(transmittal, held):
    """Does the person work on the letter for the commune (and not only for a unit it names)?"""
    offices = {*SEES_THE_COMMUNE, Office.RECORDS_CLERK}
    return any(c.office in offices and c.commune_id == transmittal.commune_id for c in access.commune_wide(held))


def is_above(transmittal, held):
    """Does the person read the letter for the province?"""
    return any(c.office == Office.PROVINCE_OFFICER and c.reaches(transmittal) for c in held)


def units_named_for(held):
    """The units whose own lines a person reads who works neither for the commune nor for the province."""
    return access.units_and_communes(held, "transmittals.view")[0]


# --- lines -----------------------------------------------------------------------------------------
def _of_the_lines(count):
    rows = TransmittalLine.objects.filter(transmittal=OuterRef("pk")).order_by().values("transmittal")
    return Coalesce(Subquery(rows.annotate(told=count).values("told"), output_field=IntegerField()), 0)


def with_totals(transmittals):
    """Each letter with `nominee_count`."""
    return transmittals.annotate(nominee_count=_of_the_lines(Count("pk")))


def lines_of(transmittal):
    """The list as it is printed - collectives, households, individuals, each by place: with its units, what was sent
    last, what came back and what was answered."""
    groups = list(NOMINEES)
    lines = transmittal.lines.select_related("nomination__proposal__unit").prefetch_related(
        Prefetch(
            "sent", SentLine.objects.select_related("sending", "version").order_by("sending__number"), "sent_rows"
        ),
        Prefetch("returns", LineReturn.objects.select_related("returned_by").order_by("pk"), "return_rows"),
        Prefetch(
            "answers",
            Answer.objects.filter(superseded_by=None).select_related("recorded_by", "arrival"),
            "answer_rows",
        ),
    )
    return sorted(lines.order_by("order", "pk"), key=lambda line: groups.index(line.nomination.nominee_type))


def lines_as_sent(transmittal):
    """`lines_of`, each nominee as the Version says that was sent first: what the letter lists.

    For showing, never saved. What the unit writes on a row since, before it sends it again, is its own.
    """
    lines = lines_of(transmittal)
    for line in lines:
        if line.sent_rows:
            told_by([line.sent_rows[0].version]).show_row(line.nomination)
    return lines


def answer_of(line):
    """The answer that holds for a line of `lines_of`, None without one."""
    return line.answer_rows[0] if line.answer_rows else None


def is_open(line):
    """Does a line of `lines_of` lie at the province: sent, not given back since, not answered?"""
    if line.dropped_at or line.answer_rows or not line.sent_rows:
        return False
    last = line.sent_rows[-1].sending_id
    return all(back.sending_id != last for back in line.return_rows)


def is_returned(line):
    """Did the province give the line back, and was it not sent again since?"""
    return not line.dropped_at and not line.answer_rows and bool(line.sent_rows) and not is_open(line)


def _open_lines(transmittal):
    """Live lines at the province, as a queryset."""
    last = SentLine.objects.filter(line=OuterRef("pk")).order_by("-sending__number").values("sending")[:1]
    rows = transmittal.lines.filter(dropped_at=None, answers=None).annotate(last_sending=Subquery(last))
    back = LineReturn.objects.filter(line=OuterRef("pk"), sending=OuterRef("last_sending"))
    return rows.filter(last_sending__isnull=False).exclude(Exists(back))


def waits_at_the_province(transmittal):
    """Does the province still have a line of the letter?"""
    return _open_lines(transmittal).exists()


def unacknowledged(transmittal):
    """Dossiers at the province whose receipt nobody has acknowledged."""
    keys = {line.nomination.proposal_id for line in lines_of(transmittal) if is_open(line)}
    return list(Proposal.objects.filter(pk__in=keys, state=ProposalState.FORWARDED).order_by("pk"))


def proposals_of(transmittal, *, live=False):
    """The proposals whose nominees the letter lists; live: without lines that another letter took."""
    lines = TransmittalLine.objects.filter(transmittal=transmittal, **({"dropped_at": None} if live else {}))
    rows = Proposal.objects.filter(nominations__in=lines.values("nomination"))
    return list(rows.distinct().order_by("pk"))


def authority_of(letter):
    """The level that grants the form of the letter, by the rules it was signed under."""
    rows = FormRule.objects.filter(rule_set=letter.rule_set_id, award_form=letter.award_form_id)
    rows = rows.filter(kind=letter.kind) if letter.kind else rows
    return rows.exclude(authority_level=Level.COMMUNE).values_list("authority_level", flat=True).first()


# --- what was sent ---------------------------------------------------------------------------------
def sent_first_on(letter):
    """The day of the first sending, None before it."""
    first = letter.sendings.order_by("number").first()
    return timezone.localdate(first.sent_at) if first else None


def facts_in(version, nomination_id):
    """What a Version says of one nominee: the row of its body."""
    rows = json.loads(version.body)["nominations"]
    return next(row for row in rows if row["id"] == nomination_id)


def version_of(nomination):
    """The Version that says what a nominee's dossier is now."""
    return last_version(nomination.proposal)


def changed_in_the_list(lines):
    """Of lines that were sent, those of which the list would now print something else."""
    found = []
    for line in lines:
        first = line.sent.select_related("version").order_by("sending__number").first()
        if first is None:
            continue
        before, now = (
            facts_in(first.version, line.nomination_id),
            facts_in(version_of(line.nomination), line.nomination_id),
        )
        if any(before[name] != now[name] for name in LISTED):
            found.append(line)
    return found


# --- what leads to a letter ------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class SentBack:
    """A draft the chair did not sign, and why."""

    transmittal: Transmittal
    reason: str
    by: str
    at: datetime


def why_sent_back(transmittal):
    """The SentBack of an abandoned draft, None for another letter."""
    entry = entries_of(transmittal.stream).filter(act="transmittal.send_back").last()
    if entry is None:
        return None
    reason = json.loads(entry.payload.body).get("reason", "")
    return SentBack(transmittal, reason, entry.actor.full_name, entry.at)


def last_sent_back(proposals, *, before=None):
    """The newest draft over any of the dossiers that was sent back, None without one. before: a newer letter."""
    rows = Transmittal.objects.filter(state=TransmittalState.SENT_BACK, lines__nomination__proposal__in=proposals)
    rows = rows.filter(pk__lt=before.pk) if before else rows
    return rows.order_by("-pk").first()


def awaiting_signature(commune_id):
    """The drafted letters of a commune, the oldest first: what may come back signed on paper."""
    return Transmittal.objects.filter(commune_id=commune_id, state=TransmittalState.DRAFTED).order_by("pk")


def waiting_for_signature(held):
    """Letters on the desk of a chair in whose name the person may sign, the most urgent first."""
    offices = access.offices_with("transmittals.sign")
    communes = {c.commune_id for c in held if c.office in offices}
    rows = Transmittal.objects.filter(desk_unit_id__in=communes, desk_office=Office.COMMUNE_CHAIR)
    return rows.filter(state=TransmittalState.DRAFTED).order_by("due_on", "pk")


@dataclass(frozen=True, slots=True)
class Ready:
    """Dossiers of one award form that may go to the province in one letter."""

    award_form: AwardForm
    proposals: list

    @property
    def nominee_count(self):
        return sum(len(proposal.passed) for proposal in self.proposals)


def ready_to_forward(commune, on, award_form=None):
    """Passed dossiers, and returned ones, of forms granted above the commune: a Ready per form, highest first.

    Each proposal carries `passed` (its nominees) and `unsigned_minutes`. Raises NotNow where no rules hold that day.
    """
    rule_set = catalogue.rule_set_on(on, commune)
    here = FormRule.objects.filter(rule_set=rule_set, authority_level=Level.COMMUNE)
    granted_here = set(here.values_list("award_form_id", "kind"))
    passed = Nomination.objects.filter(outcome=Outcome.PASSED).order_by("order", "pk")
    states = (ProposalState.PASSED, ProposalState.PROVINCE_RETURNED)
    rows = Proposal.objects.filter(commune=commune, state__in=states)
    if award_form is not None:
        rows = rows.filter(award_form=award_form)
    meeting = "nominations__ballot_boxes__item__meeting"
    unsigned = Q(**{f"{meeting}__state": "closed", f"{meeting}__minutes_signed_at": None})
    rows = rows.annotate(unsigned_minutes=Count(meeting, filter=unsigned, distinct=True))
    rows = rows.select_related("award_form", "unit").prefetch_related(Prefetch("nominations", passed, to_attr="passed"))
    groups = {}
    for proposal in rows.order_by("award_form__rank", "unit__sort_key", "pk"):
        if (proposal.award_form_id, proposal.kind) not in granted_here:
            groups.setdefault(proposal.award_form, []).append(proposal)
    return [Ready(form, proposals) for form, proposals in groups.items()]


def live_letters_over(proposals):
    """Letters that list nominees of these dossiers in live lines, by key."""
    rows = TransmittalLine.objects.filter(nomination__proposal__in=proposals, dropped_at=None)
    return list(Transmittal.objects.filter(pk__in=rows.values("transmittal")).order_by("pk"))


def letters_over(proposal, user, held):
    """The letters that list nominees of the dossier, as far as the person may see them, the newest last."""
    listed = TransmittalLine.objects.filter(nomination__proposal=proposal).values("transmittal")
    rows = access.visible_to(user, Transmittal, acting=held).filter(pk__in=listed)
    return list(rows.select_related("award_form").order_by("pk"))


def register_of(commune, year):
    """The year's register of letters to the province as it is, or as it would begin (not saved)."""
    kind = RegisterKind.TRANSMITTAL
    found = Register.objects.filter(commune=commune, kind=kind, year=year).first()
    if found is not None:
        return found
    before = Register.objects.filter(commune=commune, kind=kind, year__lt=year).order_by("-year").first()
    kept = {"mode": before.mode, "symbol": before.symbol} if before else {}
    return Register(commune=commune, kind=kind, year=year, **kept)


def next_number(commune, year):
    """What the commune's own register would give next; only a preview."""
    return register_of(commune, year).last_number + 1
