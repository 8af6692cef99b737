"""What becomes of a campaign, told to the units it concerns; registered where campaigns announce it."""

from django.utils import timezone
from django.utils.translation import gettext_lazy

from documents.campaigns.announcing import register_listener, register_reader
from permissions.roles import Office
from workflows.notices import words
from workflows.notices.services import Telling, opened, tell
from workflows.notices.states import NoticeKind
from workflows.notices.words import Audience

_OFFICES = (Office.UNIT_CLERK, Office.UNIT_HEAD)
_HEAD = Audience((Office.OFFICE_HEAD,), "commune")
words.declare_kind("campaign", page="campaigns:detail")
words.declare(
    {
        "campaign.launched": gettext_lazy("is launched; letters can be sent"),
        "campaign.ended": gettext_lazy("is closed; no more letters are taken"),
        "campaign.reminded": gettext_lazy("still waits for the unit's letter"),
        "campaign.exception_asked": gettext_lazy("has a unit that asks to send late"),
        "campaign.exception_granted": gettext_lazy("takes the unit's letter until a later day"),
        "campaign.exception_declined": gettext_lazy("takes no late letter of the unit"),
    }
)


def told_of_campaign(event, campaign, *, by, now, unit_ids, due_on):
    """Tell every unit of the commune, some units, or the head of the office that is asked: two statements."""
    about = {
        "subject": campaign.stream,
        "title": campaign.title,
        "commune_id": campaign.commune_id,
        "words": f"campaign.{event}",
        "due_on": due_on,
    }
    if event == "exception_asked":
        tellings = [Telling(**about, audience=_HEAD, kind=NoticeKind.WAITS)]
    elif unit_ids is None:
        tellings = [Telling(**about, audience=Audience(_OFFICES, "commune"))]
    elif event == "reminded":
        reminder = {"kind": NoticeKind.REMINDER, "told_on": timezone.localdate(now)}
        tellings = [Telling(**about, **reminder, audience=Audience(_OFFICES), unit_id=key) for key in unit_ids]
    else:
        tellings = [Telling(**about, audience=Audience(_OFFICES), unit_id=key) for key in unit_ids]
    tell(tellings, by=by, now=now)


def read_by(campaign, *, person):
    """What this person was told of the campaign is read."""
    opened(person=person, subject=campaign.stream)


register_listener(told_of_campaign)
register_reader(read_by)
