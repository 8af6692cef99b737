"""Sentences around a deed on a cancelling or correcting decision: before it, and afterwards where the paper went."""

import json

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from permissions.ledger.queries import last_act
from workflows.decisions.papers import number_of
from workflows.decisions.queries import desk_words
from workflows.revocations.states import AmendmentState

_ENDED_BY = {AmendmentState.SENT_BACK: "amendment.send_back", AmendmentState.DROPPED: "amendment.drop"}


def before_signing(amendment, count):
    if amendment.is_revocation:
        asked = ngettext(
            "Sign the decision that revokes the award of %(count)d nominee?",
            "Sign the decision that revokes the awards of %(count)d nominees?",
            count,
        )
    else:
        asked = ngettext(
            "Sign the decision that corrects the words of %(count)d nominee?",
            "Sign the decision that corrects the words of %(count)d nominees?",
            count,
        )
    return asked % {"count": count}


def after_drafting(amendment):
    at = {"code": amendment.code, "desk": desk_words(amendment)}
    return _("The draft %(code)s is kept. It now lies before %(desk)s to be signed.") % at


def after_changing(amendment):
    at = {"code": amendment.code, "desk": desk_words(amendment)}
    return _("The draft %(code)s is kept. It still lies before %(desk)s to be signed.") % at


def after_signing(amendment):
    at = {"code": amendment.code, "desk": desk_words(amendment)}
    return _("%(code)s is signed. The decision goes to %(desk)s for its number.") % at


def after_sending_back(amendment):
    at = {"code": amendment.code, "person": amendment.drafted_by}
    return _("The draft %(code)s is sent back to %(person)s; its lines are free to be drafted again.") % at


def after_dropping(amendment):
    return _("The draft %(code)s is dropped; its lines are free.") % {"code": amendment.code}


def after_issuing(amendment):
    number = {"number": number_of(amendment)}
    if amendment.is_revocation:
        return (
            _("Decision %(number)s is issued. The awards are revoked and their certificates no longer count.") % number
        )
    return (
        _("Decision %(number)s is issued. The right words hold from now on; certificates can be issued again.") % number
    )


def why_ended(amendment):
    """(who, why, when) of a draft that was sent back or dropped, None for another paper."""
    act = _ENDED_BY.get(amendment.state)
    entry = last_act(amendment.stream, act) if act else None
    if entry is None:
        return None
    return {"by": entry.actor.full_name, "reason": json.loads(entry.payload.body).get("reason", ""), "at": entry.at}
