"""What a person keeps for reading the journal."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedFilter(models.Model):
    """A filter of the journal under a name: a person's own convenience, no evidence, seen by nobody else.

    query: as it stands in the address.
    """

    person = models.ForeignKey("permissions.User", models.PROTECT, related_name="saved_filters", db_index=False)
    name = models.CharField(_("name"), max_length=80)
    query = models.CharField(max_length=600)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="saved_filter_once")]

    def __str__(self):
        return self.name
