"""The types of file that are taken. How bytes are judged is in recognition.py."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MediaType(models.TextChoices):
    PDF = "application/pdf", _("PDF file")
    JPEG = "image/jpeg", _("JPEG image")
    PNG = "image/png", _("PNG image")

    @property
    def extensions(self):
        """File name endings that tell the truth about this type; the first is the usual one."""
        return _EXTENSIONS[self]


_EXTENSIONS = {
    MediaType.PDF: (".pdf",),
    MediaType.JPEG: (".jpg", ".jpeg", ".jpe", ".jfif"),
    MediaType.PNG: (".png",),
}
