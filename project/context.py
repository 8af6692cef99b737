"""What the frame of every page shows: menu, person, offices, version. Worked out only when a template asks."""

import tomllib
from dataclasses import dataclass
from functools import cache, cached_property

from django.conf import settings
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from permissions.pages import held_by
from permissions.roles import RIGHTS_OF
from workflows.inbox import queries as inbox
from workflows.inbox.desks import in_hands_of, own_desks
from workflows.notices import queries as notices

# One file per component, in the order of the cascade.
SHEETS = (
    "fonts",
    "base",
    "frame",
    "form",
    "chip",
    "table",
    "preview",
    "stat",
    "steps",
    "timeline",
    "moves",
    "screens",
    "files",
    "overlay",
    "gate",
    "print",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the menu: shown to offices that hold `right` (empty: to everybody with an office)."""

    label: str
    name: str
    icon: str
    right: str = ""

    @property
    def namespace(self):
        return self.name.partition(":")[0]


# pages without a place of their own -> the place to which they belong
PART_OF = {
    "offers": "proposals",
    "public_notice": "proposals",
    "past": "proposals",
    "bundles": "trail",
    "stocks": "decisions",
    "registers": "decisions",
    "revocations": "decisions",
    "returns": "decisions",
    "certificates": "decisions",
}

# label of the group -> its places, in the order of the menu
MENU = (
    (
        "",
        (
            Entry(_("My work"), "inbox:list", "inbox"),
            Entry(_("Letters of the unit"), "letters:list", "mail-forward", "letters.view"),
            Entry(_("Proposals"), "proposals:list", "file-text", "proposals.view"),
            Entry(_("Opinions asked"), "opinions:list", "message", "opinions.view"),
            Entry(_("Campaigns"), "campaigns:list", "flag", "campaigns.view"),
            Entry(_("Award book"), "registry:list", "trophy", "registry.view"),
            Entry(_("Arrival book"), "arrivals:list", "rubber-stamp", "arrivals.view"),
            Entry(_("Council meetings"), "council:list", "users-group", "meetings.view"),
            Entry(_("Conclusions of the council"), "conclusions:list", "message-report", "conclusions.view"),
            Entry(_("Decisions"), "decisions:list", "gavel", "decisions.view"),
            Entry(_("Award money"), "payments:list", "coin", "payments.view"),
            Entry(_("Handing over"), "handover:list", "award", "handovers.view"),
            Entry(_("Letters to the province"), "transmittals:list", "building-community", "transmittals.view"),
        ),
    ),
    (
        _("Rules and people"),
        (
            Entry(_("Catalogue of rules"), "catalogue:index", "book-2", "catalogue.view"),
            Entry(_("Word forms"), "word_forms:list", "file-text", "word_forms.keep"),
            Entry(_("People and units"), "people:list", "users", "people.view"),
            Entry(_("Who opened what"), "reads:list", "search", "reads.browse"),
            Entry(_("Mandates"), "mandates:list", "shield-check", "people.view"),
            Entry(_("Trail"), "trail:list", "history", "ledger.view"),
            Entry(_("Dossiers past their time"), "disposal:list", "archive", "disposal.view"),
            Entry(_("Trusted issuers of signatures"), "signatures:issuers", "signature", "issuers.manage"),
            Entry(_("Checkpoints"), "seals:list", "shield-check", "ledger.view"),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Item:
    """A place of the menu as this person sees it."""

    label: str
    url: str
    icon: str
    active: bool
    count: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    label: str
    items: list


@dataclass(frozen=True, slots=True)
class Held:
    """An office of the person for the account menu; `until` only where the end is set."""

    label: str
    unit: str
    until: object


@cache
def version():
    """The version of the program, from pyproject.toml."""
    return tomllib.loads((settings.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


def url_or_none(name):
    """The address of a page, or None where this installation has no such page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return None


class Frame:
    """Everything about the frame of one answer; each part is worked out when the template asks for it."""

    def __init__(self, request=None):
        self.request = request

    @cached_property
    def held(self):
        """The capacities of the signed-in person, asked once per request."""
        user = getattr(self.request, "user", None)
        if user is None or not user.is_authenticated:
            return []
        return held_by(self.request)

    @cached_property
    def sections(self):
        rights = set().union(*(RIGHTS_OF[capacity.office] for capacity in self.held))
        here = getattr(self.request, "resolver_match", None)
        namespace = here.namespace if here else ""
        current = getattr(self.request, "menu_section", "") or PART_OF.get(namespace, namespace)
        sections = []
        for label, entries in MENU:
            items = [
                Item(entry.label, url, entry.icon, entry.namespace == current, self._count(entry))
                for entry in entries
                if self.held and (not entry.right or entry.right in rights) and (url := url_or_none(entry.name))
            ]
            if items:
                sections.append(Section(label, items))
        return sections

    def _count(self, entry):
        """How many things wait on the person's desks, said as `99+` from the cap on; one statement."""
        if entry.name != "inbox:list":
            return ""
        (waiting,) = inbox.count([(own_desks(self.held), in_hands_of(self.request.user, self.held), {})])
        return f"{inbox.CAP - 1}+" if waiting >= inbox.CAP else str(waiting or "")

    @cached_property
    def unread(self):
        """How many notices the person has not opened, said as `99+` from the cap on; one statement."""
        user = getattr(self.request, "user", None)
        if user is None or not user.is_authenticated:
            return ""
        found = notices.unread_count(user)
        return f"{notices.CAP - 1}+" if found >= notices.CAP else str(found or "")

    @cached_property
    def home_url(self):
        return self.sections[0].items[0].url if self.sections else reverse("help")

    @cached_property
    def find_url(self):
        rights = set().union(*(RIGHTS_OF[capacity.office] for capacity in self.held))
        return url_or_none("proposals:list") if "proposals.view" in rights else None

    @cached_property
    def offices(self):
        return [
            Held(
                capacity.label,
                capacity.appointment.unit.name,
                (capacity.deputising or capacity.appointment).to_on,
            )
            for capacity in self.held
        ]

    @cached_property
    def office(self):
        return self.held[0].label if self.held else _("no office today")

    @cached_property
    def place(self):
        return self.held[0].appointment.unit.name if self.held else _("Emulation and commendation")

    @property
    def sheets(self):
        return [static(f"css/{name}.css") for name in SHEETS]

    @property
    def version(self):
        return version()

    @property
    def source_url(self):
        return settings.SOURCE_URL

    @property
    def demo(self):
        return settings.DEMO


def frame(request):
    """Template context processor."""
    return {"frame": Frame(request)}
