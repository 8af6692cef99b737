"""Questions about campaigns."""

from dataclasses import dataclass

from django.db.models import Count, Q

from documents.campaigns.models import Campaign, LateException
from documents.campaigns.states import CampaignState
from permissions import access
from permissions.people.models import Unit
from permissions.people.units import UnitKind


def may_still_send(campaign, unit_id, on):
    """Is the campaign open for letters of the unit on a day? An exception counts to its last day."""
    if campaign.state == CampaignState.DRAFTED:
        return False
    if on <= campaign.closes_on and campaign.state == CampaignState.LAUNCHED:
        return True
    return LateException.objects.filter(campaign=campaign, unit_id=unit_id, until_on__gte=on).exists()


def running(commune_id, on):
    """Campaigns of a commune under way on a day."""
    launched = Campaign.objects.filter(commune_id=commune_id, state=CampaignState.LAUNCHED)
    return launched.filter(starts_on__lte=on, ends_on__gte=on)


def _everybody_of_the_commune(held):
    """A campaign in preparation is seen by those who prepare it."""
    communes = {capacity.commune_id for capacity in held if capacity.commune_id}
    _units, preparing = access.units_and_communes(held, "campaigns.edit")
    if not communes:
        return None
    return Q(commune_id__in=communes) & (~Q(state=CampaignState.DRAFTED) | Q(commune_id__in=preparing))


access.register_visibility(Campaign, _everybody_of_the_commune)


def criteria_for(campaign, unit):
    """The criteria that concern a unit and its people; none without a campaign."""
    if campaign is None:
        return []
    return [row for row in campaign.criteria.all() if not row.unit_kinds or unit.kind in row.unit_kinds]


def exceptions_shown(campaign, held):
    """Late exceptions of every unit for those who see its letters, of the own units for others; one statement."""
    own, communes = access.units_and_communes(held, "letters.view")
    rows = campaign.late_exceptions.select_related("unit", "granted_by")
    return rows if campaign.commune_id in communes else rows.filter(unit__in=own)


def with_letter_count(campaigns, user, held):
    """Campaigns with `letter_count`, the letters sent for them: those this person may see."""
    seen = access.visible_to(user, Campaign.letters.rel.related_model, acting=held).order_by()
    sent = Q(letters__state="sent", letters__in=seen.values("pk"))
    return campaigns.annotate(letter_count=Count("letters", filter=sent))


def silent_units(campaign):
    """The units with accounts that have sent no letter for the campaign."""
    units = Unit.objects.filter(commune_id=campaign.commune_id, is_active=True, has_accounts=True)
    units = units.exclude(kind__in=[UnitKind.COMMUNE, UnitKind.COUNCIL])
    return units.exclude(pk__in=campaign.letters.filter(state="sent").values("unit"))


def requests_shown(campaign, held):
    """What units asked: all for those who answer, of the own units for others; one statement."""
    own, _communes = access.units_and_communes(held, "campaigns.ask_exception")
    _own, communes = access.units_and_communes(held, "campaigns.grant_exception")
    rows = campaign.exception_requests.select_related("unit", "asked_by", "answered_by")
    return rows if campaign.commune_id in communes else rows.filter(unit__in=own)


@dataclass(frozen=True, slots=True)
class Progress:
    """What a unit has sent for a campaign and what became of it; numbers of nominees but for the letters."""

    unit: Unit
    drafting: int
    letters: int
    returned: int
    nominees: int
    waiting: int
    passed: int
    granted: int
    turned_down: int

    @property
    def has_begun(self):
        """Has the unit drafted or sent anything?"""
        return bool(self.drafting or self.letters)


_NOMINEES = "nominations__outcome"
_COUNTS = {
    "returned": Count("pk", filter=Q(state="returned"), distinct=True),
    "nominees": Count("nominations"),
    "waiting": Count("nominations", filter=Q(**{_NOMINEES: "proposed"})),
    "passed": Count("nominations", filter=Q(**{_NOMINEES: "passed"})),
    "granted": Count("nominations", filter=Q(**{_NOMINEES: "granted"})),
    "turned_down": Count("nominations", filter=Q(**{f"{_NOMINEES}__in": ["struck_out", "not_passed", "refused"]})),
}


def progress_of(campaign, user, held):
    """[Progress] of every unit of the commune for those who see its letters, of the own units for others.

    Who has not begun comes first. Of what a unit still drafts only the number is told. Withdrawn proposals do not
    count. Three statements.
    """
    own, communes = access.units_and_communes(held, "letters.view")
    units = Unit.objects.filter(commune_id=campaign.commune_id, is_active=True)
    units = units.exclude(kind__in=[UnitKind.COMMUNE, UnitKind.COUNCIL])
    if campaign.commune_id not in communes:
        units = units.filter(pk__in=own)
    of_letters = {"letters": Count("pk", filter=Q(state="sent")), "drafting": Count("pk", filter=~Q(state="sent"))}
    rows = campaign.letters.filter(unit__in=units).order_by().values("unit").annotate(**of_letters)
    letters = {row.pop("unit"): row for row in rows}
    proposals = access.visible_to(user, campaign.proposals.exclude(state="withdrawn"), acting=held).order_by()
    counted = {row.pop("unit"): row for row in proposals.values("unit").annotate(**_COUNTS)}
    nothing, no_letter = dict.fromkeys(_COUNTS, 0), dict.fromkeys(of_letters, 0)
    found = [Progress(unit, **letters.get(unit.pk, no_letter), **counted.get(unit.pk, nothing)) for unit in units]
    return sorted(found, key=lambda row: (row.has_begun, bool(row.letters)))
