"""The path as people see it: six steps with dates, and the drawing made from the machine."""

from dataclasses import dataclass

from django.utils import formats, timezone
from django.utils.translation import gettext_lazy

from documents.proposals.states import ProposalState
from permissions.ledger.models import LedgerEntry
from workflows.approval.machine import ProposalFlow

S = ProposalState
# step label, states that belong to it, and the act that ends it
STEPS = (
    (gettext_lazy("Sent"), (), "proposal.submitted"),
    (gettext_lazy("Taken up"), (S.SUBMITTED,), "proposal.take_up"),
    (
        gettext_lazy("Appraisal"),
        (S.UNDER_REVIEW, S.RETURNED, S.AWAITING_ENDORSEMENT, S.IN_PUBLIC_NOTICE),
        "proposal.endorse",
    ),
    (gettext_lazy("Council"), (S.APPRAISED, S.ON_AGENDA), "proposal.carry"),
    (gettext_lazy("Decision"), (S.PASSED, S.DECISION_DRAFTED, S.DECISION_SIGNED), "proposal.issue_decision"),
    (gettext_lazy("Closed"), (S.DECIDED, S.ANSWERED, S.NOT_PASSED, S.REFUSED), "proposal.close_file"),
)
# In the place of the decision, once the dossier goes to the province: step 5.
_PROVINCE_NUMBER = 5
_PROVINCE = (
    gettext_lazy("Province"),
    (
        *(S.TRANSMITTAL_DRAFTED, S.TRANSMITTAL_SIGNED, S.FORWARDED, S.PROVINCE_RECEIVED),
        *(S.PROVINCE_RETURNED, S.SUPPLEMENT_ASKED),
    ),
    "proposal.record_answer",
)
_STOPPED = frozenset({S.REFUSED, S.WITHDRAWN, S.NOT_PASSED, S.SUSPENDED})


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the line: done, now, stopped or todo; the note says when or in which state."""

    label: str
    note: str
    status: str


def step_number(state):
    """Number of the step a state belongs to, 1 to 6."""
    state = ProposalState(state)
    for number, (_label, states, _act) in enumerate(STEPS, start=1):
        if state in states:
            return number
    return _PROVINCE_NUMBER if state in _PROVINCE[1] else len(STEPS)


def _days_of(proposal, until=None):
    """{act: moment} of a dossier; before it was split off, of the one it came from."""
    acts = [*(act for _label, _states, act in STEPS), _PROVINCE[2], "proposal.draft_transmittal", "proposal.split_from"]
    rows = LedgerEntry.objects.filter(stream__key=proposal.stream, act__in=acts).order_by("seq")
    days = dict((rows.filter(at__lte=until) if until else rows).values_list("act", "at"))
    if proposal.split_from_id:
        days = _days_of(proposal.split_from, days.get("proposal.split_from", until)) | days
    return days


def steps_of(proposal):
    """The line of six steps with the last day of each act: one statement, one more for each dossier it came from."""
    days = _days_of(proposal)
    state = ProposalState(proposal.state)
    here = step_number(proposal.state_left or state)
    line, steps = list(STEPS), []
    if "proposal.draft_transmittal" in days and "proposal.issue_decision" not in days:
        line[_PROVINCE_NUMBER - 1] = _PROVINCE
    for number, (label, _states, act) in enumerate(line, start=1):
        if number < here or state == S.CLOSED:
            note = formats.date_format(timezone.localtime(days[act]), "SHORT_DATE_FORMAT") if act in days else ""
            steps.append(Step(str(label), note, "done" if act in days else "skipped"))
        elif number == here:
            steps.append(Step(str(label), str(state.label), "stopped" if state in _STOPPED else "now"))
        else:
            steps.append(Step(str(label), "", "todo"))
    return steps


def edges(flow=ProposalFlow):
    """Every (from, to, label) of a machine, in the order of the path."""
    found = []
    for method, transitions in flow.state.get_transitions().items():
        for transition in transitions:
            for target in transition.declared_targets():
                to = transition.source if not isinstance(target, flow.S) else target
                found.append((transition.source, to, transition.label, method.slug))
    order = list(flow.S)
    return sorted(found, key=lambda edge: (order.index(edge[0]), order.index(edge[1]), edge[3]))


def mermaid(flow=ProposalFlow, names=None):
    """The machine as a Mermaid state diagram; `names` are the words for moves (their slugs by default)."""
    lines = ["stateDiagram-v2", f"    [*] --> {next(iter(flow.S)).value}"]
    for source, target, label, slug in edges(flow):
        lines.append(f"    {source.value} --> {target.value}: {label if names == 'labels' else slug}")
    ended = [state for state in flow.S if state not in {edge[0] for edge in edges(flow)}]
    lines += [f"    {state.value} --> [*]" for state in ended]
    return "\n".join(lines)


def moves_from(state):
    """[(move label, label of the state it leads to)] out of a state, for the text under the drawing."""
    return [(str(label), str(target.label)) for source, target, label, _slug in edges() if source == state]
