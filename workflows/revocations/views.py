"""The pages of one cancelling or correcting decision: reading, signing, sending back, dropping, issuing."""

from functools import partial
from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from documents.numbers import services as numbers
from documents.numbers.kinds import RegisterKind
from documents.printing.wording import document_number
from documents.signatures.queries import beside
from documents.signatures.told import files_for
from permissions import access
from permissions.pages import asks, held_by
from permissions.reads import opened
from workflows.approval.moving import moves_of
from workflows.approval.paper_issuing import tried
from workflows.approval.paper_signing_views import scan_rows
from workflows.decisions.papers import number_of
from workflows.decisions.queries import next_number
from workflows.notices import services as notices
from workflows.revocations import papers, services, told
from workflows.revocations.forms import IssueForm
from workflows.revocations.later import later_of
from workflows.revocations.models import Amendment
from workflows.revocations.queries import (
    is_inside,
    items_of,
    kept_papers,
    lines_of,
    revocations_seen,
    sees_what_came_later,
    waiting_for_signature,
)
from workflows.revocations.shown import shown_lines
from workflows.revocations.states import AmendmentState
from workflows.revocations.unpaid import to_decide

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
LOOKS = {
    "sign": ("green", "signature"),
    "send_back": ("red", "arrow-back-up"),
    "drop": ("red", "x"),
    "issue": ("primary", "rubber-stamp"),
}
OWN_PAGES = {"sign", "issue"}
RELATED = (
    "commune",
    "rule_set",
    "drafted_by",
    "signed_by",
    "issued_by",
    "first_rendition__blob",
    "second_rendition__blob",
)


def amendment_or_404(request, code):
    """The paper, if this person may see it."""
    rows = access.visible_to(request.user, Amendment, acting=held_by(request))
    return opened(request, get_object_or_404(rows.select_related(*RELATED), code=code))


def _button(amendment, move, held):
    tone, icon = LOOKS[move.name]
    return {
        "name": move.name,
        "label": move.label,
        "url": reverse(f"revocations:{move.name}", args=[amendment.code]),
        "tone": tone,
        "icon": icon,
        "unmet": move.unmet,
        "needs_reason": "reason" in move.asks,
        "capacities": access.own_first(access.holding(held, move.right, amendment)),
    }


def buttons(request, amendment):
    """(links to deeds with a page of their own, the other moves)."""
    held = held_by(request)
    moves = [move for move in moves_of(amendment, request.user, held=held) if move.name in LOOKS]
    made = [_button(amendment, move, held) for move in moves]
    links = [button for button in made if button["name"] in OWN_PAGES and not button["unmet"]]
    return links, [button for button in made if button not in links]


def may_change(request, amendment):
    """Is it a draft that this person may write on?"""
    held = held_by(request)
    is_open = AmendmentState(amendment.state).is_open_for_editing
    return is_open and bool(access.holding(held, "decisions.draft", amendment))


def _again_url(request, amendment, lines):
    """Where a draft that came back or was dropped is written again, for who may draft; empty for others."""
    ended = amendment.state in (AmendmentState.SENT_BACK, AmendmentState.DROPPED)
    if not ended or not access.holding(held_by(request), "decisions.draft", amendment):
        return ""
    said = {"kind": amendment.kind, "lines": [line.line_id for line in lines], "again": amendment.code}
    return f"{reverse('revocations:draft_words')}?{urlencode(said, doseq=True)}"


def _files(amendment, held):
    titles = {"issued": _("Decision"), "signed": _("Decision as it was signed, without number")}
    kept = kept_papers(amendment, held)
    signed = beside(list(kept.values()) if is_inside(amendment, held) else [], amendment, held)
    blobs = files_for(kept.values())
    return [
        {
            "title": titles[which],
            "signing": signed.get(issued.pk),
            "name": papers.file_name(amendment, which),
            "url": reverse("revocations:paper", args=[amendment.code, which]),
            "size_bytes": blobs[issued.pk].size_bytes,
            "sha256": blobs[issued.pk].sha256,
            "at": issued.made_at,
        }
        for which, issued in kept.items()
    ]


def _inside(request, amendment, lines):
    """What only who works on the paper reads beside it: later awards, money to decide anew, what is to come back."""
    if not amendment.is_revocation:
        return {}
    found = {"unpaid": to_decide(amendment, lines)}
    if sees_what_came_later(amendment, held_by(request)):
        found["later"] = later_of([line.line.nomination for line in lines])
    if amendment.state == AmendmentState.ISSUED:
        mine = revocations_seen(request.user, held_by(request))
        found["returns"] = list(mine.filter(amendment_line__amendment=amendment).order_by("pk"))
        for row in found["returns"]:
            row.due_items = items_of(row)
    return found


@require_GET
@asks("decisions.view")
def detail(request, code):
    amendment = amendment_or_404(request, code)
    notices.opened(person=request.user, subject=amendment.stream)
    held, lines = held_by(request), lines_of(amendment)
    inside = is_inside(amendment, held)
    links, moves = buttons(request, amendment)
    context = {
        "amendment": amendment,
        "number": number_of(amendment),
        "lines": shown_lines(lines),
        "inside": inside,
        "files": [*_files(amendment, held), *scan_rows(amendment.signed_paper_id, request.user, held)],
        "links": links,
        "moves": moves,
        "may_change": may_change(request, amendment),
        "again_url": _again_url(request, amendment, lines),
        "may_issue": bool(access.holding(held, "decisions.issue", amendment)),
        "ended": told.why_ended(amendment) if inside else None,
        **(_inside(request, amendment, lines) if inside else {}),
    }
    return render(request, "workflows/revocations/detail.html", context)


@GET_OR_POST
@asks("decisions.sign")
def sign(request, code):
    """Read the whole paper and sign it with one button."""
    amendment = amendment_or_404(request, code)
    if request.method == "POST":
        amendment = services.sign_amendment(
            amendment=amendment,
            row_version=request.POST.get("row_version") or 0,
            by=request.user,
            acting_as=request.POST.get("acting_as", ""),
        )
        messages.success(request, told.after_signing(amendment))
        return redirect("revocations:detail", code=code)
    if not AmendmentState(amendment.state).is_open_for_editing:
        return redirect("revocations:detail", code=code)
    held, lines = held_by(request), lines_of(amendment)
    if not access.holding(held, "decisions.sign", amendment):
        access.require(request.user, "decisions.sign", amendment)
    links, moves = buttons(request, amendment)
    for move in links:
        move["confirm"] = told.before_signing(amendment, len(lines))
    context = {
        "amendment": amendment,
        "text": papers.text_of(amendment, lines, signer=papers.signer_of_draft(amendment, held)),
        "moves": links + moves,
        "waiting": waiting_for_signature(held).exclude(pk=amendment.pk)[:20],
        **_inside(request, amendment, lines),
    }
    return render(request, "workflows/revocations/sign.html", context)


@require_POST
@asks("decisions.send_back")
def send_back(request, code):
    amendment = _ended(request, code, services.send_back)
    messages.success(request, told.after_sending_back(amendment))
    return redirect("revocations:detail", code=code)


@require_POST
@asks("decisions.draft")
def drop(request, code):
    amendment = _ended(request, code, services.drop_draft)
    messages.success(request, told.after_dropping(amendment))
    return redirect("revocations:detail", code=code)


def _ended(request, code, deed):
    return deed(
        amendment=amendment_or_404(request, code),
        row_version=request.POST.get("row_version") or 0,
        by=request.user,
        reason=request.POST.get("reason", ""),
        acting_as=request.POST.get("acting_as", ""),
    )


def _issue(request, amendment, form):
    """Returns the status of the page, None when done."""
    deed = partial(services.issue_amendment, amendment=amendment)
    return tried(request, form, deed, commune_id=amendment.commune_id, field="issued_on")


@GET_OR_POST
@asks("decisions.issue")
def issue(request, code):
    """Number, date and one button; the next number is only a preview, it is taken while issuing."""
    amendment = amendment_or_404(request, code)
    access.require(request.user, "decisions.issue", amendment)
    today, status = timezone.localdate(), 200
    is_external = numbers.is_external(commune=amendment.commune, kind=RegisterKind.DECISION, year=today.year)
    form = IssueForm(request.POST or None, is_external=is_external, initial={"issued_on": today})
    if request.method == "POST":
        status = _issue(request, amendment, form) if form.is_valid() else 422
        if status is None:
            amendment.refresh_from_db()
            messages.success(request, told.after_issuing(amendment))
            return redirect("revocations:detail", code=code)
    elif amendment.state != AmendmentState.SIGNED:
        return redirect("revocations:detail", code=code)
    context = {
        "amendment": amendment,
        "form": form,
        "is_external": is_external,
        "next_number": document_number(next_number(amendment.commune, today.year), amendment.symbol),
        "lines": lines_of(amendment),
        "signers": access.own_first(access.holding(held_by(request), "decisions.issue", amendment)),
        "row_version": request.POST.get("row_version") or amendment.row_version,
    }
    return render(request, "workflows/revocations/issue.html", context, status=status)
