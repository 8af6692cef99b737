"""`seed`: bulk data in an empty database, or more of it in one that holds nothing else."""

import random
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.catalogue import loading as catalogue_loading
from documents.catalogue import queries as catalogue
from documents.catalogue import services as catalogue_services
from documents.catalogue.kinds import Kind
from documents.proposals.models import Letter
from documents.proposals.states import ENDED
from permissions.ledger.services import Line, record
from permissions.people.models import User
from permissions.refusals import NotNow
from project.seeding.codes import Codes
from project.seeding.dossiers import Writer
from project.seeding.evidence import Evidence
from project.seeding.loading import Keys, load
from project.seeding.places import PROVINCE, make_communes, towns
from project.seeding.shares import (
    DRAFTS_PER_THOUSAND,
    STATES,
    TWO_FORMS_PER_THOUSAND,
    Weighted,
    by_rank,
    divided,
)

AT_ONCE = 5_000  # proposals in one transaction
_REFERENCES_AT_ONCE = 1_000  # history rows that one entry names


@dataclass(frozen=True, slots=True)
class Seeded:
    """How many rows were added."""

    communes: int
    letters: int
    proposals: int
    nominations: int
    entries: int


def _refuse_others():
    """Raises NotNow where a person or a letter is there that was not made here."""
    people = User.objects.exclude(appointments__unit__commune__parent__code=PROVINCE)
    if people.exists() or Letter.objects.exclude(commune__parent__code=PROVINCE).exists():
        raise NotNow(_("This database holds real people or dossiers; bulk data does not go in beside them."))


class _Batch:
    """Dossiers and their evidence until they are loaded."""

    def __init__(self, evidence, bare):
        self.evidence, self.bare, self.dossiers, self.count = evidence, bare, [], 0

    def add(self, dossier, town):
        self.dossiers.append(dossier)
        if not self.bare:
            self.evidence.add(dossier, town)
        self.count += len(dossier.proposals)

    def rows(self):
        """Lists of rows, what is pointed at before what points."""
        told, made = self.evidence, self.dossiers
        return (
            [dossier.letter for dossier in made],
            [proposal for dossier in made for proposal in dossier.proposals],
            [row for dossier in made for row in dossier.nominations],
            [version for dossier in made for version in dossier.versions],
            *(told.letter_rows, told.proposal_rows, told.streams, told.entries, told.payloads),
        )

    def store(self, tally):
        rows = self.rows()
        with transaction.atomic():
            for objects in rows:
                load(objects)
        for name, objects in zip(("letters", "proposals", "nominations"), rows, strict=False):
            tally[name] += len(objects)
        tally["entries"] += len(self.evidence.entries)
        self.evidence.clear()
        self.dossiers, self.count = [], 0


def _moment(day, dice):
    at = datetime.combine(day, time(7 + dice.randint(0, 9), dice.randint(0, 59), dice.randint(0, 59)))
    return timezone.make_aware(at)


def _sending(state, today, dice):
    """A moment of sending that suits the state: ended dossiers are old, open ones young."""
    days = dice.randint(40, 480) if state in ENDED else dice.randint(4, 45)
    return _moment(today - timedelta(days=days), dice)


def _plan(count, states, today, dice):
    """[(moment of sending, states of the letter's proposals)] in order of time, `count` proposals in all; the states
    of a draft are none."""
    plan = []
    while count > 0:
        if dice.randrange(1000) < DRAFTS_PER_THOUSAND:
            plan.append((_moment(today - timedelta(days=dice.randint(1, 20)), dice), ()))
        forms = 2 if count > 1 and dice.randrange(1000) < TWO_FORMS_PER_THOUSAND else 1
        drawn = tuple(states.draw(dice) for _form in range(forms))
        plan.append((max(_sending(state, today, dice) for state in drawn), drawn))
        count -= forms
    return sorted(plan, key=lambda line: line[0])


def _rules():
    """The rule set of today, what it grants for merit, and the references to its history."""
    catalogue_loading.load()
    rule_set = catalogue.rule_set_on(timezone.localdate())
    kept = catalogue_services.mark_used(rule_set=rule_set, by=None, at=timezone.now())
    return rule_set, list(rule_set.form_rules.filter(kind=Kind.MERIT).select_related("award_form")), kept


def _tell_history(kept):
    """One act names every history row of places, people and rules."""
    parts = [kept[start : start + _REFERENCES_AT_ONCE] for start in range(0, len(kept), _REFERENCES_AT_ONCE)]
    lines = [Line(stream="seed", act="seed.made", body={"history": part}) for part in parts]
    if lines:
        record(lines, commune_id=None, by=None, acting_as=None)


def seed(*, communes, proposals, states=None, bare=False, first=2026, tell=lambda count: None):
    """Add so many proposals, spread unevenly over so many communes (those there already are used again).

    states: {ProposalState: weight}, shares.STATES where left out. first: start of the dice. tell: hears the progress.
    bare: letters and proposals alone, without rows, versions and trail: for measuring lists, where these do not count.
    Raises NotNow in a database that holds people or dossiers of another making.
    """
    _refuse_others()
    dice = random.Random(first)
    with transaction.atomic():
        rule_set, rules, kept = _rules()
        _tell_history(kept + make_communes(communes, dice))
    places, keys, drawn = towns(communes), Keys(), Weighted(states or STATES)
    codes = Codes([town.commune for town in places])
    batch = _Batch(Evidence(keys, dice), bare)
    tally = {"letters": 0, "proposals": 0, "nominations": 0, "entries": 0}
    for town, share in zip(places, divided(proposals, by_rank(len(places), 0.8)), strict=True):
        writer = Writer(town, rule_set, rules, keys, codes, dice, bare)
        weights = by_rank(len(town.units), 0.7)
        plan = _plan(share, drawn, timezone.localdate(), dice)
        for (at, own), unit in zip(plan, dice.choices(town.units, weights, k=len(plan)), strict=True):
            batch.add(writer.sent(unit, own, at) if own else writer.draft(unit, at), town)
            if batch.count >= AT_ONCE:
                batch.store(tally)
                tell(tally["proposals"])
    batch.store(tally)
    keys.close()
    codes.close()
    _take_stock()
    return Seeded(communes=len(places), **tally)


def _take_stock():
    """Let the planner know what came in."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
