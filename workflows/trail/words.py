"""Ledger bodies in words: field labels, before and after as people read them."""

from datetime import date, datetime

from django.core.exceptions import FieldDoesNotExist
from django.utils import formats
from django.utils.dateparse import parse_datetime
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from documents.campaigns.models import Campaign
from documents.catalogue.models import AwardForm
from documents.proposals.models import Letter, Nomination, Paper, Proposal
from documents.proposals.states import Outcome
from permissions.people.models import Appointment, Deputising, Unit, User
from workflows.approval.models import Judgement
from workflows.council.models import Meeting
from workflows.decisions.models import Decision
from workflows.opinions.models import Opinion

# Whose fields an act speaks of, by the first word of its name.
_MODELS = {
    "letter": Letter,
    "nomination": Nomination,
    "paper": Paper,
    "proposal": Proposal,
    "meeting": Meeting,
    "decision": Decision,
    "opinion": Opinion,
    "campaign": Campaign,
    "person": User,
    "unit": Unit,
    "appointment": Appointment,
    "deputising": Deputising,
}
_NAMED_AT_ONCE = 30
_KEYS_OF_THE_SYSTEM = frozenset({"search_key", "sort_key", "row_version"})


def _field(model, name):
    try:
        return model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None


def _date_words(value):
    try:
        if len(value) == 10:
            return formats.date_format(date.fromisoformat(value), "SHORT_DATE_FORMAT")
        moment = parse_datetime(value)
    except ValueError:
        return value
    return formats.date_format(localtime(moment), "DATETIME_FORMAT") if isinstance(moment, datetime) else value


def in_words(field, value, names):
    """One recorded value as a person reads it. names: {(model label, pk): name} of things pointed at."""
    if value in (None, ""):
        return _("(empty)")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field is not None and field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if field is not None and field.is_relation:
        return names.get((field.related_model._meta.label, value), f"#{value}")
    if field is not None and field.get_internal_type() in ("DateField", "DateTimeField"):
        return _date_words(str(value))
    return str(value)


def changes_in_words(act, body, names):
    """[(label, before, after)] of the changes an entry recorded."""
    model = _MODELS.get(act.split(".")[0])
    told = []
    for name, (before, after) in body.get("changes", {}).items():
        if name in _KEYS_OF_THE_SYSTEM:
            continue
        field = _field(model, name)
        label = str(field.verbose_name).capitalize() if field is not None else name
        told.append((label, in_words(field, before, names), in_words(field, after, names)))
    return told


def things_pointed_at(acts_and_bodies):
    """Names of award forms and campaigns that changes point at: at most two statements."""
    wanted = {AwardForm: set(), Campaign: set()}
    for act, body in acts_and_bodies:
        model = _MODELS.get(act.split(".")[0])
        for name, values in body.get("changes", {}).items():
            field = _field(model, name)
            if field is not None and field.is_relation and field.related_model in wanted:
                wanted[field.related_model].update(value for value in values if value)
    names = {}
    for model, keys in wanted.items():
        if keys:
            names |= {(model._meta.label, row.pk): str(row) for row in model.objects.filter(pk__in=keys)}
    return names


def files_in_words(body):
    """The file an entry is about, with the head of its hash."""
    if body.get("attached"):
        return [f"{one['file_name']} · {one['name']}" for one in body["attached"]]
    sha256 = body.get("sha256") or body.get("list_sha256", "")
    return [f"{body['file_name']} · SHA-256 {sha256[:12]}"] if body.get("file_name") else []


def _who_where(body, key):
    return {"code": body[key], "names": ", ".join(body["names"])}


def details_in_words(body):
    """What else an entry says, line by line: who was judged how, which remark, which reason."""
    lines = []
    if body.get("name"):
        lines.append(body["name"])
    if body.get("handler"):
        lines.append(f"{body['handler']['from']} → {body['handler']['to']}")
    lines += [each["name"] for each in body.get("bodies", [])]
    for remark in body.get("remarks", []):
        lines.append(f"• {remark['text']}")
    for row in body.get("judgements", []):
        if "name" in row:
            reason = f": {row['reason']}" if row.get("reason") else ""
            lines.append(f"{row['name']} - {Judgement.Verdict(row['verdict']).label}{reason}")
    if body.get("added"):
        named = ", ".join(row["name"] for row in body["added"][:_NAMED_AT_ONCE])
        lines.append(f"{named}, …" if len(body["added"]) > _NAMED_AT_ONCE else named)
    for row in body.get("outcomes", []):
        lines.append(f"{row['name']} - {Outcome(row['outcome']).label}")
    if body.get("split_off"):
        lines.append(_("Into dossier %(code)s: %(names)s") % _who_where(body, "split_off"))
    if body.get("split_from"):
        told = _who_where(body, "split_from") | {"number": body["version_taken"]}
        lines.append(_("From dossier %(code)s, version %(number)s: %(names)s") % told)
    if body.get("offer") and body.get("award_form"):
        lines.append(" - ".join(str(each) for each in (body["award_form"], ", ".join(body.get("names", []))) if each))
    for key in ("text", "answer", "legal_basis", "objections", "number", "reference"):
        if body.get(key):
            lines.append(str(body[key]))
    if body.get("due_on"):
        lines.append(_("Due on %(day)s") % {"day": _date_words(body["due_on"])})
    if body.get("version_sha256"):
        lines.append(_("Version hash %(hash)s") % {"hash": body["version_sha256"][:12]})
    return lines
