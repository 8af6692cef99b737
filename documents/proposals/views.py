"""Pages of letters: a new one, its own fields, and what all pages of a letter share. Rows, papers, list: *_views.py."""

from django.contrib import messages
from django.db.models import Max
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from documents.campaigns.models import Campaign
from documents.campaigns.queries import criteria_for
from documents.campaigns.states import CampaignState
from documents.proposals import services
from documents.proposals.forms import LetterForm, NewLetterForm, letter_initial
from documents.proposals.models import Letter
from documents.proposals.queries import signer_of, units_to_draft_for
from documents.proposals.states import WITH_THE_UNIT, LetterState
from permissions import access
from permissions.fields import whole_number
from permissions.pages import asks, held_by, next_page
from permissions.reads import opened, refused
from permissions.refusals import LostRace, NotNow, ValidationError

GET_OR_POST = ["GET", "POST"]


# --- what the pages of a letter share --------------------------------------------------------------
def letter_or_404(request, code):
    """The letter, if this person may see it."""
    rows = access.visible_to(request.user, Letter, acting=held_by(request))
    return opened(request, get_object_or_404(rows.select_related("commune", "unit", "campaign", "rule_set"), code=code))


def drafting_capacities(request, letter):
    """The offices in which this person may write on the letter now; own ones hide those of a deputy."""
    offices = access.offices_with(services.writing_right(letter))
    found = [held for held in held_by(request) if held.office in offices and held.reaches(letter)]
    return [held for held in found if not held.deputising] or found


def writers_or_refusal(request, letter):
    """The same, for pages that offer a form. Raises NotYou or NotNow where there is none."""
    return drafting_capacities(request, letter) or [services.require_writer(letter, by=request.user)]


def number_in(values, name):
    """A whole number sent by a form or address; None for anything else."""
    return whole_number(values.get(name))


def attempt(request, letter, form, deed):
    """Do the deed with what the form says; faults go onto the form.

    Returns (the thing made or None, the LostRace that the page has to show or None).
    """
    if request.method != "POST" or not form.is_valid():
        return None, None
    try:
        return deed(values=form.values(), by=request.user, acting_as=request.POST.get("acting_as", "")), None
    except LostRace as race:
        # The page answers this one itself, so it leaves the record that the middleware leaves of others.
        refused(request, race.code, commune_id=letter.commune_id)
        return None, race
    except ValidationError as fault:
        told = fault.message_dict if hasattr(fault, "error_dict") else {None: fault.messages}
        for field, sentences in told.items():
            place = "basis" if field in ("kind", "campaign") else field
            form.add_error(place if place in form.fields else None, sentences)
        return None, None


def status_of(form, race):
    """409 after a lost race, 422 for a form with faults."""
    if race:
        return race.status
    return 422 if form.is_bound and form.errors else 200


# --- a new letter ----------------------------------------------------------------------------------
def _signer(unit):
    """The head of the unit, to start the signer's fields with."""
    head = signer_of(unit)
    return {"signer_name": head.user.full_name, "signer_title": head.title} if head else {}


def _suggestions(request, units):
    """What a new letter may start with: the campaign of the address, and the head of the only unit as signer."""
    campaigns = access.visible_to(request.user, Campaign, acting=held_by(request))
    campaign = campaigns.filter(code=request.GET.get("campaign", ""), state=CampaignState.LAUNCHED).first()
    initial = {"basis": f"campaign:{campaign.pk}"} if campaign else {}
    return initial | (_signer(units[0]) if len(units) == 1 else {})


@require_http_methods(GET_OR_POST)
@asks("letters.view")
def new(request):
    units = list(units_to_draft_for(held_by(request)))
    form = NewLetterForm(request.POST or None, units=units, initial=_suggestions(request, units))

    def draft(**deed):
        return services.draft_letter(unit=form.chosen_unit, newest=number_in(request.POST, "newest"), **deed)

    letter, _race = attempt(request, units[0], form, draft)
    if letter:
        messages.success(request, _("The letter is started; nothing is sent yet. Now fill in the list."))
        return redirect("letters:detail", letter.code)
    newest = Letter.objects.filter(unit__in=units).aggregate(newest=Max("pk"))["newest"] or 0
    context = {"form": form, "units": units, "newest": number_in(request.POST, "newest") or newest}
    return render(request, "documents/proposals/new.html", context, status=status_of(form, None))


# --- the letter's own fields -----------------------------------------------------------------------
def _letter_form(request, letter, is_draft):
    initial = letter_initial(letter)
    if not letter.signer_name:
        initial |= _signer(letter.unit)
    return LetterForm(
        request.POST or None,
        commune_id=letter.commune_id,
        received=not letter.unit.has_accounts and letter.arrival_id is None,
        fixed_basis=not is_draft,
        signing=letter.state == LetterState.AWAITING_SIGNATURE,
        initial=initial,
    )


@require_http_methods(GET_OR_POST)
@asks("letters.view")
def edit(request, code):
    letter = letter_or_404(request, code)
    capacities = writers_or_refusal(request, letter)
    is_draft = LetterState(letter.state).is_open_for_editing
    is_sent = letter.state == LetterState.SENT
    if is_sent and not letter.proposals.filter(state__in=WITH_THE_UNIT).exists():
        raise NotNow(_("The letter has been sent; it can be changed only while a proposal of it is returned to you."))
    form = _letter_form(request, letter, is_draft)

    def save(**deed):
        return services.save_letter(letter=letter, row_version=number_in(request.POST, "row_version") or 0, **deed)

    saved, race = attempt(request, letter, form, save)
    if saved:
        messages.success(request, _("Saved.") if is_sent else _("Saved. Nothing is sent yet."))
        return redirect(next_page(request) or reverse("letters:detail", args=[code]))
    if race:
        letter.refresh_from_db()
    context = {
        "letter": letter,
        "form": form,
        "capacities": capacities,
        "criteria": criteria_for(letter.campaign, letter.unit),
        "next": next_page(request),
        "race": race,
        "stored": form.stored_otherwise(letter_initial(letter)) if race else [],
    }
    return render(request, "documents/proposals/edit.html", context, status=status_of(form, race))
