"""Whom a move concerns: the desk on which the thing now lies, and the unit at the steps it is told in plain words.

Never a reason, a ground or a name: what `sight` keeps from a unit is not in any of these sentences.
"""

from django.utils.translation import gettext_lazy as _

from permissions.roles import Office
from workflows.notices import words
from workflows.notices.services import Telling, settle, tell
from workflows.notices.states import NoticeKind
from workflows.notices.words import Audience

UNIT = Audience((Office.UNIT_CLERK, Office.UNIT_HEAD))
HANDLER = Audience((Office.OFFICE_REVIEWER,), "commune", handler="reviewer_id")
_DESK = ("desk_unit_id", "desk_office", "handler_id", "state")

# What the unit is told of its dossier; moves that are not named are the office's own.
OF_PROPOSALS = {
    "take_up": (_("is being appraised by the Culture and Society Office"), (UNIT,)),
    "return_for_completion": (_("was returned for completion"), (UNIT,)),
    "resend": (_("was completed and sent again"), (UNIT,)),
    "endorse": (_("has been appraised by the Culture and Society Office"), (UNIT,)),
    "refuse_dossier": (_("was refused by the Culture and Society Office"), (UNIT, HANDLER)),
    "open_notice": (_("is in public notice"), (UNIT,)),
    "place_on_agenda": (_("was placed on the agenda of the council"), (UNIT,)),
    "carry": (_("was passed by the council"), (UNIT,)),
    "reject": (_("was not passed by the council"), (UNIT,)),
    "defer": (_("was put off by the council"), (UNIT,)),
    "skip_council": (_("goes on to the decision without a meeting of the council"), (UNIT,)),
    "issue_decision": (_("has its decision"), (UNIT,)),
    "forward": (_("was forwarded to the province"), (UNIT,)),
    "return_from_province": (_("was sent back by the province"), (UNIT,)),
    "ask_unit": (_("needs a supplement that the province asks for"), (UNIT,)),
    "supplement": (_("has its supplement, sent by the unit"), (UNIT,)),
    "forward_again": (_("was forwarded to the province again"), (UNIT,)),
    "record_answer": (_("has an answer of the province"), (UNIT,)),
    "withdraw": (_("was withdrawn by the unit"), (UNIT, HANDLER)),
    "suspend": (_("is paused"), (UNIT, HANDLER)),
    "resume": (_("is considered again"), (UNIT,)),
}
OF_LETTERS = {
    "send": (_("was signed and sent"), (UNIT,)),
    "enter_received": (_("was entered by the Culture and Society Office"), (UNIT,)),
}
PROPOSALS_WAIT = {
    "submitted": _("has come in; take it up"),
    "under_review": _("waits for your appraisal"),
    "returned": _("was returned; complete it and send it again"),
    "returned.on_paper": _("was returned to a unit without accounts; enter its completion once it comes on paper"),
    "awaiting_endorsement": _("waits for your endorsement"),
    "appraised": _("is appraised; it can go before the council"),
    "passed": _("has passed; draft the paper"),
    "decided": _("has its decision; close the file"),
    "not_passed": _("was not passed; close the file"),
    "refused": _("was refused; close the file"),
    "province_returned": _("came back from the province; mend it or ask the unit"),
    "supplement_asked": _("needs a supplement; send it"),
    "supplement_asked.on_paper": _("needs a supplement of a unit without accounts; enter it once it comes on paper"),
    "answered": _("is answered by the province; close the file"),
    "suspended": _("is suspended; resume it when the ground has gone"),
}
LETTERS_WAIT = {
    "draft": _("is back in draft; go on with it"),
    "awaiting_signature": _("waits for your signature"),
}


def declare(model, prefix, page, tells, waits):
    """The sentences of one kind of thing, for the notices; returns `tells`.

    waits: {state: sentence}; `<state>.on_paper`: what the office is told where the unit answers on paper.
    """
    states = model._meta.get_field("state").flatchoices
    words.declare_kind(prefix, page=page, states=[(value, label) for value, label in states])
    words.declare({f"{prefix}.{move}": sentence for move, (sentence, _audiences) in (tells or {}).items()})
    words.declare({f"waits:{prefix}.{state}": sentence for state, sentence in (waits or {}).items()})
    return tells or {}


def of_move(thing, machine, move, before):
    """The Tellings of one thing that moved. before: its columns before the move."""
    told = of_desk(thing, machine.prefix) if any(getattr(thing, name) != before[name] for name in _DESK) else []
    _sentence, audiences = machine.tells.get(move, ("", ()))
    for audience in audiences:
        handler_id = getattr(thing, audience.handler) if audience.handler else None
        if handler_id or not audience.handler:
            told.append(_of_step(thing, f"{machine.prefix}.{move}", audience, handler_id))
    return told


def _words_of_desk(thing, prefix):
    name = f"waits:{prefix}.{thing.state}"
    on_paper = f"{name}.on_paper"
    is_with_the_office = thing.desk_unit_id == thing.commune_id
    return on_paper if is_with_the_office and words.is_declared(on_paper) else name


def of_desk(thing, prefix):
    """Something waits for the office on whose desk the thing lies now, or for whom it has in hand."""
    if not thing.desk_office:
        return []
    where = "commune" if thing.desk_unit_id == thing.commune_id else "unit"
    found = Telling(
        subject=thing.stream,
        title=thing.title,
        commune_id=thing.commune_id,
        unit_id=thing.desk_unit_id,
        handler_id=thing.handler_id,
        words=_words_of_desk(thing, prefix),
        audience=Audience((thing.desk_office,), where),
        kind=NoticeKind.WAITS,
        due_on=thing.due_on,
    )
    return [found]


def _of_step(thing, name, audience, handler_id):
    unit_id = getattr(thing, "unit_id", None)
    is_with_it = bool(thing.desk_office) and thing.desk_unit_id == unit_id
    return Telling(
        subject=thing.stream,
        title=thing.title,
        commune_id=thing.commune_id,
        unit_id=unit_id,
        handler_id=handler_id,
        words=name,
        audience=audience,
        kind=NoticeKind.WAITS if is_with_it and audience == UNIT else NoticeKind.TOLD,
        due_on=thing.due_on if is_with_it else None,  # the office's own limits are not the unit's
    )


def moved_on(things, prefix, *, by, now):
    """These things changed desks without a move, as when one of two signatures is given."""
    settle([thing.stream for thing in things], by=by, now=now)
    tell_desk(things, prefix, by=by, now=now)


def tell_desk(things, prefix, *, by, now):
    """Tell of things that were made on a desk: no move brought them there."""
    tell([telling for thing in things for telling in of_desk(thing, prefix)], by=by, now=now)
