"""What the meeting's page shows of each item and each member, and which buttons this person gets. Nothing is stored."""

from dataclasses import dataclass, field

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from permissions import access
from workflows.approval.moving import moves_of
from workflows.council import queries
from workflows.council.aside import asides_in_order
from workflows.council.aside_services import aside_obstacle
from workflows.council.deferral_services import deferral_obstacle
from workflows.council.deferrals import put_deferrals
from workflows.council.hands_services import hands_obstacle
from workflows.council.obstacles import vote_obstacle
from workflows.council.paper_services import papers_obstacle
from workflows.council.room import Room
from workflows.council.states import BallotMethod, ItemVerdict, MeetingState, VoteState
from workflows.council.verdicts import basis_words, requirement
from workflows.council.vote_forms import VoteMoveForm
from workflows.council.vote_services import vote_moves


@dataclass(slots=True)
class Line:
    """An item as the page shows it.

    progress: (voted, asked) once the vote is opened. aside: who stands aside, with the reason. votes: the moves of the
    vote that this person may make.
    """

    item: object
    rule: str = ""
    basis: str = ""
    is_verified: bool = True
    manner: str = ""
    is_secret: bool = False
    progress: tuple | None = None
    state: tuple = ()
    ballot: str = ""
    obstacle: str = ""
    may: set = field(default_factory=set)
    aside: list = field(default_factory=list)
    votes: list = field(default_factory=list)

    @property
    def order(self):
        return self.item.order


def rights_on(meeting, held):
    """Which of the council's rights the person's offices give on a meeting."""
    asked = (
        *("prepare", "place_on_agenda", "preside", "run_votes", "vote", "record_hands", "sign_minutes"),
        *("count_papers", "see_openings"),
    )
    return {name for name in asked if access.holding(held, f"meetings.{name}", meeting)}


def lines_of(room, user, rights, held, address):
    """The agenda of a meeting for one person; who runs the votes sees results before they are announced.

    address(item, move): where a move of the vote is posted to.
    """
    runs = "run_votes" in rights
    items = queries.put_earlier(queries.put_nominations(room.items, also_closed=runs), also_closed=runs)
    put_deferrals(items)
    return [_line(room, item, user, rights, held, address) for item in items]


def agenda_of(room, lines):
    """Lines and free items in their order, for the page."""
    return sorted([*lines, *room.topics], key=lambda each: each.order)


def _line(room, item, user, rights, held, address):
    line = Line(item, is_secret=room.is_secret(item))
    if item.rule:
        line.rule = rule_words(room, item)
        line.basis, line.is_verified = basis_words(item.rule), item.rule.is_verified
    line.manner = _manner(room, item)
    line.state = _state(room, item)
    if room.meeting.state == MeetingState.OPEN and not room.is_deferred(item) and item.state != VoteState.PREPARED:
        voted = room.participants(item)
        line.progress = (voted, voted + len(room.missing(item)))
    line.aside = asides_in_order(room, item)
    if room.meeting.state == MeetingState.OPEN and not room.is_deferred(item):
        line.votes = [_vote_button(room, item, move, address) for move in vote_moves(item, user, held=held)]
    line.may = _may(room, item, rights) | ways_of(room, item, rights, user)
    if "vote" in rights and user.pk in room.voting and room.meeting.state == MeetingState.OPEN:
        _own_ballot(room, item, user, line)
    return line


_LOOKS = {
    "open": ("green", "player-play"),
    "close": ("primary", "gavel"),
    "announce": ("green", "message"),
    "repeat": ("", "refresh"),
}


def _vote_button(room, item, move, address):
    """A move of the vote as parts/moves.html shows it; the form asks what must be said aloud with it."""
    tone, icon = _LOOKS[move.name]
    asked = said_aloud(room, item, move.name)
    return {
        "label": move.label,
        "url": address(item, move.name),
        "tone": tone,
        "icon": icon,
        "unmet": move.unmet,
        "form": VoteMoveForm(asked=asked, key=f"{item.pk}_{move.name}") if asked else None,
        "capacities": [move.capacity],
    }


def said_aloud(room, item, name):
    """What must be said aloud for a move of the vote: {field: sentence to confirm, or label of the reason}."""
    if name == "repeat":
        return {"reason": _("Why the vote is repeated")}
    namesakes, missing = room.namesakes(item), room.missing(item)
    if name == "open" and namesakes:
        names = ", ".join(member.full_name for member, _row in namesakes)
        told = _("The nominee and the member who bear one name are two people: %(names)s")
        return {"namesakes_differ": told % {"names": names}}
    if name == "close" and missing:
        names = ", ".join(member.full_name for member in missing)
        return {"missing_ballots": _("Close without the ballots of %(names)s") % {"names": names}}
    return {}


def rule_words(room, item):
    rule = item.rule
    if rule.base == "total":
        return requirement(room.members, rule.threshold_numerator, rule.threshold_denominator, is_strict=rule.is_strict)
    return ""


def _manner(room, item):
    if item.results:
        return BallotMethod(item.results[0].method).label
    if item.pk in room.hands:
        return BallotMethod.HANDS.label
    return BallotMethod.SECRET.label if room.is_secret(item) else _("Open vote, by hands or by name")


def _state(room, item):
    """(word, tone, icon) of the chip."""
    if item.verdict:
        tone, icon = {
            ItemVerdict.CARRIED: ("green", "check"),
            ItemVerdict.REJECTED: ("red", "x"),
            ItemVerdict.DEFERRED: ("amber", "clock"),
        }[item.verdict]
        return ItemVerdict(item.verdict).label, tone, icon
    if room.meeting.state != MeetingState.OPEN:
        return ()
    if item.state == VoteState.PREPARED:
        return VoteState.PREPARED.label, "grey", "clock"
    if item.state in (VoteState.CLOSED, VoteState.ANNOUNCED):
        return VoteState(item.state).label, "green" if item.state == VoteState.ANNOUNCED else "amber", "check"
    if item.pk in room.hands:
        return _("Hands recorded"), "green", "hand-stop"
    if not room.has_started(item):
        return _("Waiting for votes"), "grey", "clock"
    if room.missing(item):
        return _("Voting"), "blue", "player-play"
    return _("All have voted"), "green", "check"


def _may(room, item, rights):
    may, is_open = set(), room.meeting.state == MeetingState.OPEN
    if "place_on_agenda" in rights and room.meeting.takes_agenda:
        may.add("order")
        if item.state == VoteState.PREPARED and item.round == 1:
            may.add("take_off")
    if "preside" in rights and is_open and item.state != VoteState.ANNOUNCED:
        may.add("undefer" if room.is_deferred(item) else "defer")
        if deferral_obstacle(item) is None and len(room.nominations[item.pk]) > 1:
            may.add("defer_some")
    if "record_hands" in rights and is_open:
        if hands_obstacle(room, item) is None:
            may.add("hands")
        counts = item.rule and item.rule.written_opinion_counts and vote_obstacle(room, item) is None
        if counts and room.written - room.voters(item) - room.aside_from_all(item):
            may.add("opinion")
    return may


def ways_of(room, item, rights, user):
    """Which pages on an item this person gets: own relation, all relations, papers, counting them as a teller."""
    ways, own = set(), room.voting.get(user.pk)
    if "run_votes" in rights and aside_obstacle(room, item) is None:
        ways.add("asides")
    if "vote" in rights and own and aside_obstacle(room, item, own) is None:
        ways.add("stand_aside")
    if papers_obstacle(room, item) is None and not room.meeting.is_in_writing:
        if "prepare" in rights:
            ways.add("papers")
        elif "count_papers" in rights and room.papers[item.pk]:
            ways.add("teller")
    return ways


def _own_ballot(room, item, user, line):
    """`ballot`: open, change or cast; `obstacle`: why there is none."""
    has_voted = user.pk in room.casts[item.pk]
    obstacle = room.obstacle(item, user.pk)
    if obstacle is None:
        line.ballot = "change" if has_voted else "open"
    elif has_voted:
        line.ballot = "cast"
    elif obstacle[0] not in ("deferred", "hands_recorded", "vote_not_open", "vote_closed"):
        line.obstacle = obstacle[1]


@dataclass(slots=True)
class Chair:
    """A member of the roll as the page shows it: chip of presence, and how far the votes are."""

    member: object
    presence: tuple
    voted: str = ""


def people_of(room):
    """The roll with presence and, while the meeting is open, on how many items each has voted - never what."""
    items = [item for item in room.items if not room.is_deferred(item) and item.pk not in room.hands]
    answered, found = room.answered, []
    for member in room.roll:
        voted = ""
        if member.is_voting and items and room.meeting.state == MeetingState.OPEN:
            count = sum(1 for item in items if member.person.pk in room.casts[item.pk])
            voted = _("voted %(count)s/%(total)s") % {"count": count, "total": len(items)} if count else ""
        chip = _answer_chip(room, member, answered) if room.meeting.is_in_writing else _presence_chip(member)
        found.append(Chair(member, chip, voted))
    return found


def _presence_chip(member):
    tone, icon = {
        "present": ("green", "check"),
        "online": ("green", "check"),
        "absent_written": ("blue", "writing"),
        "absent": ("grey", "circle-minus"),
    }[member.presence]
    return member.presence_label, tone, icon


def _answer_chip(room, member, answered):
    """Where opinions are asked in writing nobody is present or absent."""
    if not member.is_voting:
        return _("Without a vote"), "grey", "minus"
    if room.meeting.state == MeetingState.PREPARED:
        return _("Asked in writing"), "blue", "writing"
    if member.person.pk in answered:
        return _("Has answered"), "green", "check"
    return _("Has not answered yet"), "grey", "clock"


def stats_of(room):
    """The counters at the head of the page."""
    meeting = room.meeting
    decided = [item for item in room.items if not room.is_deferred(item)]
    voted = sum(1 for item in decided if room.has_started(item))
    secret = meeting.vote_method == "secret"
    return [
        _answered_stat(room) if meeting.is_in_writing else _present_stat(room),
        {
            "number": f"{voted}/{len(decided)}",
            "label": _("Voted on"),
            "note": ngettext("%(count)s item on the agenda", "%(count)s items on the agenda", len(room.items))
            % {"count": len(room.items)},
            "icon": "list-check",
            "tone": "blue",
        },
        {
            "number": meeting.get_vote_method_display(),
            "label": _("Manner of voting"),
            "note": _("the secretary cannot see single ballots") if secret else _("votes are kept by name"),
            "icon": "lock" if secret else "hand-stop",
            "tone": "gold",
        },
    ]


def _present_stat(room):
    quorum = room.quorum
    is_reached = quorum is not None and quorum.is_reached
    note = _("enough to meet (from %(needed)s)") if is_reached else _("not enough to meet (from %(needed)s)")
    return {
        "number": f"{len(room.in_room)}/{room.members}",
        "label": _("Present"),
        "note": note % {"needed": quorum.needed} if quorum else "",
        "icon": "users-group",
        "tone": "green" if is_reached else "amber",
    }


def _answered_stat(room):
    last = formats.date_format(room.meeting.answer_by, "SHORT_DATE_FORMAT")
    return {
        "number": f"{len(room.answered)}/{room.members}",
        "label": _("Have answered"),
        "note": _("in writing, until %(day)s") % {"day": last},
        "icon": "writing",
        "tone": "green" if len(room.answered) == room.members else "amber",
    }


def move_buttons(meeting, user, held, urls):
    """Opening and closing as parts/moves.html shows them. urls: {move name: address}."""
    meeting.__dict__["room"] = meeting.__dict__.get("room") or Room(meeting)
    looks = {
        "open": ("green", "player-play", _("Open the meeting? Roll, base and vote rules are frozen.")),
        "close": (
            "primary",
            "gavel",
            _("Close the meeting? Announced results are applied and every dossier moves on."),
        ),
    }
    buttons = []
    for move in moves_of(meeting, user, held=held):
        tone, icon, question = looks[move.name]
        buttons.append(
            {
                "label": move.label,
                "url": urls[move.name],
                "tone": tone,
                "icon": icon,
                "confirm": question,
                "unmet": move.unmet,
                "form": None,
                "capacities": access.holding(held, move.right, meeting),
            }
        )
    return buttons
