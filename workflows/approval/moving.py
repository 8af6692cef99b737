"""The only caller of a transition: lock, who, when, desk, history, ledger, notices: in this order, one transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from permissions import access
from permissions.ledger import acts, tracked
from permissions.ledger.queries import last_act
from permissions.ledger.services import Line, record
from permissions.prepared import HOLE, Prepared
from permissions.refusals import LostRace, NotNow, NotYou
from workflows.approval import telling
from workflows.approval.deeds import Deed
from workflows.approval.sight import keeps_act
from workflows.notices import services as notices


@dataclass(frozen=True, slots=True)
class Machine:
    """A registered machine: its flow, the prefix of its acts, who finds the desk of a state, what its moves read."""

    flow: type
    prefix: str
    place: Callable
    reads: tuple
    tells: dict


_machines = {}
_followers = {}


def register_machine(model, flow, *, prefix, place, sentences, reads=(), page="", tells=None, waits=None):
    """Make a model movable. `sentences` tells each move in the past tense, for the timeline.

    reads: foreign keys that conditions and desks look at, fetched once for all things of a step.
    page: name of the address that shows a thing by its code. Notices: tells: {move: (sentence, (Audience, ...))};
    waits: {state: sentence for whom it then waits}, where the name of the state does not say enough.
    """
    _machines[model] = Machine(flow, prefix, place, reads, telling.declare(model, prefix, page, tells, waits))
    acts.declare({f"{prefix}.{move}": sentence for move, sentence in sentences.items()})


def register_followers(model, steps):
    """Have other things move in the same act as those of a model: `steps(thing, came_from)` gives their Steps.

    Their transitions are `machine.by_itself`: whoever does the deed needs no right on what follows.
    """
    _followers.setdefault(model, []).append(steps)


def machine_of(thing):
    return _machines[type(thing)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One move of things of one model. `apply(thing, deed, came_from)` runs between move and save and
    may return {"body": {...}, "lines": [...]} for the ledger; lines under "before" come before the move's own."""

    things: list
    move: str
    row_versions: dict | None = None
    apply: Callable | None = None


def move(thing, name, *, row_version, apply=None, **deed):
    """Move one thing; see move_many."""
    step = Step(things=[thing], move=name, row_versions={thing.pk: row_version}, apply=apply)
    return move_many(step, **deed)[0][0]


@transaction.atomic
def move_many(*steps, by, acting_as="", reason="", facts=None, now=None, act_id=None):
    """Move things through their machines, all or nothing. A paper or meeting comes before its proposals.

    act_id: where the caller tells more of the same act, on other streams.
    Returns the moved things, a list per step. Raises LostRace, NotYou or NotNow with every unmet condition.
    """
    now = now or timezone.now()
    locked = [_lock(step) for step in steps]
    capacity, moved, lines, following, told_of = None, [], [], [], []
    for step, things in zip(steps, locked, strict=True):
        refuse_stale(things, step.row_versions, by)
        capacity = _who(step, things, by, acting_as or (capacity.key if capacity else "")) or capacity
        deed = Deed(by=capacity, now=now, reason=reason.strip(), facts=facts or {}, things=things)
        made = _make(step, things, by, deed)
        lines += made.lines
        told_of += made.told_of
        following += _that_follow(things, made.told)
        moved.append(things)
    for step in following:
        things = _lock(step)
        made = _make(step, things, by, Deed(by=capacity, now=now, reason=reason.strip(), things=things))
        lines += made.lines
        told_of += made.told_of
    if lines:
        commune_id = next(thing.commune_id for things in locked for thing in things)
        record(lines, commune_id=commune_id, by=by, acting_as=capacity, at=now, act_id=act_id)
        _tell(told_of, by=by, now=now)
    return moved


def _tell(moves, *, by, now):
    """Who has to do with what moved is told, in the same transaction. moves: (thing, move, its columns before)."""
    notices.settle([thing.stream for thing, _move, _before in moves], by=by, now=now)
    found = [telling.of_move(thing, machine_of(thing), move, before) for thing, move, before in moves]
    notices.tell([each for some in found for each in some], by=by, now=now)


@dataclass(frozen=True, slots=True)
class _Made:
    """What a step left: (state before, what `apply` told) of each thing, lines of the ledger, whom it is told."""

    told: list
    lines: list
    told_of: list


def _make(step, things, by, deed):
    before = [dict(thing.__dict__) for thing in things]
    told = [_run(thing, step, deed) for thing in things]
    told_of = list(zip(things, [step.move] * len(things), before, strict=True))
    return _Made(told, _keep(things, step, told, by, deed, before), told_of)


def _that_follow(things, told):
    """The steps of what moves with these things."""
    return [
        step
        for thing, (came_from, _extra) in zip(things, told, strict=True)
        for steps in _followers.get(type(thing), ())
        for step in steps(thing, came_from)
    ]


@cache
def _lock_one(model):
    return Prepared(model.objects.select_for_update().filter(pk=HOLE).order_by())


def _lock(step):
    if not step.things:
        return []
    model = type(step.things[0])
    if len(step.things) == 1:
        return _lock_one(model)(step.things[0].pk)
    rows = model.objects.select_for_update().filter(pk__in=[thing.pk for thing in step.things])
    things = list(rows.order_by("pk"))
    prefetch_related_objects(things, *_machines[model].reads)
    return things


def refuse_stale(things, row_versions, by):
    """Raises LostRace, with the winner and the act as far as `by` may read them in the trail.

    row_versions: {pk: the version the form showed}; what is not named is not compared.
    """
    for thing in things:
        expected = (row_versions or {}).get(thing.pk)
        if expected is None or str(expected) == str(thing.row_version):
            continue
        last = last_act(thing.stream)
        is_kept = last is not None and keeps_act(thing, last.act, access.capacities(by))
        winner = last.actor.full_name if last and last.actor and not is_kept else _("Somebody else")
        at = last.at if last else None
        if last and last.actor_id == by.pk:
            told = _("You did this already: %(act)s at %(time)s. It was not done twice; look at the new state.")
        else:
            told = _("%(person)s was faster: %(act)s at %(time)s. Nothing of yours was done; look at the new state.")
        told %= {
            "person": winner,
            "act": _("updated the dossier") if is_kept else acts.sentence(last.act) if last else _("changed it"),
            "time": formats.date_format(timezone.localtime(at), "DATETIME_FORMAT") if at else "",
        }
        raise LostRace(told, winner=winner, at=at)


def _transition(flow, thing, name):
    found = [t for t in getattr(flow, name).get_transitions() if t.source == thing.state]
    if not found:
        label = next(iter(getattr(flow, name).get_transitions())).label
        raise NotNow(
            _("“%(move)s” is not possible while the state is “%(state)s”.")
            % {"move": label, "state": thing.get_state_display()},
            code="wrong_state",
        )
    return found[0]


def _who(step, things, by, acting_as):
    capacity = None
    for thing in things:
        right = next(iter(getattr(machine_of(thing).flow, step.move).get_transitions())).permission.right
        if not right and by is not None:
            raise NotYou(_("Nobody does this by hand; it comes of itself."))
        if not right:
            continue
        if capacity is None or not capacity.reaches(thing):
            capacity = access.require(by, right, thing, acting_as=acting_as)
    return capacity


def unmet_conditions(flow, transition):
    """[(condition, sentences)] of a transition that do not hold."""
    asked = ((condition, condition.unmet(flow)) for condition in transition.conditions)
    return [(condition, sentences) for condition, sentences in asked if sentences]


def cross(flow, name):
    """Make a transition of a flow: the one place where it is. Raises NotYou or NotNow with every unmet condition."""
    transition = _transition(type(flow), flow.thing, name)
    unmet = unmet_conditions(flow, transition)
    who = [sentence for condition, sentences in unmet if condition.who for sentence in sentences]
    if who:
        raise NotYou(*who)
    if unmet:
        raise NotNow(*[sentence for _condition, sentences in unmet for sentence in sentences])
    getattr(flow, name)()


def _run(thing, step, deed):
    came_from = thing.state
    cross(machine_of(thing).flow(thing, deed), step.move)
    told = (step.apply(thing, deed, came_from) if step.apply else None) or {}
    machine_of(thing).place(thing, deed, came_from)
    thing.row_version += 1
    return came_from, told


def _changed(thing, before):
    now = thing.__dict__
    return [field.name for field in thing._meta.concrete_fields if now[field.attname] != before[field.attname]]


def _keep(things, step, told, by, deed, before):
    if not things:
        return []
    if len(things) == 1:
        kept = [tracked.save(things[0], by=by, reason=deed.reason, fields=_changed(things[0], before[0]))]
    else:
        changed = {name for thing, old in zip(things, before, strict=True) for name in _changed(thing, old)}
        kept = tracked.save_many(things, sorted(changed), by=by, reason=deed.reason)
    lines = []
    for thing, (came_from, extra), row in zip(things, told, kept, strict=True):
        body = dict(extra.get("body", {}))
        if deed.reason:
            body["reason"] = deed.reason
        body["history"] = [row, *body.get("history", [])]
        lines += extra.get("before", [])
        lines.append(
            Line(
                stream=thing.stream,
                act=f"{machine_of(thing).prefix}.{step.move}",
                from_state=came_from,
                to_state=str(thing.state),
                version=getattr(thing, "version", None),
                body=body,
            )
        )
        lines += extra.get("lines", [])
    return lines


@dataclass(frozen=True, slots=True)
class Move:
    """A move as a page or the API shows it: open when `unmet` is empty; `asks` are its form fields."""

    name: str
    label: str
    right: str
    capacity: access.Capacity | None
    unmet: list
    asks: list

    @property
    def is_open(self):
        return not self.unmet


def moves_of(thing, user, *, held=None, flow=None):
    """The moves out of the present state that the person's offices allow, with every unmet condition.

    flow: of a thing whose machine is not registered, because it has no desk of its own.
    """
    held = access.capacities(user) if held is None else held
    flow = flow or machine_of(thing).flow
    found = []
    for transition in flow.state.get_outgoing_transitions(thing.state):
        if any(condition.elsewhere for condition in transition.conditions):
            continue
        mine = access.holding(held, transition.permission.right, thing)
        if not mine:
            continue
        unmet = unmet_conditions(flow(thing, Deed(by=mine[0])), transition)
        if any(condition.hides for condition, _sentences in unmet):
            continue
        sentences = [sentence for condition, told in unmet if not condition.asks for sentence in told]
        asks = list(dict.fromkeys(condition.asks for condition in transition.conditions if condition.asks))
        found.append(
            Move(transition.slug, str(transition.label), transition.permission.right, mine[0], sentences, asks)
        )
    return found


def machines():
    """Every registered machine: [(model, Machine)]."""
    return list(_machines.items())
