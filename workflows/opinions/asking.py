"""What happens while bodies are asked, the dossier locked: whom, until when, the grant or the letter of each."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from documents.printing import services as printing
from documents.printing.kinds import PaperKind
from documents.proposals.models import ProposalGrant
from documents.proposals.queries import signer_of
from permissions import grants
from permissions.ledger import tracked
from permissions.ledger.services import Line
from permissions.people.models import Unit
from permissions.people.units import UnitKind
from permissions.refusals import ValidationError
from permissions.vietnamese import clean_line, clean_text, search_key
from workflows.opinions import papers
from workflows.opinions.desks import last_day, place_opinion
from workflows.opinions.models import Opinion
from workflows.opinions.states import OpinionState

MOST_BODIES = 20
_LONGEST_QUESTION = 4000
# Bodies that have the dossier on its way anyway.
_ON_THE_WAY = (UnitKind.PROVINCE, UnitKind.COMMUNE, UnitKind.CULTURE_OFFICE, UnitKind.COUNCIL)


@dataclass(frozen=True, slots=True)
class Body:
    """Who is asked: a unit of the commune, or another body by name."""

    name: str
    unit: Unit | None = None

    @property
    def is_on_paper(self):
        """A unit in which nobody could answer here gets a letter too."""
        return self.unit is None or not self.unit.has_accounts or signer_of(self.unit) is None


def units_to_ask(proposal):
    """Units of the commune that may be asked: not the one that proposes, nor those the dossier passes anyway."""
    rows = Unit.objects.filter(commune_id=proposal.commune_id, is_active=True).exclude(kind__in=_ON_THE_WAY)
    asked = Opinion.objects.filter(proposal=proposal, state=OpinionState.ASKED, unit__isnull=False)
    return rows.exclude(Q(pk=proposal.unit_id) | Q(pk__in=asked.values("unit")))


def bodies_of(proposal, units, names):
    """The bodies to ask. Raises ValidationError by field: nobody, too many, twice, a unit that may not be asked."""
    units = list(units)
    allowed = set(units_to_ask(proposal).filter(pk__in=[unit.pk for unit in units]).values_list("pk", flat=True))
    for unit in units:
        if unit.pk not in allowed:
            raise ValidationError({"units": _("%(unit)s cannot be asked about this dossier.") % {"unit": unit}})
    names = [name for name in map(clean_line, names) if name]
    if any(len(name) > Opinion._meta.get_field("body_name").max_length for name in names):
        raise ValidationError({"bodies": _("The name of a body is too long.")})
    found = [Body(unit.name, unit) for unit in units] + [Body(name) for name in names]
    keys = [search_key(body.name) for body in found]
    if not found:
        raise ValidationError({"units": _("Choose at least one unit, or write the name of a body.")})
    if len(found) > MOST_BODIES:
        raise ValidationError({"bodies": _("At most %(count)s bodies are asked at once.") % {"count": MOST_BODIES}})
    waiting = Opinion.objects.filter(proposal=proposal, state=OpinionState.ASKED).values_list("body_name", flat=True)
    twice = [body.name for body, key in zip(found, keys, strict=True) if keys.count(key) > 1]
    twice += [body.name for body in found if search_key(body.name) in {search_key(name) for name in waiting}]
    if twice:
        raise ValidationError({"bodies": _("%(body)s is asked already.") % {"body": twice[0]}})
    return found


def cleaned_question(text):
    """The question. Raises ValidationError where there is none, or too long a one."""
    text = clean_text(text)
    if not text:
        raise ValidationError({"question": _("Write what you ask.")})
    if len(text) > _LONGEST_QUESTION:
        told = _("Write at most %(count)s letters.") % {"count": _LONGEST_QUESTION}
        raise ValidationError({"question": told})
    return text


def start_opinions(proposal, bodies, question, deed):
    """Make the questions, the dossier locked: (opinions, the lines of their streams, history rows of the dossier)."""
    due_on, count = last_day(proposal, deed.today), Opinion.objects.filter(proposal=proposal).count()
    made, lines, of_the_dossier = [], [], []
    for number, body in enumerate(bodies, start=count + 1):
        opinion = _opinion(proposal, body, question, due_on, number, deed)
        opinion.due_on = due_on
        place_opinion(opinion, deed, "")
        told = {"name": opinion.body_name, "text": question, "due_on": due_on.isoformat()}
        if opinion.is_on_paper:
            opinion.letter = _letter(opinion, deed)
            told["sha256"] = opinion.letter.sha256
        else:
            of_the_dossier.append(let_see(opinion, deed))
        told["history"] = [tracked.save(opinion, by=deed.by.user)]
        state, version = str(opinion.state), proposal.version
        lines.append(Line(stream=opinion.stream, act="opinion.asked", to_state=state, version=version, body=told))
        made.append(opinion)
    return made, lines, of_the_dossier


def let_see(opinion, deed):
    """Open the dossier to the unit until the day it must answer by; what the ledger keeps."""
    return grants.give(
        ProposalGrant,
        opinion.proposal,
        unit=opinion.unit,
        until_on=opinion.due_on,
        reason=f"{opinion.code}: {opinion.body_name}"[:200],
        by=deed.by,
        now=deed.now,
    )


def _opinion(proposal, body, question, due_on, number, deed):
    code = f"{proposal.code}-Y{number}"
    return Opinion(
        commune=proposal.commune,
        proposal=proposal,
        code=code,
        unit=body.unit,
        body_name=body.name,
        is_on_paper=body.is_on_paper,
        title=proposal.title,
        question=question,
        due_on=due_on,
        version=proposal.version,
        asked_by=deed.by.user,
        asked_for=deed.by.appointment.user,
        asked_at=deed.now,
        search_key=search_key(code, proposal.title, body.name, proposal.unit.name),
    )


def _letter(opinion, deed):
    return printing.keep(
        commune=opinion.commune,
        kind=PaperKind.OPINION_LETTER,
        subject_key=opinion.stream,
        title=papers.TITLE % opinion.body_name,
        pdf=papers.render_letter(opinion, on=deed.today),
        by=deed.by.user,
    )
