"""Pages of the award book: the book, one recipient, an earlier award, mending, revoking."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from documents.registry import services
from documents.registry.exports import book_file
from documents.registry.forms import (
    AwardEntryForm,
    BookFilter,
    ReasonForm,
    RecipientForm,
    key_in,
    recipient_initial,
)
from documents.registry.models import Recipient
from documents.registry.queries import awards_of, awards_seen, group_of, questions
from documents.sheets.serving import is_export, words_of_filter
from permissions import access
from permissions.api_fields import Slice
from permissions.fields import refused_by_field
from permissions.keyset import page_of
from permissions.pages import asks, held_by, with_parameters
from permissions.reads import noted, opened, own_commune, refused
from permissions.refusals import LostRace, ValidationError

ROWS_A_PAGE = 25
GET_OR_POST = require_http_methods(["GET", "POST"])


def keepers(request, thing=None):
    """The offices in which this person keeps the book (of the thing's commune)."""
    offices = access.offices_with("registry.edit")
    return [c for c in held_by(request) if c.office in offices and (thing is None or c.reaches(thing))]


def recipient_or_404(request, pk):
    rows = access.visible_to(request.user, Recipient, acting=held_by(request))
    return opened(request, get_object_or_404(rows.select_related("unit", "commune"), pk=pk))


def _by_year(rows, request):
    """(one page of the book, the newest year first; address of its first page or None; of the next one or None)."""
    after = request.GET.get("after", "")
    page = page_of(rows, ("-year", "-pk"), Slice(after=after[:3_000], limit=ROWS_A_PAGE))
    first_url = with_parameters(request, after=None) if after else None
    return page["items"], first_url, with_parameters(request, after=page["next"]) if page["next"] else None


@require_GET
@asks("registry.view")
def index(request):
    """Awards known, the newest year first."""
    held, form = held_by(request), BookFilter(request.GET)
    rows = awards_seen(request.user, held, **form.said())
    if is_export(request):
        return book_file(request, rows, words_of_filter(form))
    shown, newer_url, older_url = _by_year(rows, request)
    keeps = bool(keepers(request))
    names = ("q", "year", "award_form", "nominee_type", "after")
    context = {
        "rows": shown,
        "filters": form,
        "is_narrowed": any(request.GET.get(name) for name in names),
        "previous_url": newer_url,
        "next_url": older_url,
        "keeps": keeps,
        "reads_all": bool(access.units_and_communes(held, "registry.view")[1]),
        "asked_count": questions(request.user, held).count() if keeps else 0,
    }
    noted(request, "opened", commune_id=own_commune(request), what=f"award-book?{request.GET.urlencode()}")
    return render(request, "documents/registry/list.html", context)


@require_GET
@asks("registry.view")
def recipient(request, pk):
    """One recipient: who it is, and every award known, also of those found to be the same."""
    seen = recipient_or_404(request, pk)
    group, keeps = group_of(seen), bool(keepers(request, seen))
    context = {
        "recipient": seen,
        "group": [each for each in group if each.pk != seen.pk],
        "awards": awards_of(group),
        "keeps": keeps,
        "asked": _asked_about(request, group) if keeps else [],
    }
    return render(request, "documents/registry/recipient.html", context)


def _asked_about(request, group):
    rows = questions(request.user, held_by(request))
    keys = [each.pk for each in group]
    return list(rows.filter(recipient__in=keys) | rows.filter(other__in=keys))


def attempt(request, form, deed, commune_id):
    """Do the deed with a form that holds; faults go onto it. Returns (what was made or None, the LostRace or None)."""
    if request.method != "POST" or not form.is_valid():
        return None, None
    try:
        return deed(by=request.user, acting_as=request.POST.get("acting_as", "")), None
    except LostRace as race:
        refused(request, race.code, commune_id=commune_id)
        return None, race
    except ValidationError as fault:
        refused_by_field(form, fault)
        return None, None


def status_of(form, race=None):
    """409 after a lost race, 422 for a form with faults."""
    return race.status if race else 422 if form.is_bound and form.errors else 200


@GET_OR_POST
@asks("registry.edit")
def enter(request):
    """An award of earlier years, by hand."""
    capacities = keepers(request)
    commune = capacities[0].appointment.unit.commune
    known = Recipient.objects.filter(commune=commune, pk=key_in(request.GET, "recipient")).first()
    form = AwardEntryForm(
        request.POST or None, initial=recipient_initial(known) if known else {"nominee_type": "individual"}
    )

    def deed(**who):
        return services.enter_award(
            commune=commune, recipient_values=form.recipient_values(), values=form.values(), **who
        )

    made, _race = attempt(request, form, deed, commune.pk)
    if made:
        messages.success(request, _("%(award)s is in the book.") % {"award": made})
        return redirect("registry:recipient", made.recipient_id)
    context = {"form": form, "capacities": capacities}
    return render(request, "documents/registry/enter.html", context, status=status_of(form))


@GET_OR_POST
@asks("registry.edit")
def change(request, pk):
    """Mend what is known of a recipient."""
    seen = recipient_or_404(request, pk)
    access.require(request.user, "registry.edit", seen)
    form = RecipientForm(request.POST or None, initial=recipient_initial(seen))

    def deed(**who):
        values = form.recipient_values()
        version = key_in(request.POST, "row_version") or 0
        return services.change_recipient(recipient=seen, row_version=version, values=values, **who)

    changed, race = attempt(request, form, deed, seen.commune_id)
    if changed:
        messages.success(request, _("Saved."))
        return redirect("registry:recipient", pk)
    if race:
        seen.refresh_from_db()
    context = {"recipient": seen, "form": form, "capacities": keepers(request, seen), "race": race}
    return render(request, "documents/registry/change.html", context, status=status_of(form, race))


def _on_award(request, pk, deed, words):
    """A deed on one award that asks nothing but its reason."""
    held = held_by(request)
    award = get_object_or_404(awards_seen(request.user, held).select_related("commune"), pk=pk)
    opened(request, award.recipient)
    access.require(request.user, "registry.edit", award)
    form = ReasonForm(request.POST or None)

    def done(**who):
        version = key_in(request.POST, "row_version") or 0
        return deed(award=award, row_version=version, reason=form.cleaned_data["reason"], **who)

    made, race = attempt(request, form, done, award.commune_id)
    if made:
        messages.success(request, words["done"])
        return redirect("registry:recipient", award.recipient_id)
    if race:
        award.refresh_from_db()
    capacities = keepers(request, award.recipient)
    context = {"award": award, "form": form, "capacities": capacities, "race": race, "words": words}
    return render(request, "documents/registry/award_deed.html", context, status=status_of(form, race))


@GET_OR_POST
@asks("registry.edit")
def revoke(request, pk):
    words = {
        "heading": _("The award was revoked"),
        "text": _("Name the decision that revoked it: number, date, who decided. The award stays in the book, marked."),
        "button": _("Record that it was revoked"),
        "done": _("Recorded: the award is revoked."),
    }
    return _on_award(request, pk, services.revoke_award, words)


@GET_OR_POST
@asks("registry.edit")
def take_apart(request, pk):
    words = {
        "heading": _("The award belongs to somebody else"),
        "text": _("It goes to a recipient of its own with the same name; the two are kept as not the same."),
        "button": _("Give it to another recipient"),
        "done": _("The award stands with a recipient of its own now."),
    }
    return _on_award(request, pk, services.take_apart, words)
