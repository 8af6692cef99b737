"""What a meeting concluded on the nominations of each unit, as the unit is told: its own alone, without any reason.

Of an agreement the share by which its rule was met, and no other count; never who voted, stood aside or said what.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace

from django.db import models
from django.utils.translation import gettext_lazy as _

from documents.catalogue.kinds import Level
from documents.catalogue.models import VoteRule
from documents.proposals.minors import initials, is_under_age
from documents.proposals.models import Proposal
from workflows.council import queries
from workflows.council.deferrals import deferrals_in
from workflows.council.minutes_facts import result_of
from workflows.council.minutes_votes import needed_words, share_words
from workflows.council.room import Room
from workflows.council.states import ItemVerdict

_ASKED = ("nominee_type", "full_name", "position", "workplace")  # tells who is under age


class Conclusion(models.TextChoices):
    AGREED = "agreed", _("Agreed to")
    NOT_AGREED = "not_agreed", _("Not agreed to")
    PUT_OFF = "put_off", _("Put off to a later meeting")


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of one nomination. order: its place in the unit's list. name: initials of who is under age."""

    order: int
    name: str
    conclusion: Conclusion
    figures: str = ""


@dataclass(frozen=True, slots=True)
class Concluded:
    """A dossier of the unit with its nominations. is_granted_here: does the chair of the commune decide on the form?"""

    proposal: Proposal
    is_granted_here: bool
    rows: list = field(default_factory=list)

    def rows_with(self, conclusion):
        return [row for row in self.rows if row.conclusion == conclusion]


def conclusions_of(meeting, *, on):
    """What each unit is told of a closed meeting: {Unit: [Concluded]}, in the order of the agenda.

    on: the day on which it is told; who is under age on it is told by initials. A fixed number of statements.
    """
    items, found = queries.put_nominations(Room(meeting).items), defaultdict(list)
    here = _granted_here(items)
    for item in items:
        told = Concluded(
            item.proposal, item.vote_rule_id in here, [_of_item(item, row, on) for row in item.nominations]
        )
        found[item.proposal.unit].append(told)
    for each in deferrals_in(meeting):
        each.sister.award_form = each.mother.award_form
        found[each.mother.unit].append(Concluded(each.sister, False, [_put_off(row, on) for row in each.rows]))
    return dict(found)


def _granted_here(items):
    """Keys of the vote rules of those forms on which the chair of the commune decides."""
    rules = VoteRule.objects.filter(pk__in={item.vote_rule_id for item in items})
    return set(rules.filter(form_rule__authority_level=Level.COMMUNE).values_list("pk", flat=True))


def _of_item(item, row, on):
    name = _name({name: getattr(row, name) for name in _ASKED}, row.birth_on, on)
    box = next((box for box in item.results if box.nomination_id == row.pk), None)
    if item.verdict == ItemVerdict.DEFERRED or box is None:
        return Told(row.order, name, Conclusion.PUT_OFF)
    one = SimpleNamespace(**result_of(box))
    if one.passed:
        return Told(row.order, name, Conclusion.AGREED, f"{share_words(one)} (cần {needed_words(one)})")
    return Told(row.order, name, Conclusion.NOT_AGREED, f"cần {needed_words(one)}")


def _put_off(row, on):
    born = date.fromisoformat(row["birth_on"]) if row["birth_on"] else None
    name = _name({name: row[name] for name in _ASKED}, born, on)
    return Told(row["order"], name, Conclusion.PUT_OFF)


def _name(asked, birth_on, on):
    is_child = is_under_age(**asked, birth_on=birth_on, today=on)
    return initials(asked["full_name"]) if is_child else asked["full_name"]


def next_steps(concluded, area):
    """What happens next with the dossiers of a unit, and by whom: sentences, each once. area: "xã Phong Quang"."""
    steps = []
    for each in concluded:
        if each.rows_with(Conclusion.AGREED):
            steps.append(_AGREED_HERE if each.is_granted_here else _AGREED_ABOVE)
        if each.rows_with(Conclusion.NOT_AGREED):
            steps.append(_NOT_AGREED)
        if each.rows_with(Conclusion.PUT_OFF):
            steps.append(_PUT_OFF)
    return [step.format(area=area) for step in dict.fromkeys(steps)]


_AGREED_HERE = (
    "Trường hợp được Hội đồng đồng ý và thuộc thẩm quyền của xã: Phòng Văn hóa - Xã hội trình Chủ tịch Ủy ban nhân dân "
    "{area} xem xét, quyết định."
)
_AGREED_ABOVE = (
    "Trường hợp được Hội đồng đồng ý và thuộc thẩm quyền cấp trên: Phòng Văn hóa - Xã hội trình Chủ tịch Ủy ban nhân "
    "dân {area} ký tờ trình gửi cấp trên xem xét, quyết định."
)
_NOT_AGREED = (
    "Trường hợp Hội đồng không đồng ý: việc xét dừng ở đây. Đơn vị cần biết thêm thì liên hệ Phòng Văn hóa - Xã hội."
)
_PUT_OFF = (
    "Trường hợp chuyển sang phiên họp sau: Thư ký Hội đồng đưa hồ sơ vào chương trình phiên họp sau. Đơn vị không phải "
    "gửi lại hồ sơ."
)
