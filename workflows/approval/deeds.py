"""One deed on its way through a machine: who does it, when, with which reason and facts."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone

from permissions import access
from permissions.access import Capacity


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What the machine may ask of a deed. `facts` holds what the form or the calling service adds.

    things: all that move in this step, so that a condition may ask for all of them at once.
    """

    by: Capacity | None
    now: datetime = field(default_factory=timezone.now)
    reason: str = ""
    facts: dict = field(default_factory=dict)
    things: list = field(default_factory=list)
    _answers: dict = field(default_factory=dict)

    def once(self, question, ask):
        """The answer to a question that is the same for every thing of the step; `ask()` is called once."""
        if question not in self._answers:
            self._answers[question] = ask()
        return self._answers[question]

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    @property
    def persons(self):
        """Actor and principal."""
        return self.by.persons if self.by else set()


class Condition:
    """A question of the machine: `unmet` lists the sentences to show; none means it holds.

    asks: the form field that answers it (not shown as an obstacle before the form is filled in).
    who: its refusal means "not you" instead of "not now".
    elsewhere: the move happens only inside a deed on another thing (a meeting, a decision).
    hides: where it is unmet, the move is none of this thing and is not offered at all.
    """

    def __init__(self, function, *, asks="", who=False, elsewhere=False, hides=False):
        self.function = function
        self.asks = asks
        self.who = who
        self.elsewhere = elsewhere
        self.hides = hides
        self.__name__ = function.__name__
        self.__doc__ = function.__doc__

    def unmet(self, flow):
        """The sentences; asked once of a flow, for viewflow asks again when the move is made."""
        if self not in flow.answers:
            flow.answers[self] = [str(sentence) for sentence in self.function(flow)]
        return flow.answers[self]

    def __call__(self, flow):
        return not self.unmet(flow)


def condition(function=None, **marks):
    """Turn a generator of sentences into a condition."""
    if function is None:
        return lambda function: Condition(function, **marks)
    return Condition(function, **marks)


class Flow:
    """What every machine has: the thing that moves and the deed that moves it."""

    def __init__(self, thing, deed):
        self.thing = thing
        self.deed = deed
        self.answers = {}


def holds(right):
    """Permission of a transition: the person holds the right on the thing that moves."""

    def permission(flow, user):
        return access.may(user, right, flow.thing)

    permission.right = right
    return permission
