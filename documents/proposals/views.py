"""Pages of letters: the list, a new one, its own fields. Rows are in row_views.py, papers in paper_views.py."""

from django.contrib import messages
from django.db.models import Count, Max, Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from documents.campaigns.models import Campaign
from documents.campaigns.queries import criteria_for
from documents.proposals import services
from documents.proposals.forms import LetterFilter, LetterForm, NewLetterForm, letter_initial
from documents.proposals.models import Letter, Proposal
from documents.proposals.queries import signer_of
from documents.proposals.states import LetterState, ProposalState
from permissions import access
from permissions.ledger.services import read
from permissions.pages import asks
from permissions.people.models import Unit
from permissions.refusals import LostRace, NotNow, NotYou, ValidationError
from permissions.vietnamese import search_key

ROWS_A_PAGE = 50


# --- shared by the pages of a letter ---------------------------------------------------------------
def held_by(request):
    """The offices of the signed-in person, asked once per request (the frame of the page reads them too)."""
    if not hasattr(request, "held"):
        request.held = access.capacities(request.user)
    return request.held


def letter_or_404(request, code):
    """The letter, if this person may see it."""
    rows = access.visible_to(request.user, Letter, acting=held_by(request))
    return get_object_or_404(rows.select_related("commune", "unit", "campaign", "rule_set"), code=code)


def drafting_capacities(request, letter):
    """The offices in which this person may write on the letter; own ones hide those of a deputy."""
    offices = access.offices_with(services.drafting_right(letter.unit))
    found = [held for held in held_by(request) if held.office in offices and held.reaches(letter)]
    return [held for held in found if not held.deputising] or found


def writers_or_refusal(request, letter):
    """The same, for pages that offer a form. Raises NotYou."""
    capacities = drafting_capacities(request, letter)
    if not capacities:
        access.require(request.user, services.drafting_right(letter.unit), letter)
        raise NotYou(_("You may not draft for this unit."))
    return capacities


def next_url(request):
    """Where the form came from, if that is a page of ours; empty otherwise."""
    url = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())
    return url if ours else ""


def note_lost_race(request, letter):
    """A lost race that the page answers itself leaves the same record as one that the middleware answers."""
    what = f"lost_race {request.method} {request.path}"
    read("refused", by=request.user, commune_id=letter.commune_id, what=what)


def show_faults(form, fault):
    """Put what a service refused onto the fields of the form, or above it."""
    told = fault.message_dict if hasattr(fault, "error_dict") else {None: fault.messages}
    for field, sentences in told.items():
        place = {"kind": "basis", "campaign": "basis"}.get(field, field)
        for sentence in sentences:
            form.add_error(place if place in form.fields else None, sentence)


def stored_otherwise(form, initial):
    """[(label, stored value)] of the fields that now hold something else than what was typed."""
    now = form.__class__(**{**form.made_with, "initial": initial})
    told = []
    for name in form.fields:
        stored = now[name].value()
        if name in form.changed_data_against(initial):
            told.append((form.fields[name].label, stored))
    return told
