"""When a meeting may be opened and closed: small questions, each with the sentence to show."""

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from workflows.approval.deeds import condition
from workflows.council.queries import other_sitting, rule_obstacle


# --- opening ---------------------------------------------------------------------------------------
@condition
def the_day_has_come(flow):
    """Has the day come for which the members were asked?"""
    day = timezone.localdate(flow.thing.held_at)
    if flow.deed.today < day:
        yield _("The meeting is set for %(day)s; the secretary changes the date first if it is held earlier.") % {
            "day": formats.date_format(day, "SHORT_DATE_FORMAT")
        }


@condition
def council_sits_in_no_other_meeting(flow):
    """Is this the only meeting in session?"""
    other = other_sitting(flow.thing)
    if other:
        yield _("The council is sitting in meeting %(code)s. Close that one first.") % {"code": other.code}


@condition
def agenda_is_not_empty(flow):
    """Is there anything to vote on?"""
    if not flow.room.items:
        yield _("Nothing stands on the agenda yet.")


@condition
def every_item_has_a_vote_rule(flow):
    """Do the rules say of each dossier how it is voted on?"""
    found = (rule_obstacle(item.proposal, item.rule) for item in flow.room.items)
    yield from (sentence for sentence in found if sentence)


@condition
def quorum_is_reached(flow):
    """Are enough members there, by the rule of the council?"""
    quorum = flow.room.quorum
    if quorum and not quorum.is_reached:
        yield _("There is no quorum: %(arithmetic)s.") % {"arithmetic": quorum.sentence}


# --- closing ---------------------------------------------------------------------------------------
def _to_be_decided(room):
    return [item for item in room.items if not room.is_deferred(item)]


@condition
def every_item_has_a_result(flow):
    """Has each dossier that is not deferred been voted on?"""
    for item in _to_be_decided(flow.room):
        if not flow.room.has_started(item):
            yield _("%(code)s has no result yet: vote on it or defer it.") % {"code": item.proposal.code}


@condition
def enough_members_took_part(flow):
    """Did as many members take part in each vote as its rule asks?"""
    for item in _to_be_decided(flow.room):
        turnout = flow.room.turnout_of(item)
        if flow.room.has_started(item) and not turnout.is_reached:
            yield _("%(code)s: too few members took part in the vote (%(arithmetic)s); let them vote or defer it.") % {
                "code": item.proposal.code,
                "arithmetic": turnout.arithmetic,
            }


@condition(asks="missing_ballots")
def nobody_is_cut_off(flow):
    """The chair says so when members who are there have not voted."""
    if flow.deed.facts.get("missing_ballots"):
        return
    for item in _to_be_decided(flow.room):
        waiting = flow.room.missing(item) if flow.room.has_started(item) else []
        if waiting:
            yield _("%(code)s: %(people)s have not voted. Wait for them, or say that you close without them.") % {
                "code": item.proposal.code,
                "people": ", ".join(member.full_name for member in waiting),
            }
