"""Blobs: the bytes of papers, kept once by their SHA-256. Names and owners are in the rows that point here."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from documents.attachments.media_types import MediaType

__all__ = ["Blob"]


class Blob(models.Model):
    """A file in the store, at `store.path_of(sha256)`. Never changed, never deleted with a row that points to it."""

    append_only = True

    sha256 = models.CharField(_("SHA-256"), max_length=64, unique=True)
    size_bytes = models.PositiveBigIntegerField(_("size in bytes"))
    media_type = models.CharField(_("file type"), max_length=100, choices=MediaType)
    stored_at = models.DateTimeField(_("stored at"), auto_now_add=True)

    class Meta:
        constraints = [models.CheckConstraint(name="blob_is_not_empty", condition=Q(size_bytes__gt=0))]

    def __str__(self):
        return self.sha256

    @property
    def is_shown_inline(self):
        return MediaType(self.media_type).is_shown_inline
