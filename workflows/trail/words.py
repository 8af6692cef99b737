"""Recorded values in words: field labels, before and after as people read them."""

from datetime import date, datetime

from django.core.exceptions import FieldDoesNotExist
from django.utils import formats
from django.utils.dateparse import parse_datetime
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.arrivals.models import Arrival
from documents.campaigns.models import Campaign
from documents.catalogue.models import (
    AwardForm,
    BaseWage,
    FormRule,
    Holiday,
    LegalInstrument,
    Multiplier,
    RequiredPaper,
    RuleSet,
    TimeLimit,
    VoteRule,
)
from documents.proposals.models import Letter, Nomination, Paper, Proposal
from documents.registry.models import Award, Recipient
from permissions.ledger.renamed import NOMINATION, act_today, state_today
from permissions.people.models import Appointment, Deputising, Unit, User
from workflows.council.models import Council, Meeting
from workflows.decisions.models import Decision
from workflows.handoff.models import Transmittal
from workflows.opinions.models import Opinion

# Whose fields an act speaks of, by its name or the first word of it; of several, the first that has the field.
_MODELS = {
    "letter": [Letter],
    "nomination": [Nomination],
    "paper": [Paper],
    "proposal": [Proposal],
    "meeting": [Meeting],
    "council": [Council],
    "decision": [Decision],
    "transmittal": [Transmittal],
    "opinion": [Opinion],
    "campaign": [Campaign],
    "arrival": [Arrival],
    "registry": [Award, Recipient],
    "registry.recipient_changed": [Recipient],
    "person": [User],
    "unit": [Unit],
    "appointment": [Appointment],
    "deputising": [Deputising],
    "catalogue": [FormRule, VoteRule, RequiredPaper, TimeLimit, Multiplier],
    "catalogue.amend_rule_set": [RuleSet],
    "catalogue.amend_instrument": [LegalInstrument],
    "catalogue.amend_base_wage": [BaseWage],
    "catalogue.amend_holiday": [Holiday],
}
# Things told by their name, each at one statement.
_NAMED = (AwardForm, Campaign, Unit, User, RuleSet, LegalInstrument)
_KEYS_OF_THE_SYSTEM = frozenset({"search_key", "sort_key", "row_version"})
_STATES = frozenset({"state", "state_left"})
_IN_DONG = frozenset({"bonus_amount", "bonus_total", "amount"})
# What campaigns and meetings tell of their lists beside their own columns.
_LISTS = {
    "contents": gettext_lazy("Contents"),
    "criteria": gettext_lazy("Criteria"),
    "duties": gettext_lazy("Duties"),
    "award_forms": gettext_lazy("Award forms"),
    "conclusions": gettext_lazy("Conclusions on free items"),
    "topic": gettext_lazy("Free item"),
}


def _field(act, name):
    act = act_today(act)
    models = _MODELS.get(act) or _MODELS.get(act.split(".")[0], [])
    for model in models:
        try:
            return model._meta.get_field(name)
        except FieldDoesNotExist:
            continue
    return None


def day_in_words(value):
    """A recorded day or moment as people write it; anything else stays as it is."""
    try:
        if len(value) == 10:
            return formats.date_format(date.fromisoformat(value), "SHORT_DATE_FORMAT")
        moment = parse_datetime(value)
    except ValueError:
        return value
    return formats.date_format(localtime(moment), "DATETIME_FORMAT") if isinstance(moment, datetime) else value


def dong(amount):
    """An amount in đồng, grouped."""
    return f"{formats.number_format(amount, 0, force_grouping=True)} đồng"


def in_words(field, value, names):
    """One recorded value as a person reads it. names: {(model label, pk): name} of things pointed at."""
    if value in (None, "", [], {}):
        return _("(empty)")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return "\n".join(in_words(None, each, names) for each in value)
    if isinstance(value, dict):
        return " - ".join(in_words(None, each, names) for each in value.values() if each not in (None, "", [], {}))
    if field is None:
        return str(value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if field.is_relation:
        return names.get((field.related_model._meta.label, value), f"#{value}")
    if field.get_internal_type() in ("DateField", "DateTimeField"):
        return day_in_words(str(value))
    return dong(value) if field.name in _IN_DONG and isinstance(value, int) else str(value)


def label_of(act, name):
    """The official word of a recorded field."""
    field = _field(act, name)
    label = _LISTS[name] if field is None and name in _LISTS else getattr(field, "verbose_name", name)
    label = str(label)
    return label[:1].upper() + label[1:]


def value_today(stream, name, value):
    """A recorded value as it is called today, where it is a state. stream: key of the entry it stands in."""
    if name == "outcome":
        return state_today(NOMINATION, value)
    return state_today(stream, value) if name in _STATES else value


def changes_in_words(stream, act, body, names):
    """[(label, before, after)] of the changes an entry recorded. stream: its key."""
    told = []
    for name, (before, after) in body.get("changes", {}).items():
        if name not in _KEYS_OF_THE_SYSTEM:
            field = _field(act, name)
            values = (value_today(stream, name, value) for value in (before, after))
            told.append((label_of(act, name), *(in_words(field, value, names) for value in values)))
    return told


def things_pointed_at(acts_and_bodies):
    """Names of the things that changes point at: one statement for each kind there is, at most six."""
    wanted = {model: set() for model in _NAMED}
    for act, body in acts_and_bodies:
        for name, values in body.get("changes", {}).items():
            field = _field(act, name)
            if field is not None and field.is_relation and field.related_model in wanted:
                wanted[field.related_model].update(value for value in values if isinstance(value, int))
    names = {}
    for model, keys in wanted.items():
        if keys:
            names |= {(model._meta.label, row.pk): str(row) for row in model.objects.filter(pk__in=keys)}
    return names


def state_in_words(stream, act, state):
    """A recorded state as people read it; that of today where it was called otherwise once."""
    field, state = _field(act, "state"), state_today(stream, state)
    return str(dict(field.flatchoices).get(state, state)) if field is not None and field.choices else state
