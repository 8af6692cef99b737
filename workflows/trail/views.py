"""Pages of the trail: of one thing, of one person, unit or rule set, and of one entry."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from documents.catalogue.acts import STREAM as CATALOGUE
from documents.catalogue.models import RuleSet
from permissions import access
from permissions.fields import whole_number
from permissions.ledger.checkpoints.queries import is_sealed
from permissions.pages import asks, held_by, signed_in, with_parameters
from permissions.people.models import Appointment, Deputising, Unit, User
from permissions.people.services import stream_of
from permissions.reads import noted
from workflows.trail.entries import entry_read, entry_told
from workflows.trail.kinds import Kind
from workflows.trail.queries import about_rows, by_day, timeline
from workflows.trail.readers import is_trail_page_read, reader_of, trail_communes
from workflows.trail.things import thing_of

PAGE = 50


def _heading(key):
    """What a stream is about, and the page of that thing where there is one."""
    word, code, page = thing_of(key)
    return {"word": word, "code": code, "thing_url": reverse(page, args=[code]) if page else "", "stream": key}


def _kind_tabs(request):
    """A tab for each kind of act; a tab begins at the newest again."""
    chosen = request.GET.get("kind", "")
    return [
        {"label": label, "url": with_parameters(request, kind=value or None, before=None), "active": chosen == value}
        for value, label in [("", _("All")), *Kind.choices]
    ]


def _page(request, stream, context, **narrowed):
    """A page of a stream's entries, newest first, with the way to the older ones."""
    kind = request.GET.get("kind", "")
    before = whole_number(request.GET.get("before"))
    found = timeline(stream, before=before, limit=PAGE + 1, kind=kind if kind in Kind.values else "", **narrowed)
    shown = found[:PAGE]
    context |= {
        "days": by_day(shown),
        "tabs": _kind_tabs(request),
        "older_url": with_parameters(request, before=shown[-1].seq) if len(found) > PAGE else None,
        "newest_url": with_parameters(request, before=None) if before else None,
    }
    return render(request, "workflows/trail/stream.html", context)


@require_GET
@signed_in
def stream(request, key):
    """Everything that happened to one thing, as this person may read it."""
    held = held_by(request)
    reader = reader_of(key, request.user, held)
    if reader is None:
        raise Http404
    noted(request, "opened", commune_id=reader.commune_id, what=key)
    return _page(request, key, _heading(key), sight=reader.sight)


@require_GET
@signed_in
def entry(request, key, seq):
    """One entry of the evidence, with its links."""
    held = held_by(request)
    reader = reader_of(key, request.user, held)
    found = entry_read(key, seq, reader) if reader else None
    if found is None:
        raise Http404
    noted(request, "opened", commune_id=reader.commune_id, what=f"{key}/{seq}")
    context = _heading(key) | {"told": entry_told(found, reader, request.user, held)}
    context |= {"is_provable": found.act not in reader.sight.drafting, "is_sealed": is_sealed(found)}
    context["may_prove"] = any(c.office in access.offices_with("ledger.view") for c in held)
    return render(request, "workflows/trail/entry.html", context)


def _commune_read(unit, held):
    """Raises Http404 unless the person reads the trail of the commune of a unit."""
    if unit is None or unit.commune_id not in trail_communes(held):
        raise Http404


@require_GET
@asks("ledger.view")
def person(request, pk):
    """What happened to a person's account, offices and deputies."""
    held = held_by(request)
    user = get_object_or_404(access.visible_to(request.user, User, acting=held), pk=pk)
    appointments = Appointment.objects.filter(user=user, unit__commune__in=trail_communes(held))
    home = appointments.select_related("unit__commune").order_by("-from_on", "-pk").first()
    _commune_read(home and home.unit, held)
    offices = list(appointments.values_list("pk", flat=True))
    deputies = Deputising.objects.filter(deputy=user).values_list("pk", flat=True)
    about = about_rows(User, [user.pk]) | about_rows(Appointment, offices) | about_rows(Deputising, deputies)
    key = stream_of(home.unit)
    noted(request, "opened", commune_id=home.unit.commune_id, what=f"{key}/person/{user.pk}")
    return _page(request, key, {"word": _("Person"), "code": user.full_name, "stream": key}, about=about)


@require_GET
@asks("ledger.view")
def unit(request, pk):
    """What happened to a unit and to the offices held in it."""
    held = held_by(request)
    home = get_object_or_404(access.visible_to(request.user, Unit, acting=held).select_related("commune"), pk=pk)
    _commune_read(home, held)
    offices = Appointment.objects.filter(unit=home).values_list("pk", flat=True)
    key = stream_of(home)
    about = about_rows(Unit, [home.pk]) | about_rows(Appointment, offices)
    noted(request, "opened", commune_id=home.commune_id, what=f"{key}/unit/{home.pk}")
    return _page(request, key, {"word": _("Unit"), "code": home.name, "stream": key}, about=about)


@require_GET
@asks("ledger.view")
def rules(request, pk):
    """What happened to a rule set."""
    held = held_by(request)
    rule_set = get_object_or_404(access.visible_to(request.user, RuleSet, acting=held), pk=pk)
    if not is_trail_page_read(rule_set, held):
        raise Http404
    noted(request, "opened", commune_id=None, what=f"{CATALOGUE}/rules/{rule_set.pk}")
    context = {"word": _("Rules"), "code": rule_set.title, "stream": CATALOGUE}
    return _page(request, CATALOGUE, context, about=about_rows(RuleSet, [rule_set.pk]))
