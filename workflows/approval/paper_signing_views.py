"""The page on which a signature on paper is recorded: the same for every kind of paper, the scan is the arrival's;
and the scan as the page of the signed paper shows it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from documents.arrivals.queries import arrivals_seen
from permissions import access
from permissions.pages import held_by, stand_in
from permissions.reads import opened, refused
from permissions.refusals import LostRace, NotNow


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """How one kind of paper is recorded. done(what was signed, arrival): the sentence, and where the person goes on."""

    right: str
    form: type
    record: Callable
    template: str
    done: Callable


def record_on(request, pk, signing):
    """Which paper it is, who signed it, on which day."""
    held = held_by(request)
    arrival = opened(request, get_object_or_404(arrivals_seen(request.user, held), pk=pk))
    access.require(request.user, signing.right, arrival)
    stand_in(request, "arrivals")
    form = signing.form(request.POST or None, arrival=arrival, initial={"signed_on": arrival.paper_on})
    obstacles, status = [], 200
    if request.method == "POST" and form.is_valid():
        try:
            signed = signing.record(
                by=request.user, acting_as=request.POST.get("acting_as", ""), arrival=arrival, **form.said()
            )
        except (NotNow, LostRace) as refusal:
            refused(request, refusal.code, commune_id=arrival.commune_id)
            obstacles, status = refusal.sentences, refusal.status
        else:
            told, address = signing.done(signed, arrival)
            messages.success(request, told)
            return redirect(address)
    offices = access.offices_with(signing.right)
    context = {
        "arrival": arrival,
        "form": form,
        "obstacles": obstacles,
        "capacities": [c for c in held if c.office in offices and c.reaches(arrival)],
    }
    return render(request, signing.template, context, status=422 if form.errors else status)


def scan_rows(arrival_id, user, held):
    """The scan of a paper signed by hand as pages list files: for who reads the arrival book, which notes the opening.

    arrival_id: None where it was not signed on paper.
    """
    seen = arrivals_seen(user, held).filter(pk=arrival_id) if arrival_id else []
    return [
        {
            "title": _("Paper signed by hand, number of arrival %(number)s") % {"number": arrival},
            "name": arrival.file_name,
            "url": reverse("arrivals:scan", args=[arrival.pk]),
            "size_bytes": arrival.scan.size_bytes,
            "sha256": arrival.scan.sha256,
            "at": arrival.registered_at,
        }
        for arrival in seen
    ]
