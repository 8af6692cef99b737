"""The law's preference among equals, as a hint to who runs the votes. Nothing is decided by it."""

from django.utils.translation import gettext as _

from documents.catalogue.kinds import NomineeType


def hints(item, boxes):
    """Sentences: nominations of an item with the same ballots, not all in favour, among which the rule prefers some.

    boxes: counted, with their nomination; `item.rule` is the rule they were counted by.
    """
    if not item.rule or not item.rule.preference:
        return []
    groups = {}
    for box in boxes:
        if box.yes < box.yes + box.no + box.abstain + box.invalid:
            key = (box.nomination.nominee_type, box.yes, box.no, box.abstain, box.invalid)
            groups.setdefault(key, []).append(box.nomination)
    return [
        _("%(names)s have the same ballots. %(preference)s This is only a hint: the council decides.")
        % {"names": ", ".join(row.full_name for row in rows), "preference": item.rule.preference}
        for rows in groups.values()
        if _may_prefer(rows)
    ]


def _may_prefer(rows):
    """Are they several, and could the preference tell them apart?"""
    if len(rows) < 2:
        return False
    people = [row for row in rows if row.nominee_type == NomineeType.INDIVIDUAL]
    women = [row for row in people if row.is_female]
    return len(women) not in (0, len(rows)) if people else True
