"""The inbox: what waits for me, my office's queue, what my unit sent, what I did."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from documents.proposals.models import Proposal
from documents.sheets.serving import is_export, words_of_filter
from permissions import access
from permissions.fields import whole_number
from permissions.pages import held_by, signed_in
from permissions.roles import RIGHTS_OF
from workflows.approval.list_views import Filters as ProposalFilters
from workflows.inbox import queries
from workflows.inbox.desks import IN_HAND, KINDS_ON, in_hands_of, own_desks, shared_queues
from workflows.inbox.exports import KINDS, done_file, sent_file, waiting_file
from workflows.inbox.shown import with_sentences

TABS = ("mine", "queue", "sent", "done")
PAGES = {
    "proposal": "proposals:detail",
    "letter": "letters:detail",
    "opinion": "opinions:detail",
    "meeting": "council:detail",
    "decision": "decisions:detail",
    "transmittal": "transmittals:detail",
}


class Filters(ProposalFilters):
    """The filters of the proposals, as the statement of the inbox takes them; a state is one of what can wait there."""

    def __init__(self, data, *, group, **who):
        super().__init__(data, **who)
        desks, handler = group
        here = {kind for _unit, office in desks for kind in KINDS_ON[office]} | set(IN_HAND if handler else ())
        self.fields["state"].choices = [
            ("", _("All states")),
            *((label, queries.state_choices(kind)) for kind, label in KINDS.items() if kind in here),
        ]

    def values(self):
        self.is_valid()
        chosen = {name: value for name, value in self.cleaned_data.items() if value}
        chosen["kind"], _dot, chosen["state"] = chosen.get("state", "").partition(".")
        return {name: getattr(value, "pk", value) for name, value in chosen.items()}


def _groups(user, held):
    """(desks, handler) of each tab of waiting things."""
    return {"mine": (own_desks(held), in_hands_of(user, held)), "queue": (shared_queues(held), None)}


def _tabs(current, groups):
    today = timezone.localdate()
    mine, queue = groups["mine"], groups["queue"]
    counted = queries.count([(*mine, {}), (*queue, {}), (*mine, {"overdue_on": today})])
    labels = {
        "mine": (_("On my desk"), counted[0]),
        "queue": (_("My office's queue"), counted[1]),
        "sent": (_("Sent by me"), None),
        "done": (_("Done by me"), None),
    }
    tabs = [
        {
            "label": label,
            "url": f"{reverse('inbox:list')}?tab={name}",
            "count": None if number is None else capped(number),
            "active": name == current,
        }
        for name, (label, number) in labels.items()
        if name != "queue" or queue[0]
    ]
    return tabs, counted


def capped(number):
    """99+ from the cap on: nobody reads more."""
    return "99+" if number >= queries.CAP else str(number)


@require_GET
@signed_in
def inbox(request):
    held = held_by(request)
    current = request.GET.get("tab") if request.GET.get("tab") in TABS else "mine"
    groups = _groups(request.user, held)
    if is_export(request):
        return _file(request, current, groups)
    tabs, counted = _tabs(current, groups)
    filters = Filters(request.GET, held=held, user=request.user, group=groups.get(current, ([], None)))
    context = {
        "tab": current,
        "tabs": tabs,
        "waiting_count": capped(counted[0]),
        "queue_count": capped(counted[1]),
        "overdue_count": capped(counted[2]),
        "has_queue": bool(groups["queue"][0]),
        "filters": filters,
        "held": held,
    }
    if current in groups:
        context |= _waiting(groups[current], filters, request)
        context["meanwhile"] = _meanwhile(held, context["has_queue"])
    elif current == "sent":
        context |= _sent(request)
    else:
        context |= _done(request)
    return render(request, "workflows/inbox/inbox.html", context)


def _meanwhile(held, has_queue):
    """What an empty desk says: (sentence, name of the page that helps, its label), by what the person may do."""
    rights = set().union(*(RIGHTS_OF[capacity.office] for capacity in held))
    if not held:
        return _("You hold no office today; the administrator appoints you to one."), "", ""
    if has_queue:
        return _("Look into your office's queue, or at the proposals under way."), "", ""
    if "proposals.view" in rights:
        return _("You can read the dossiers under way."), "proposals:list", _("Proposals")
    if "people.confirm_appointment" in rights:
        return _("Appointments that wait for a second person are listed there."), "people:list", _("People and units")
    return _("You can read the rules by which dossiers are judged."), "catalogue:index", _("Catalogue of rules")


def _file(request, tab, groups):
    """The tab for Excel."""
    if tab == "sent":
        return sent_file(request, _sent_by(request))
    if tab == "done":
        return done_file(request, queries.deeds_of(request.user))
    filters = Filters(request.GET, held=held_by(request), user=request.user, group=groups[tab])
    return waiting_file(request, groups[tab], filters.values(), words_of_filter(filters))


def _waiting(group, filters, request):
    cursor, chosen = queries.parse_cursor(request.GET.get("after")), filters.values()
    rows = queries.waiting(group[0], handler=group[1], filters=chosen, cursor=cursor)
    shown = rows[: queries.PAGE]
    after = shown[-1].cursor if len(rows) > queries.PAGE else ""
    return {"rows": shown, "after": after, "is_narrowed": any(chosen.values())}


def _sent_by(request):
    seen = access.visible_to(request.user, Proposal, acting=held_by(request))
    return queries.sent_by(request.user, seen)


def _older(rows, request):
    """(one page of the rows, the newest first; key behind which the next page begins or "")."""
    if before := whole_number(request.GET.get("before")):
        rows = rows.filter(pk__lt=before)
    found = list(rows.order_by("-pk")[: queries.PAGE + 1])
    shown = found[: queries.PAGE]
    return shown, shown[-1].pk if len(found) > queries.PAGE else ""


def _sent(request):
    shown, before = _older(_sent_by(request), request)
    return {"sent": shown, "before": before}


def _done(request):
    shown, before = _older(queries.deeds_of(request.user), request)
    for entry in with_sentences(shown):
        kind, _slash, entry.code = entry.stream.key.partition("/")
        entry.url = reverse(PAGES[kind], args=[entry.code]) if kind in PAGES else ""
    return {"deeds": shown, "before": before}


@require_GET
@signed_in
def next_one(request):
    """Straight to the next thing on my desk, leaving out the one just seen."""
    held = held_by(request)
    desks, handler = _groups(request.user, held)["mine"]
    seen = request.GET.get("after", "")
    for item in queries.waiting(desks, handler=handler, limit=2):
        if item.code != seen:
            return redirect(item.page, item.code)
    messages.info(request, _("Nothing else waits on your desk."))
    return redirect("inbox:list")
