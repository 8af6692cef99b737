"""What minutes tell, as plain data read from a closed meeting: who was there, what was decided, by which figures.

The words stand in `papers`, `minutes_people`, `minutes_votes`; what is kept for good in `minutes_kept`.
"""

import re
from collections import defaultdict

from documents.proposals.naming import post_and_place
from permissions.roles import Office
from workflows.council import queries
from workflows.council.aside import asides_in_order
from workflows.council.deferrals import deferrals_in
from workflows.council.models import BallotCast, Vote
from workflows.council.quorum import hardest, quorum
from workflows.council.room import Room
from workflows.council.states import Channel, SeatRole
from workflows.council.stays import asked_in_writing_at_opening, presiding_before, stays_of

_POST = {
    SeatRole.CHAIR: "Chủ tịch Hội đồng",
    SeatRole.STANDING_VICE_CHAIR: "Phó Chủ tịch thường trực Hội đồng",
    SeatRole.VICE_CHAIR: "Phó Chủ tịch Hội đồng",
    SeatRole.STANDING_MEMBER: "Ủy viên thường trực Hội đồng",
    SeatRole.MEMBER: "Ủy viên Hội đồng",
    SeatRole.SECRETARY: "Thư ký Hội đồng",
}


def gather(meeting, number=None):
    """The facts of a closed meeting, JSON-ready; a fixed number of statements. number: of the minutes' register."""
    room = Room(meeting)
    items = queries.put_rounds(queries.put_nominations(room.items), also_closed=True)
    stays = _stays(room)
    return {
        "number": number,
        "meeting": _of_meeting(meeting),
        "chair": _person(presiding_member(room, meeting.presided_by_id)),
        "presided_before": [
            {**_person(presiding_member(room, person_id)), "until": _iso(until), "chair_absent": person_id is not None}
            for person_id, until in presiding_before(meeting)
        ],
        "secretary": _person(next((m for m in room.roll if m.office == Office.COUNCIL_SECRETARY), None)),
        "roll": _roll(room, stays),
        "quorum": _quorum(room, items, stays),
        "topics": [] if meeting.is_in_writing else [_topic(topic) for topic in room.topics],
        "put_off": [_put_off(each) for each in deferrals_in(meeting)],
        "items": [_of_item(room, item, votes) for item, votes in zip(items, _open_votes(room, items), strict=True)],
        "signed": _signatures(meeting),
    }


def area_of(commune):
    """xã Phong Quang"""
    found = re.search(r"(xã|phường|đặc khu)\s+\S.*", commune.name, re.IGNORECASE)
    return found.group() if found else f"xã {commune.place or commune.name}"


def _of_meeting(meeting):
    return {
        "code": meeting.code,
        "title": meeting.title,
        "area": area_of(meeting.commune),
        "place": meeting.place,
        "in_writing": meeting.is_in_writing,
        "answer_by": _iso(meeting.answer_by),
        "opened_at": _iso(meeting.opened_at),
        "closed_at": _iso(meeting.closed_at),
        "members": meeting.members_count,
        "chair_absent": meeting.presided_by_id is not None,
        "discussion": meeting.discussion,
    }


def _iso(moment):
    return moment.isoformat() if moment else None


def _signatures(meeting):
    def one(person, at):
        return {"name": person.full_name if person else "", "at": _iso(at)}

    return {
        "secretary": one(meeting.secretary_signed_by, meeting.secretary_signed_at),
        "chair": one(meeting.chair_signed_by, meeting.chair_signed_at),
        "arrival": str(meeting.minutes_paper) if meeting.minutes_paper else "",
    }


# --- people ----------------------------------------------------------------------------------------
def presiding_member(room, person_id):
    """Who presided, as a line of the roll; the chair where nobody else is named."""
    for member in room.roll:
        if member.person.pk == person_id or (person_id is None and member.office == Office.COUNCIL_CHAIR):
            return member
    return None


def post_of(member):
    """The title of a line of the roll, as papers write it."""
    return member.title or _POST[member.role]


def _person(member):
    return {"name": member.full_name, "post": post_of(member)} if member else None


def _stays(room):
    """Who was in the room from when to when; nobody where opinions were asked in writing."""
    if room.meeting.is_in_writing:
        return {}
    stays = stays_of(room.meeting)
    for member in room.roll:
        if member.is_in_room:  # marked before arrivals were noted
            stays.setdefault(member.person.pk, [[room.meeting.opened_at, None]])
    return stays


def _answers(meeting):
    """On how many items each person gave an opinion in writing: {person id: count}."""
    found = defaultdict(set)
    casts = BallotCast.objects.filter(item__meeting=meeting, channel=Channel.WRITTEN)
    for person_id, item_id in casts.values_list("person_id", "item_id"):
        found[person_id].add(item_id)
    return {pk: len(items) for pk, items in found.items()}


def _in_order(room):
    """In the order of the roles; who has no vote comes last."""
    return sorted(room.roll, key=lambda member: (not member.is_voting, SeatRole(member.role).rank))


def _roll(room, stays):
    answers = _answers(room.meeting)
    return [
        {
            **_person(member),
            "votes": member.is_voting,
            "presence": str(member.presence),
            "stays": [[_iso(came), _iso(left)] for came, left in stays.get(member.person.pk, [])],
            "answers": answers.get(member.person.pk, 0),
        }
        for member in _in_order(room)
    ]


def _quorum(room, items, stays):
    """The count at the opening, by the hardest rule of the agenda; in writing, who answered in the vote."""
    meeting, found = room.meeting, {}
    there = {pk for pk in room.voting if pk in stays and stays[pk][0][0] <= meeting.opened_at}
    written = (asked_in_writing_at_opening(meeting) & set(room.voting)) - there
    for item in items:
        if item.vote_rule and (item.results or not meeting.is_in_writing):
            answered = item.participants if meeting.is_in_writing else len(written)
            found[item.pk] = quorum(
                members=meeting.members_count, in_room=len(there), written=answered or 0, rule=item.vote_rule
            )
    one = hardest(list(found.values()))
    if one is None:
        return {"counted": len(there), "written": 0, "needed": 0, "basis": ""}
    basis = next(item.vote_rule.legal_basis for item in items if found.get(item.pk) == one)
    return {"counted": one.counted, "written": one.written, "needed": one.needed, "basis": basis}


# --- the agenda ------------------------------------------------------------------------------------
def _put_off(deferral):
    mother = deferral.mother
    told = {"proposal": mother.code, "form": str(mother.award_form), "sister": deferral.sister.code}
    return {**told, "names": deferral.names, "reason": deferral.reason}


def _topic(topic):
    return {"order": topic.order, "title": topic.title, "conclusion": topic.conclusion}


def _of_item(room, item, votes):
    proposal, letter, rule = item.proposal, item.proposal.letter, item.vote_rule
    for row in item.nominations:
        row.proposal = proposal
    return {
        "order": item.order,
        "proposal": proposal.code,
        "form": str(proposal.award_form),
        "unit": proposal.unit.name,
        "letter": letter.number,
        "letter_on": _iso(letter.signed_on),
        "notice_from": _iso(proposal.notice_from),
        "notice_to": _iso(proposal.notice_closed_on),
        "verdict": str(item.verdict),
        "reason": item.defer_reason,
        "nominations": [{"id": row.pk, "name": row.full_name, "post": post_and_place(row)} for row in item.nominations],
        "round": item.round,
        "counted": _round(item.counted) if item.counted and item.results else None,
        "results": [result_of(box) for box in item.results],
        "basis": rule.legal_basis if rule else "",
        "aside_left_out": bool(rule and rule.recused_leave_base),
        "aside_basis": rule.recusal_basis if rule else "",
        "aside": [
            {"name": member.full_name, "ids": [row.pk for row in rows], "kind": str(aside.kind), "reason": aside.reason}
            for member, rows, aside in asides_in_order(room, item)
        ],
        "votes": votes,
        "earlier": [
            {
                **_round(each.closed),
                "announced": each.revote.was_announced,
                "reason": each.revote.reason,
                "results": [result_of(box) for box in each.boxes],
            }
            for each in item.earlier
        ],
    }


def _round(closed):
    return {
        "number": closed.number,
        "method": str(closed.method),
        "participants": closed.participants,
        "written": closed.written_count,
        "papers": closed.paper_count,
        "papers_found": closed.papers_found,
        "tellers": closed.tellers,
    }


_FIGURES = ("yes", "no", "abstain", "invalid", "aside", "base", "is_strict", "passed")


def result_of(box):
    """A counted box as the minutes tell it."""
    return {
        "id": box.nomination_id,
        **{name: getattr(box, name) for name in _FIGURES},
        "base_kind": str(box.base_kind),
        "numerator": box.threshold_numerator,
        "denominator": box.threshold_denominator,
    }


def _open_votes(room, items):
    """For each item, who voted how by name, or in writing beside hands, in the order of the roll. One statement."""
    rounds = {item.pk: item.round for item in items if item.results}
    rows = Vote.objects.filter(box__item__in=rounds).select_related("box").order_by("turn")
    found = {pk: {} for pk in rounds}
    for vote in rows:
        if vote.box.round == rounds[vote.box.item_id]:
            one = found[vote.box.item_id].setdefault(vote.person_id, {})
            one[vote.box.nomination_id] = str(vote.choice)
    in_order = _in_order(room)
    for item in items:
        said = found.get(item.pk, {})
        who = [member for member in in_order if member.person.pk in said]
        yield [{"name": each.full_name, "said": sorted(said[each.person.pk].items())} for each in who]
