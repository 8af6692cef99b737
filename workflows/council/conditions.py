"""When a meeting may be opened and closed: small questions, each with the sentence to show."""

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from workflows.approval.deeds import condition
from workflows.council.queries import other_sitting, rule_obstacle
from workflows.council.states import VoteState


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
    found = (rule_obstacle(item.proposal, item.rule, flow.thing) for item in flow.room.items)
    yield from (sentence for sentence in found if sentence)


@condition
def quorum_is_reached(flow):
    """Are enough members there, by the rule of the council?"""
    quorum = flow.room.quorum
    if quorum and not quorum.is_reached:
        yield _("There is no quorum: %(arithmetic)s.") % {"arithmetic": quorum.sentence}


# --- closing ---------------------------------------------------------------------------------------
@condition
def every_result_is_announced(flow):
    """Has the result on each dossier that is not deferred been announced?"""
    told = {
        VoteState.PREPARED: _("%(code)s has no result yet: vote on it or defer it."),
        VoteState.OPEN: _("%(code)s: the vote is still open. Close it and announce the result, or defer the item."),
        VoteState.CLOSED: _("%(code)s: the vote is closed. Announce the result first."),
    }
    for item in flow.room.items:
        if not flow.room.is_deferred(item) and item.state in told:
            yield told[item.state] % {"code": item.proposal.code}
