"""The deeds on a council and its meetings: found, call, note who is there, open, defer, close. Votes are elsewhere."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.catalogue import services as catalogue
from documents.numbers import services as numbers
from permissions import access
from permissions.ledger import acts, tracked
from permissions.ledger.races import check_row_version
from permissions.ledger.services import Line, record
from permissions.people.models import Unit
from permissions.people.units import UnitKind
from permissions.refusals import LostRace, NotNow, ValidationError
from permissions.roles import Office
from permissions.vietnamese import clean_line, clean_text, search_key
from workflows.approval.moving import Step, move_many, register_machine
from workflows.council.closing import keep_results, results_of
from workflows.council.desks import place_meeting
from workflows.council.machine import MeetingFlow
from workflows.council.models import AgendaItem, Attendance, BallotCast, Council, HandsRecord, Meeting, Seat
from workflows.council.room import Room
from workflows.council.states import Channel, ItemVerdict, MeetingState, Presence, VoteState
from workflows.council.vote_models import PaperBallot
from workflows.notices import words

register_machine(
    Meeting,
    MeetingFlow,
    prefix="meeting",
    place=place_meeting,
    reads=("commune", "council"),
    page="council:detail",
    waits={
        "open": gettext_lazy("is in session; your vote counts"),
        "closed": gettext_lazy("is closed; the minutes wait for your signature"),
    },
    sentences={"open": gettext_lazy("opened the meeting"), "close": gettext_lazy("closed the meeting")},
)
acts.declare(
    {
        "council.founded": gettext_lazy("entered the founding of the council"),
        "council.changed": gettext_lazy("changed the founding of the council"),
        "meeting.called": gettext_lazy("called the meeting"),
        "meeting.changed": gettext_lazy("changed the meeting"),
        "meeting.attendance": gettext_lazy("noted who is present"),
        "meeting.deferred": gettext_lazy("deferred an item"),
        "meeting.undeferred": gettext_lazy("took a deferred item up again"),
    }
)
# Told until invitations were an act of their own; notices of that time still name it.
words.declare({"meeting.called": gettext_lazy("is called; you are invited")})
COUNCIL_FIELDS = ("founding_number", "founded_on", "term_from", "term_to", "unit_stands_aside")
MEETING_FIELDS = ("title", "held_at", "place", "kind", "answer_by", "vote_method")


def _fill(obj, values, fields):
    for field in fields:
        if field in values:
            value = values[field]
            setattr(obj, field, clean_line(value) if isinstance(value, str) else value)
    obj.clean_fields(exclude=[each.name for each in obj._meta.fields if each.name not in fields])


def finish(meeting, act, body, *, by, capacity, now, kept=(), bump=True, act_id=None):
    """One entry on the meeting's stream; `bump` where a form shown before must be read again."""
    history = list(kept)
    if bump:
        meeting.row_version += 1
        history.append(tracked.save(meeting, by=by))
    line = Line(stream=meeting.stream, act=act, body={**body, **({"history": history} if history else {})})
    record([line], commune_id=meeting.commune_id, by=by, acting_as=capacity, at=now, act_id=act_id)
    return meeting


def lock_meeting(meeting, *states):
    """The meeting under lock. Raises NotNow outside the states asked."""
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("commune", "council").get(pk=meeting.pk)
    if states and meeting.state not in states:
        raise NotNow(
            _("This is not possible while the meeting is “%(state)s”.") % {"state": meeting.get_state_display()},
            code="wrong_state",
        )
    return meeting


def lock_item(item):
    """The item under lock, with its proposal. Raises NotNow where it was taken off the agenda meanwhile."""
    found = AgendaItem.objects.select_for_update(of=("self",)).filter(pk=item.pk).select_related("proposal").first()
    if found is None:
        raise NotNow(_("This dossier is not on the agenda any more."), code="wrong_state")
    return found


# --- the council -----------------------------------------------------------------------------------
@transaction.atomic
def found_council(*, unit, row_version, values, by, acting_as="", now=None):
    """Enter or change the founding decision and the term of the council that meets in a unit.

    row_version: of the council, 0 before it is founded. Raises NotYou, LostRace, ValidationError (a unit of another
    kind, a term that ends before it starts).
    """
    capacity = access.require(by, "people.edit", unit, acting_as=acting_as)
    if unit.kind != UnitKind.COUNCIL:
        raise ValidationError(_("%(unit)s is not a council.") % {"unit": unit})
    Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)  # two first foundings wait for each other
    council = Council.objects.filter(unit=unit).first() or Council(unit=unit, commune_id=unit.commune_id, row_version=0)
    check_row_version(council, row_version, _("the founding of the council"))
    before = tracked.snapshot(council) if council.pk else {}
    act = "council.changed" if council.pk else "council.founded"
    _fill(council, values, COUNCIL_FIELDS)
    if council.term_to and council.term_to < council.term_from:
        raise ValidationError({"term_to": _("The term ends before it starts.")})
    changes = tracked.changes(before, tracked.snapshot(council))
    council.row_version += 1
    kept = tracked.save(council, by=by)
    body = {"unit": unit.name, "changes": changes, "history": [kept]}
    line = Line(stream=f"people/{unit.commune.code}", act=act, body=body)
    record([line], commune_id=unit.commune_id, by=by, acting_as=capacity, at=now)
    return council


# --- preparing -------------------------------------------------------------------------------------
def _check_kind(meeting):
    """A meeting has a place, opinions in writing a last day; what the other kind asks is left empty."""
    if not meeting.is_in_writing:
        meeting.answer_by = None
        if not meeting.place:
            raise ValidationError({"place": _("Give the place of the meeting.")})
        return
    meeting.place = ""
    if meeting.answer_by is None:
        raise ValidationError({"answer_by": _("Give the last day on which written opinions are taken.")})
    if meeting.answer_by < timezone.localdate(meeting.held_at):
        raise ValidationError({"answer_by": _("The last day for written opinions lies before they are asked.")})


def _check_day(meeting):
    _check_kind(meeting)
    day, council = timezone.localdate(meeting.held_at), meeting.council
    last = max(day, meeting.answer_by or day)
    if day < council.term_from or (council.term_to and last > council.term_to):
        raise ValidationError({"held_on": _("The term of the council does not cover this day.")})


@transaction.atomic
def create_meeting(*, council, values, by, acting_as="", now=None, newest=None):
    """Call a meeting of the council; it gets the next code of the year.

    values: MEETING_FIELDS. newest: id of the council's newest meeting when the form was opened; the same form sent
    twice calls one meeting. Raises NotYou, ValidationError.
    """
    now = now or timezone.now()
    capacity = access.require(by, "meetings.prepare", council, acting_as=acting_as)
    meeting = Meeting(commune=council.commune, council=council)
    _fill(meeting, values, MEETING_FIELDS)
    _check_day(meeting)
    if newest is not None:
        Council.objects.select_for_update(of=("self",)).get(pk=council.pk)
        said = {field: getattr(meeting, field) for field in MEETING_FIELDS}
        if twin := council.meetings.filter(pk__gt=newest, **said).first():
            return twin
    year = timezone.localdate(now).year
    number = numbers.take(commune=council.commune, kind="meeting", year=year)
    meeting.code = f"{council.commune.code}-{year}-M{number:03d}"
    meeting.search_key = search_key(meeting.code, meeting.title)[:300]
    place_meeting(meeting, None, "")
    kept = [tracked.save(meeting, by=by)]
    body = {"title": meeting.title}
    return finish(meeting, "meeting.called", body, by=by, capacity=capacity, now=now, kept=kept, bump=False)


@transaction.atomic
def change_meeting(*, meeting, row_version, values, by, acting_as="", now=None):
    """Change time, place, title, kind or manner of voting of a meeting that is not open yet."""
    now = now or timezone.now()
    meeting = lock_meeting(meeting, MeetingState.PREPARED)
    check_row_version(meeting, row_version, _("the meeting"))
    capacity = access.require(by, "meetings.prepare", meeting, acting_as=acting_as)
    before = tracked.snapshot(meeting)
    _fill(meeting, values, MEETING_FIELDS)
    _check_day(meeting)
    meeting.search_key = search_key(meeting.code, meeting.title)[:300]
    place_meeting(meeting, None, "")
    changes = tracked.changes(before, tracked.snapshot(meeting))
    if not changes:
        return meeting
    return finish(meeting, "meeting.changed", {"changes": changes}, by=by, capacity=capacity, now=now)


# --- who is there ----------------------------------------------------------------------------------
def nobody_meets():
    """Why no attendance is taken where opinions are asked in writing."""
    return _("Opinions are asked in writing only; nobody meets, and there is nobody to mark as present.")


def _refuse_presence(meeting, member, presence):
    """A member counts once: in the room or in writing."""
    casts = BallotCast.objects.filter(item__meeting=meeting, person=member.person)
    if meeting.is_in_writing:
        raise NotNow(nobody_meets(), code="in_writing")
    if Presence(presence).is_in_room and casts.filter(channel=Channel.WRITTEN).exists():
        raise NotNow(
            _("%(person)s has given a written opinion in this meeting; it stands.") % {"person": member.full_name}
        )
    if presence == Presence.ABSENT_WRITTEN and meeting.state == MeetingState.OPEN:
        papers = PaperBallot.objects.filter(item__meeting=meeting, person=member.person)
        hands = HandsRecord.objects.filter(item__meeting=meeting, recorded_at__gte=member.arrived_at or timezone.now())
        if casts.exclude(channel=Channel.WRITTEN).exists() or papers.exists() or hands.exists():
            raise NotNow(
                _("%(person)s has voted in the room already and cannot be counted by written opinion too.")
                % {"person": member.full_name}
            )


def _mark(meeting, member, presence, now):
    row = Attendance.objects.filter(meeting=meeting, person=member.person).first()
    row = row or Attendance(meeting=meeting, person=member.person)
    was_there = Presence(row.presence).is_in_room
    is_there = Presence(presence).is_in_room
    row.presence = presence
    if meeting.state == MeetingState.OPEN and is_there and not was_there:
        row.arrived_at, row.left_at = row.arrived_at or now, None
    elif meeting.state == MeetingState.OPEN and was_there and not is_there:
        row.left_at = now
    return row


def _marked_meanwhile(meeting, member):
    """The refusal that names who marked the person after the form was opened."""
    marks = Attendance.history.filter(meeting=meeting, person=member.person).select_related("history_user")
    last = marks.order_by("-history_id").first()
    winner = last.history_user.full_name if last and last.history_user else _("Somebody else")
    told = _("%(winner)s marked %(person)s as “%(presence)s” meanwhile. Look at the roll, then do it again.")
    words = {"winner": winner, "person": member.full_name, "presence": member.presence_label}
    return LostRace(told % words, winner=winner, at=last.history_date if last else None)


@transaction.atomic
def record_attendance(*, meeting, marks, by, acting_as="", now=None):
    """Note who is present, online, absent with a written opinion, or absent.

    marks: {person id: (presence the form showed, presence now)}; unchanged ones are left alone.
    Where a vice chair presides and the chair comes, the chair presides from then on.
    Raises LostRace (marked meanwhile by somebody else), NotNow where a member would count twice.
    """
    now = now or timezone.now()
    meeting = lock_meeting(meeting, MeetingState.PREPARED, MeetingState.OPEN)
    capacity = access.require(by, "meetings.prepare", meeting, acting_as=acting_as)
    list(meeting.items.select_for_update(of=("self",)).order_by("pk"))  # ballots and hands that are being taken
    roll = {member.person.pk: member for member in Room(meeting, timezone.localdate(now)).roll}
    rows, told = [], []
    for person_id, (shown, presence) in marks.items():
        member = roll.get(person_id)
        if member is None or presence not in Presence.values:
            raise ValidationError(_("Choose the presence of somebody on the roll."))
        if shown == presence or member.presence == presence:
            continue
        if member.presence != shown:
            raise _marked_meanwhile(meeting, member)
        _refuse_presence(meeting, member, presence)
        rows.append(_mark(meeting, member, presence, now))
        told.append({"person": member.full_name, "changes": {"presence": [member.presence, presence]}})
    if rows:
        kept, body = [tracked.save(row, by=by) for row in rows], {"marks": told}
        if is_back := _chair_is_back(meeting, roll, rows):
            body["presides"] = next(m.full_name for m in roll.values() if m.office == Office.COUNCIL_CHAIR)
        finish(meeting, "meeting.attendance", body, by=by, capacity=capacity, now=now, kept=kept, bump=is_back)
    return meeting


def _chair_is_back(meeting, roll, rows):
    """Has the chair come while another member presided? Then the chair presides again."""
    came = {roll[row.person_id].office for row in rows if Presence(row.presence).is_in_room}
    if meeting.presided_by_id is None or Office.COUNCIL_CHAIR not in came:
        return False
    meeting.presided_by, meeting.presiding_reason = None, ""
    return True


# --- opening ---------------------------------------------------------------------------------------
def open_meeting(*, meeting, row_version, by, acting_as="", now=None):
    """Open the meeting: roll, base and vote rules are frozen. Raises NotYou, NotNow (no quorum ...), LostRace."""

    def apply(meeting, deed, came_from):
        room = Room(meeting, deed.today, is_frozen=False)
        meeting.opened_at, meeting.members_count = deed.now, len(room.voting)
        meeting.quorum_words = room.quorum.sentence[:500]
        _freeze_roll(meeting, room.roll)
        kept = _note_arrivals(meeting, deed) + _freeze_rules(room.items, deed)
        told = [{"person": m.full_name, "office": str(m.office), "presence": str(m.presence)} for m in room.roll]
        return {"body": {"roll": told, "quorum": room.quorum.sentence, "members": len(room.voting), "history": kept}}

    step = Step(things=[meeting], move="open", row_versions={meeting.pk: row_version}, apply=apply)
    return move_many(step, by=by, acting_as=acting_as, now=now)[0][0]


def _freeze_roll(meeting, roll):
    Seat.objects.bulk_create(
        Seat(
            meeting=meeting,
            person=member.person,
            order=order,
            full_name=member.full_name,
            office=member.office,
            role=member.role,
            title=member.title,
            is_voting=member.is_voting,
        )
        for order, member in enumerate(roll, start=1)
    )


def _note_arrivals(meeting, deed):
    there = [row for row in meeting.attendances.all() if Presence(row.presence).is_in_room]
    for row in there:
        row.arrived_at = deed.now
    return tracked.save_many(there, ["arrived_at"], by=deed.by.user) if there else []


def _freeze_rules(items, deed):
    """The rules of the opening day hold; from now on nobody can change them."""
    bare, kept = [item for item in items if item.vote_rule_id is None], []
    for item in bare:
        item.vote_rule = item.rule
    for rule_set in {item.rule.form_rule.rule_set for item in bare}:
        kept += catalogue.mark_used(rule_set=rule_set, by=deed.by.user, at=deed.now)
    return kept + tracked.save_many(bare, ["vote_rule"], by=deed.by.user)


# --- deferring -------------------------------------------------------------------------------------
def _set_verdict(item, verdict, reason, act, *, by, acting_as, now):
    now = now or timezone.now()
    meeting = lock_meeting(item.meeting, MeetingState.OPEN)
    capacity = access.require(by, "meetings.preside", meeting, acting_as=acting_as)
    item = lock_item(item)
    if item.verdict == verdict:
        raise NotNow(_("Somebody has done this already; look at the agenda."), code="wrong_state")
    if item.state == VoteState.ANNOUNCED:
        raise NotNow(_("The result on this item is announced; have the vote repeated first."), code="announced")
    item.verdict, item.defer_reason, item.row_version = verdict, reason, item.row_version + 1
    kept = tracked.save(item, by=by, reason=reason)
    body = {"proposal": item.proposal.code, **({"reason": reason} if reason else {})}
    finish(meeting, act, body, by=by, capacity=capacity, now=now, kept=[kept], bump=False)
    return item


@transaction.atomic
def defer_item(*, item, reason, by, acting_as="", now=None):
    """Leave an item to a later meeting, with the reason; its dossier goes back to `appraised` at closing."""
    if not clean_text(reason):
        raise ValidationError({"reason": _("Give the reason.")})
    return _set_verdict(
        item, ItemVerdict.DEFERRED, clean_text(reason), "meeting.deferred", by=by, acting_as=acting_as, now=now
    )


@transaction.atomic
def undefer_item(*, item, by, acting_as="", now=None):
    """Take a deferred item up again while the meeting is open."""
    return _set_verdict(item, "", "", "meeting.undeferred", by=by, acting_as=acting_as, now=now)


# --- closing ---------------------------------------------------------------------------------------
_MOVES = {ItemVerdict.CARRIED: "carry", ItemVerdict.REJECTED: "reject", ItemVerdict.DEFERRED: "defer"}


@transaction.atomic
def close_meeting(*, meeting, row_version, by, acting_as="", now=None):
    """Apply every announced verdict and move all dossiers: one transaction, all or nothing.

    Raises NotYou, NotNow (every item whose result is not announced, a box that was changed), LostRace.
    """
    now = now or timezone.now()
    held = lock_meeting(meeting)
    access.require(by, "meetings.preside", held, acting_as=acting_as)
    rows = AgendaItem.objects.select_for_update(of=("self",)).filter(meeting=held).select_related("proposal")
    results = results_of(held, list(rows.order_by("order", "pk"))) if held.state == MeetingState.OPEN else []
    told = {}

    def apply_meeting(meeting, deed, came_from):
        meeting.closed_at = deed.now
        told.update(keep_results(results, by=by))
        return {"body": {"results": [result.words for result in results], "history": told.pop("history")}}

    def apply_proposal(proposal, deed, came_from):
        return {"body": {"meeting": held.code, **told[proposal.pk]}}

    steps = [Step(things=[held], move="close", row_versions={held.pk: row_version}, apply=apply_meeting)]
    for verdict, name in _MOVES.items():
        things = [result.item.proposal for result in results if result.verdict == verdict]
        if things:
            steps.append(Step(things=things, move=name, apply=apply_proposal))
    return move_many(*steps, by=by, acting_as=acting_as, facts={"closing": True}, now=now)[0][0]
