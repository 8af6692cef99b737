"""The same path by stock means: propose, endorse, public notice where the rule asks one, council; each a human task
with guardian's permission on the commune."""

from django.core.exceptions import PermissionDenied
from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.lock import SelectForUpdateLock
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from project.bench.stock.models import StockProcess

RIGHT = "permissions.change_unit"


def _commune(process):
    return process.coerced.proposal.commune


def _needs_notice(activation):
    return activation.process.proposal.notice_days > 0


def _no_page(request):
    raise NotImplementedError("the bench has no pages")


class StockFlow(flow.Flow):
    process_class = StockProcess
    # The default takes no lock at all: eight threads would endorse eight times.
    lock_impl = SelectForUpdateLock(nowait=False, attempts=1)

    start = flow.StartHandle(this.begin).Next(this.propose)
    propose = flow.View(_no_page).Permission(RIGHT, obj=_commune).Next(this.endorse)
    endorse = flow.View(_no_page).Permission(RIGHT, obj=_commune).Next(this.rule_asks_a_notice)
    rule_asks_a_notice = flow.If(_needs_notice).Then(this.notice).Else(this.council)
    notice = flow.View(_no_page).Permission(RIGHT, obj=_commune).Next(this.council)
    council = flow.View(_no_page).Permission(RIGHT, obj=_commune).Next(this.end)
    end = flow.End()

    def begin(self, activation, proposal):
        activation.process.proposal = proposal
        return activation.process


def open_task(process_id):
    """The task that waits in a process."""
    return Task.objects.get(process_id=process_id, status__in=(STATUS.NEW, STATUS.ASSIGNED))


def perform(task_id, user, state):
    """Claim and do a task by the stock calls, each asked before as the stock pages do."""
    with Task.objects.get(pk=task_id).activation() as activation:
        if not activation.assign.has_perm(user):
            raise PermissionDenied
        activation.assign(user)
        if not activation.start.has_perm(user):
            raise PermissionDenied
        activation.start(None)
        proposal = activation.process.proposal
        proposal.state, proposal.row_version = state, proposal.row_version + 1
        proposal._history_user = user
        proposal.save()
        activation.execute()
