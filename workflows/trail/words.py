"""Recorded values in words: field labels, before and after as people read them."""

from datetime import date, datetime

from django.core.exceptions import FieldDoesNotExist
from django.utils import formats
from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise
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
from documents.catalogue.revocation_models import RevocationGround
from documents.disposal.models import DisposalList
from documents.printing.models import CertificateStock
from documents.proposals.models import Letter, Nomination, Paper, Proposal
from documents.registry.models import Award, Recipient
from documents.word_forms.models import WordForm
from permissions.ledger.renamed import NOMINATION, act_today, state_today
from permissions.people.models import Appointment, Deputising, Unit, User
from permissions.people.units import UnitKind
from workflows.council.models import Council, Meeting
from workflows.decisions.models import Decision
from workflows.handoff.models import Transmittal
from workflows.offers.models import Offer
from workflows.opinions.models import Opinion
from workflows.revocations.models import Amendment

# Whose fields an act speaks of, by its name or the first word of it; of several, the first that has the field.
_MODELS = {
    "letter": [Letter],
    "nomination": [Nomination],
    "paper": [Paper],
    "proposal": [Proposal],
    "meeting": [Meeting],
    "council": [Council],
    "amendment": [Amendment],
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
    "catalogue.add_instrument": [LegalInstrument],
    "catalogue.amend_instrument": [LegalInstrument],
    "catalogue.add_base_wage": [BaseWage],
    "catalogue.amend_base_wage": [BaseWage],
    "catalogue.add_ground": [RevocationGround],
    "catalogue.amend_ground": [RevocationGround],
    "catalogue.add_holiday": [Holiday],
    "catalogue.amend_holiday": [Holiday],
    "catalogue.remove_holiday": [Holiday],
    "disposal": [DisposalList],
    "stock": [CertificateStock],
    "word_form": [WordForm],
    "offer": [Offer],
}
# Things told by their name, each at one statement.
_NAMED = (AwardForm, Campaign, Unit, User, RuleSet, LegalInstrument)
# Keys of a body that point at a thing as changes do.
POINTED_AT = {
    "rule_set": RuleSet,
    "copied_from": RuleSet,
    "owner_unit": Unit,
    "proposed_by": User,
    "approved_by": User,
    "executed_by": User,
}
_ROWS = ("added", "removed", "campaign")  # keys of a body under which a row stands whole
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
# Fields whose model has no word of its own for them.
_LABELS = {
    "parent": gettext_lazy("Unit above"),
    "award_form": gettext_lazy("Award form"),
    "state": gettext_lazy("State"),
    "outcome": gettext_lazy("Outcome"),
}


def _field(act, name):
    act = act_today(act)
    models = _MODELS.get(act) or _MODELS.get(act.split(".")[0], [])
    for model in models:
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        if field.concrete and not field.many_to_many:  # lists that belong to it are told by `_LISTS`
            return field
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


def label_in(value, *choices):
    """The word of a recorded choice; empty where none of these lists knows it. choices: TextChoices, or a dict."""
    for known in choices:
        labels = known if isinstance(known, dict) else dict(known.choices)
        if isinstance(value, str) and value in labels:
            return str(labels[value])
    return ""


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
        return names.get((field.related_model._meta.label, value), _("(not known any more)"))
    if field.get_internal_type() in ("DateField", "DateTimeField"):
        return day_in_words(str(value))
    return dong(value) if field.name in _IN_DONG and isinstance(value, int) else str(value)


def label_of(act, name):
    """The official word of a recorded field; empty for one that nobody gave a word: it is for the system alone."""
    field = _field(act, name)
    if field is None:
        label = _LISTS.get(name, "")
    elif field.is_relation and not _is_named(field):
        return ""
    else:
        label = field.verbose_name if isinstance(field.verbose_name, Promise) else _LABELS.get(name, "")
    label = str(label)
    return label[:1].upper() + label[1:]


def _is_named(field):
    return field.related_model in _NAMED


def value_today(stream, name, value):
    """A recorded value as it is called today, where it is a state. stream: key of the entry it stands in."""
    if name == "outcome":
        return state_today(NOMINATION, value)
    return state_today(stream, value) if name in _STATES else value


def changes_in_words(stream, act, body, names):
    """[(label, before, after)] of the changes an entry recorded. stream: its key."""
    told = []
    for name, (before, after) in body.get("changes", {}).items():
        if label := label_of(act, name):
            values = (value_today(stream, name, value) for value in (before, after))
            told.append((label, *(_value(act, name, value, names) for value in values)))
    return told


def fields_in_words(act, row, names):
    """[(label, value)] of a row an entry recorded whole, its empty fields left out."""
    filled = ((label_of(act, name), name, value) for name, value in row.items() if value not in (None, "", [], {}))
    return [(label, _value(act, name, value, names)) for label, name, value in filled if label]


def _value(act, name, value, names):
    if name == "criteria" and isinstance(value, list):
        value = [
            row | {"unit_kinds": ", ".join(label_in(kind, UnitKind) for kind in row["unit_kinds"])} for row in value
        ]
    return in_words(_field(act, name), value, names)


def name_pointed_at(key, value, names):
    """The name of the thing that stands under this key of a body; empty where it is not known."""
    return names.get((POINTED_AT[key]._meta.label, value), "")


def things_pointed_at(acts_and_bodies):
    """Names of the things that entries point at: one statement for each kind there is, at most six."""
    wanted = {model: set() for model in _NAMED}
    for act, body in acts_and_bodies:
        rows = [*body.get("changes", {}).items(), *((name, [value]) for name, value in _row_in(body).items())]
        for name, values in rows:
            field = _field(act, name)
            if field is not None and field.is_relation and _is_named(field):
                wanted[field.related_model].update(value for value in values if isinstance(value, int))
        for key in POINTED_AT.keys() & body.keys():
            if isinstance(body[key], int):
                wanted[POINTED_AT[key]].add(body[key])
    names = {}
    for model, keys in wanted.items():
        if keys:
            names |= {(model._meta.label, row.pk): str(row) for row in model.objects.filter(pk__in=keys)}
    return names


def _row_in(body):
    """The fields of a row that an entry recorded whole, as it was added, removed or set up."""
    return next((body[key] for key in _ROWS if isinstance(body.get(key), dict)), {})


def state_in_words(stream, act, state):
    """A recorded state as people read it; that of today where it was called otherwise once."""
    field, state = _field(act, "state"), state_today(stream, state)
    return str(dict(field.flatchoices).get(state, state)) if field is not None and field.choices else state
