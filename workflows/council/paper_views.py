"""Paper ballots of a secret vote: the secretary hands them out; two tellers key the box, each alone on an own page."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from permissions import access
from permissions.fields import whole_number
from permissions.pages import asks
from permissions.refusals import ValidationError
from workflows.council import news, paper_services, papers_in_box
from workflows.council.item_views import item_of_room_or_404
from workflows.council.paper_forms import HandOutForm, TellerForm
from workflows.council.views import add_refusal, posted


def _item(request, code, proposal):
    item = item_of_room_or_404(request, code, proposal)
    access.require(request.user, "meetings.prepare", item.meeting)
    return item


# --- the secretary ---------------------------------------------------------------------------------
@asks("meetings.prepare")
def papers(request, code, proposal):
    """Who holds a paper ballot on an item, how far the tellers are; papers are handed out."""
    seen = news.seen_now(code)
    item = _item(request, code, proposal)
    room, obstacle = item.room, paper_services.papers_obstacle(item.room, item)
    keyed = None if obstacle else paper_services.keyed_obstacle(item)
    able = [member for member in room.voting.values() if not paper_services.paper_obstacle(room, item, member)]
    form = HandOutForm(posted(request), members=able)
    if request.method == "POST" and (form.is_valid() or obstacle or keyed):
        try:
            people = form.cleaned_data.get("people", [])
            warnings = paper_services.hand_out_papers(item=item, people=people, by=request.user)
        except ValidationError as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The papers are noted; these members have no ballot on the screen now."))
            for sentence in warnings:
                messages.warning(request, sentence)
            return redirect("council:papers", code, proposal)
    context = {
        "meeting": item.meeting,
        "item": item,
        "form": form,
        "able": able,
        "obstacle": obstacle[1] if obstacle else "",
        "keyed": keyed[1] if keyed else "",
        "holders": [room.voting[pk] for pk in room.voting if pk in room.papers[item.pk]],
        "tellers": papers_in_box.tellers_of(item),
        "faults": [] if obstacle else list(room.paper_faults(item)),
        "seen": seen,
    }
    return render(request, "workflows/council/papers.html", context, status=422 if form.errors else 200)


@require_POST
@asks("meetings.prepare")
def take_paper_back(request, code, proposal):
    """An unused paper comes back before anything is keyed."""
    item = _item(request, code, proposal)
    person_id = whole_number(request.POST.get("person"), 0)
    paper_services.take_paper_back(item=item, person_id=person_id, by=request.user)
    messages.success(request, _("The paper is taken back; the member votes on the screen."))
    return redirect("council:papers", code, proposal)


@require_POST
@asks("meetings.prepare")
def key_anew(request, code, proposal):
    """What the tellers keyed is dropped; two tellers begin anew."""
    paper_services.key_anew(item=_item(request, code, proposal), by=request.user)
    messages.success(request, _("What was keyed is gone; two tellers key the box anew."))
    return redirect("council:papers", code, proposal)


# --- a teller --------------------------------------------------------------------------------------
@asks("meetings.count_papers")
def teller(request, code, proposal):
    """A teller keys the papers in the box alone; no number is shown again, neither the own ones nor the other's."""
    seen = news.seen_now(code)
    item = item_of_room_or_404(request, code, proposal)
    access.require(request.user, "meetings.count_papers", item.meeting)
    room, obstacle = item.room, paper_services.teller_obstacle(item.room, item, request.user)
    rows = [(row, papers_in_box.papers_on(room, item, row.pk)) for row in item.nominations]
    form = TellerForm(posted(request), papers=rows)
    if request.method == "POST" and (form.is_valid() or obstacle):
        try:
            counts = form.counts if form.is_valid() else {}
            found = form.cleaned_data.get("found")
            said = {"found": found, "round_seen": whole_number(request.POST.get("round"))}
            paper_services.key_papers(item=item, counts=counts, by=request.user, **said)
        except ValidationError as refusal:
            form.add_refusal(refusal) if hasattr(refusal, "error_dict") else add_refusal(form, refusal)
        else:
            messages.success(request, _("Your numbers are kept. Nobody reads them, also not you."))
            return redirect("council:teller", code, proposal)
    tellers = papers_in_box.tellers_of(item)
    context = {
        "meeting": item.meeting,
        "item": item,
        "form": form,
        "obstacle": obstacle[1] if obstacle else "",
        "papers": len(room.papers[item.pk]),
        "has_keyed": request.user in tellers,
        "others_done": len([each for each in tellers if each != request.user]),
        "faults": list(room.paper_faults(item)) if len(tellers) == papers_in_box.TELLERS and not obstacle else [],
        "seen": seen,
    }
    return render(request, "workflows/council/teller.html", context, status=422 if form.errors else 200)
