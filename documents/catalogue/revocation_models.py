"""Grounds on which award decisions are cancelled, as dated rows."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from documents.catalogue.models import Sourced
from permissions.people.models import history

__all__ = ["RevocationGround"]


class RevocationGround(Sourced):
    """A ground on which an award decision is cancelled, with the days on which it holds (both counted)."""

    # What decisions print or rest on: once one names the ground, these stay.
    FIXED_ONCE_NAMED = ("code", "title", "effective_from")

    code = models.SlugField(_("code"), max_length=40, unique=True)
    title = models.CharField(_("ground"), max_length=300)
    position = models.PositiveSmallIntegerField(_("order"), default=1)
    effective_from = models.DateField(_("in force from"))
    effective_to = models.DateField(_("in force to"), null=True, blank=True)

    history = history()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="revocation_ground_ends_after_it_starts",
                violation_error_message=_("The last day lies before the first."),
                condition=Q(effective_to=None) | Q(effective_to__gte=F("effective_from")),
            )
        ]

    def __str__(self):
        return self.title

    def holds_on(self, day):
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)

    @property
    def is_named(self):
        """Does evidence refer to it? Topics above are not known here, their foreign keys are; history counts not."""
        referring = [
            relation
            for relation in self._meta.get_fields(include_hidden=True)
            if relation.auto_created and getattr(relation, "on_delete", None) is models.PROTECT
        ]
        return any(
            relation.related_model._default_manager.filter(**{relation.field.name: self}).exists()
            for relation in referring
        )
