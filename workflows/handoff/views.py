"""The commune's pages of one letter to the province: reading, changing the draft, signing, forwarding."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from documents.numbers import services as numbers
from documents.numbers.kinds import RegisterKind
from documents.printing.wording import document_number
from documents.signatures.queries import beside
from documents.signatures.told import files_for
from permissions import access
from permissions.fields import refused_by_field
from permissions.pages import asks, held_by
from permissions.reads import opened
from permissions.refusals import ValidationError
from workflows.approval.moving import moves_of
from workflows.approval.paper_issuing import tried
from workflows.approval.paper_signing_views import scan_rows
from workflows.approval.paper_words import meetings_behind, signature_of
from workflows.handoff import papers, services, shown
from workflows.handoff.conditions import has_officer
from workflows.handoff.edxml import outgoing
from workflows.handoff.forms import ForwardForm, WordsForm
from workflows.handoff.models import Transmittal
from workflows.handoff.queries import (
    is_above,
    is_inside,
    is_open,
    is_returned,
    last_sent_back,
    lines_of,
    next_number,
    proposals_of,
    unacknowledged,
    waiting_for_signature,
    why_sent_back,
    with_totals,
)
from workflows.handoff.states import TransmittalState
from workflows.notices import services as notices

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
RELATED = (
    "commune__parent",
    "award_form",
    "rule_set",
    "drafted_by",
    "signed_by",
    "first_rendition__blob",
    "second_rendition__blob",
)

# How the buttons look; the machine says which there are. Deeds with a page of their own are links.
LOOKS = {
    "sign": ("green", "signature"),
    "send_back": ("red", "arrow-back-up"),
    "forward": ("primary", "mail-forward"),
    "acknowledge": ("primary", "check"),
    "return_lines": ("", "arrow-back-up"),
    "record_answer": ("green", "message"),
    "forward_again": ("primary", "mail-forward"),
}
OWN_PAGES = {
    "sign": gettext_lazy("Read and sign"),
    "forward": gettext_lazy("Number and forward"),
    "return_lines": gettext_lazy("Return lines"),
    "record_answer": gettext_lazy("Record answers"),
}
OF_THE_PROVINCE = frozenset({"acknowledge", "return_lines", "record_answer", "correct_answer"})


def letter_or_404(request, code):
    """The letter, if this person may see it."""
    rows = access.visible_to(request.user, Transmittal, acting=held_by(request))
    return opened(request, get_object_or_404(rows.select_related(*RELATED), code=code))


# --- buttons ---------------------------------------------------------------------------------------
def _buttons(letter, user, held, lines):
    """(links to deeds with a page of their own, the other moves), as the pages show them."""
    hides_province = not is_above(letter, held) and has_officer(letter.commune, timezone.localdate())
    idle = set() if any(is_open(line) for line in lines) else {"acknowledge", "return_lines", "record_answer"}
    idle |= set() if unacknowledged(letter) else {"acknowledge"}
    idle |= set() if any(is_returned(line) for line in lines) else {"forward_again"}
    links, moves = [], []
    for move in moves_of(letter, user, held=held):
        if move.name not in LOOKS or move.name in idle or (hides_province and move.name in OF_THE_PROVINCE):
            continue
        button = _button(letter, move, held)
        is_link = move.name in OWN_PAGES or (move.name == "acknowledge" and not is_above(letter, held))
        if is_link and not move.unmet:
            links.append(button)
        elif not is_link:
            moves.append(button)
    links.sort(key=lambda link: link["name"] != "acknowledge")
    return links, moves


def _button(letter, move, held):
    tone, icon = LOOKS[move.name]
    return {
        "name": move.name,
        "label": OWN_PAGES.get(move.name, move.label),
        "url": reverse(f"transmittals:{move.name}", args=[letter.code]),
        "tone": tone,
        "icon": icon,
        "unmet": move.unmet,
        "needs_reason": "reason" in move.asks,
        "capacities": shown.holders(letter, move.right, held),
    }


def _sendings(letter):
    return letter.sendings.select_related("sent_by", "package", "note").prefetch_related("carriages")


def _files_for(letter, held):
    """The kept renditions as the page lists them."""
    titles = {"issued": _("Letter with its list"), "signed": _("Letter as it was signed, without number")}
    kept = shown.kept_papers(letter, held)
    signed = beside(kept.values() if is_inside(letter, held) else [], letter, held)
    blobs = files_for(kept.values())
    return [
        {
            "title": titles[name],
            "signing": signed.get(issued.pk),
            "name": papers.file_name(letter, name),
            "url": reverse("transmittals:paper", args=[letter.code, name]),
            "size_bytes": blobs[issued.pk].size_bytes,
            "sha256": blobs[issued.pk].sha256,
            "at": issued.made_at,
        }
        for name, issued in kept.items()
    ]


def _may_change(letter, held):
    is_open = TransmittalState(letter.state).is_open_for_editing
    return is_open and bool(shown.holders(letter, "transmittals.draft", held))


def _behind(letter, held):
    """Dossiers, minutes, and an earlier draft that was sent back: for who works on the letter."""
    if not is_inside(letter, held):
        return {}
    dossiers = proposals_of(letter)
    before = letter if letter.state == TransmittalState.SENT_BACK else last_sent_back(dossiers, before=letter)
    return {
        "dossiers": dossiers,
        "meetings": meetings_behind(dossiers) if shown.holders(letter, "meetings.view", held) else [],
        "sent_back": why_sent_back(before) if before else None,
        "is_before": before != letter,
    }


@require_GET
@asks("transmittals.view")
def detail(request, code):
    letter, held = letter_or_404(request, code), held_by(request)
    notices.opened(person=request.user, subject=letter.stream)
    opens_packages = shown.may_open_packages(letter, held)
    lines = shown.lines_for(letter, held)
    links, moves = _buttons(letter, request.user, held, lines)
    for line in lines:
        line.files = shown.files_of(line) if opens_packages else []
    context = {
        "letter": letter,
        "number": papers.number_of(letter),
        "lines": lines,
        "inside": is_inside(letter, held),
        "above": is_above(letter, held),
        "files": [*_files_for(letter, held), *scan_rows(letter.signed_paper_id, request.user, held)],
        "sendings": _sendings(letter) if opens_packages else [],
        "statuses": letter.receiver_statuses.all() if opens_packages else [],
        "has_messages": outgoing.is_on(letter),
        "may_read_status": bool(letter.number and shown.holders(letter, "transmittals.forward", held)),
        "links": links,
        "moves": moves,
        "is_unacknowledged": any(move["name"] == "acknowledge" for move in moves),
        "may_change": _may_change(letter, held),
        "may_correct": _may_correct(letter, held),
        **_behind(letter, held),
    }
    return render(request, "workflows/handoff/transmittal.html", context)


def _may_correct(letter, held):
    if not shown.holders(letter, "province.answer", held):
        return False
    return is_above(letter, held) or shown.is_on_paper(letter, held, timezone.localdate())


@GET_OR_POST
@asks("transmittals.draft")
def change(request, code):
    """The words of a draft and the order of its list, in one form."""
    letter, held = letter_or_404(request, code), held_by(request)
    if not _may_change(letter, held):
        access.require(request.user, "transmittals.draft", letter)
        return redirect("transmittals:detail", code=code)
    form = WordsForm(request.POST or None, instance=letter, lines=lines_of(letter))
    row_version = request.POST.get("row_version", 0) if request.method == "POST" else letter.row_version
    if request.method == "POST" and form.is_valid():
        try:
            services.change_draft(
                transmittal=letter,
                row_version=row_version,
                by=request.user,
                values=form.cleaned_data,
                order=[line.pk for line in form.ordered()],
                acting_as=request.POST.get("acting_as", ""),
            )
        except ValidationError as fault:
            refused_by_field(form, fault)
        else:
            messages.success(request, _("The draft %(code)s is kept.") % {"code": code})
            return redirect("transmittals:detail", code=code)
    context = {"letter": letter, "form": form, "row_version": row_version, **_behind(letter, held)}
    return render(request, "workflows/handoff/change.html", context, status=422 if form.errors else 200)


@GET_OR_POST
@asks("transmittals.sign")
def sign(request, code):
    """Read the whole letter and sign it with one button; the other waiting ones stand beside it."""
    letter, held = letter_or_404(request, code), held_by(request)
    waiting = waiting_for_signature(held).exclude(pk=letter.pk)
    if request.method == "POST":
        services.sign_transmittal(transmittal=letter, **_said(request))
        messages.success(
            request, _("%(code)s is signed. It goes to the records clerk for its number.") % {"code": code}
        )
        following = waiting.first()
        if following is None:
            return redirect("transmittals:detail", code=code)
        return redirect("transmittals:sign", code=following.code)
    if not TransmittalState(letter.state).is_open_for_editing:
        return redirect("transmittals:detail", code=code)
    signers = shown.holders(letter, "transmittals.sign", held)
    if not signers:
        access.require(request.user, "transmittals.sign", letter)
    links, moves = _buttons(letter, request.user, held, [])
    for link in links:
        link["label"] = _("Sign the letter")
    signer = papers.signer_block(*signature_of(signers[0]))
    context = {
        "letter": letter,
        "text": papers.letter_text(letter, lines_of(letter), signer=signer),
        "moves": links + moves,
        "waiting": with_totals(waiting)[:20],
        **_behind(letter, held),
    }
    return render(request, "workflows/handoff/sign.html", context)


def _said(request):
    """What every deed on a letter sends."""
    return {
        "row_version": request.POST.get("row_version") or 0,
        "by": request.user,
        "acting_as": request.POST.get("acting_as", ""),
    }


@require_POST
@asks("transmittals.send_back")
def send_back(request, code):
    letter = letter_or_404(request, code)
    services.send_back_paper(transmittal=letter, reason=request.POST.get("reason", ""), **_said(request))
    told = _("The draft %(code)s is sent back to %(person)s; its dossiers are free to be drafted again.")
    messages.success(request, told % {"code": code, "person": letter.drafted_by})
    return redirect("transmittals:detail", code=code)


@require_POST
@asks("transmittals.forward")
def forward_again(request, code):
    """All dossiers that wait at the commune go again under the same letter."""
    letter = letter_or_404(request, code)
    services.forward_again(transmittal=letter, **_said(request))
    messages.success(request, _("The completed dossiers are sent to the province in a package of their own."))
    return redirect("transmittals:detail", code=code)


@GET_OR_POST
@asks("transmittals.forward")
def forward(request, code):
    """Number, date and one button; the next number is only a preview, it is taken while forwarding."""
    letter = letter_or_404(request, code)
    access.require(request.user, "transmittals.forward", letter)
    today, status = timezone.localdate(), 200
    is_external = numbers.is_external(commune=letter.commune, kind=RegisterKind.TRANSMITTAL, year=today.year)
    form = ForwardForm(request.POST or None, is_external=is_external, initial={"issued_on": today})
    if request.method == "POST":
        status = _forward(request, letter, form) if form.is_valid() else 422
        if status is None:
            messages.success(request, _("The letter is forwarded: package built, checked and kept."))
            return redirect("transmittals:detail", code=code)
    elif letter.state != TransmittalState.SIGNED:
        return redirect("transmittals:detail", code=code)
    context = {
        "letter": letter,
        "form": form,
        "is_external": is_external,
        "next_number": document_number(next_number(letter.commune, today.year), letter.symbol),
        "lines": lines_of(letter),
        "signers": shown.holders(letter, "transmittals.forward", held_by(request)),
        "row_version": request.POST.get("row_version") or letter.row_version,
    }
    return render(request, "workflows/handoff/forward.html", context, status=status)


def _forward(request, letter, form):
    """Returns the status of the page, None when done."""
    deed = partial(services.forward, transmittal=letter)
    return tried(request, form, deed, commune_id=letter.commune_id)
