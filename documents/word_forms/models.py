"""Word forms of a commune: one in force for a kind of paper, earlier ones kept, ended."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from documents.word_forms.fields import kind_of
from permissions.people.models import history

__all__ = ["WordForm"]


class WordForm(models.Model):
    """A checked Word file with fields. number: of the version, from 1 for each kind of paper."""

    commune = models.ForeignKey("permissions.Unit", models.PROTECT, related_name="+")
    kind = models.CharField(_("kind of paper"), max_length=30)
    number = models.PositiveIntegerField(_("version"))
    file_name = models.CharField(max_length=255)
    blob = models.ForeignKey("documents.Blob", models.PROTECT, related_name="+")
    added_by = models.ForeignKey("permissions.User", models.PROTECT, related_name="+")
    added_at = models.DateTimeField(_("added at"))
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    row_version = models.PositiveIntegerField(default=1, editable=False)

    history = history()

    class Meta:
        ordering = ["kind", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["commune", "kind", "number"], name="word_form_version_once"),
            models.UniqueConstraint(
                fields=["commune", "kind"], condition=Q(ended_at=None), name="word_form_one_in_force"
            ),
        ]

    def __str__(self):
        return self.file_name

    @property
    def stream(self):
        return f"word-form/{self.commune.code}"

    @property
    def title(self):
        """The paper it is for; its code where no topic draws it any more."""
        kind = kind_of(self.kind)
        return kind.title if kind else self.kind

    @property
    def unit_id(self):
        return self.commune_id
