"""Making stock cases up to a task, and doing the task."""

from django.utils import timezone
from guardian.shortcuts import assign_perm

from project.bench.stock.flows import RIGHT, StockFlow, open_task, perform
from project.bench.stock.models import StockProposal, StockUser


class Stock:
    """As many cases as asked, all waiting for `endorse`; call it with a number to endorse that one."""

    def __init__(self, count, *, reviewer_id, head_id, commune, unit):
        self.reviewer, self.head = (StockUser.objects.get(pk=pk) for pk in (reviewer_id, head_id))
        for user in (self.reviewer, self.head):
            assign_perm(RIGHT, user, commune)
        self.tasks = [self._waiting(number, commune, unit) for number in range(count)]

    def _waiting(self, number, commune, unit):
        proposal = StockProposal.objects.create(
            commune=commune,
            unit=unit,
            code=f"X-{number}",
            title="Khen thưởng",
            state="under_review",
            submitted_at=timezone.now(),
        )
        process = StockFlow.start.run(proposal=proposal)
        perform(open_task(process.pk).pk, self.reviewer, "awaiting_endorsement")
        return open_task(process.pk).pk

    def __call__(self, number):
        perform(self.tasks[number], self.head, "appraised")
