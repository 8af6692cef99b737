"""A proposal as a stock viewflow.workflow application would keep it, and its process."""

from django.contrib.auth.models import Group
from django.db import models
from guardian.backends import ObjectPermissionBackend
from viewflow.workflow.models import Process

from permissions.people.models import User, history


class StockProposal(models.Model):
    """The columns a move reads or writes, with history."""

    commune = models.ForeignKey("permissions.Unit", models.PROTECT, related_name="+")
    unit = models.ForeignKey("permissions.Unit", models.PROTECT, related_name="+")
    code = models.CharField(max_length=30, unique=True)
    title = models.CharField(max_length=400)
    state = models.CharField(max_length=30)
    version = models.PositiveIntegerField(default=1)
    submitted_at = models.DateTimeField()
    due_on = models.DateField(null=True)
    notice_days = models.PositiveSmallIntegerField(default=0)
    row_version = models.PositiveIntegerField(default=1)
    search_key = models.TextField(default="")

    history = history()


class StockProcess(Process):
    """A running case of a proposal."""

    proposal = models.OneToOneField(StockProposal, models.PROTECT, related_name="process")


class StockUser(User):
    """A person whose rights are guardian's; ours answers no to every stock question."""

    class Meta:
        proxy = True

    @property
    def groups(self):
        return Group.objects.filter(name="reviewers")

    def has_perm(self, perm, obj=None):
        return ObjectPermissionBackend().has_perm(self, perm, obj)
