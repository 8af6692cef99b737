"""The types of file that are taken. How bytes are judged is in recognition.py."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MediaType(models.TextChoices):
    PDF = "application/pdf", _("PDF file")
    JPEG = "image/jpeg", _("JPEG image")
    PNG = "image/png", _("PNG image")
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", _("Word file (.docx)")
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _("Excel file (.xlsx)")
    ZIP = "application/zip", _("ZIP package")  # made by this system; nobody uploads one

    @property
    def extensions(self):
        """File name endings that tell the truth about this type; the first is the usual one."""
        return _EXTENSIONS[self]

    @property
    def is_image(self):
        return self in (MediaType.JPEG, MediaType.PNG)

    @property
    def is_shown_inline(self):
        """May a browser show it? The others are offered for saving."""
        return self == MediaType.PDF or self.is_image


_EXTENSIONS = {
    MediaType.PDF: (".pdf",),
    MediaType.JPEG: (".jpg", ".jpeg", ".jpe", ".jfif"),
    MediaType.PNG: (".png",),
    MediaType.DOCX: (".docx",),
    MediaType.XLSX: (".xlsx",),
    MediaType.ZIP: (".zip",),
}
ACCEPTED = ",".join(ending for endings in _EXTENSIONS.values() for ending in endings)  # of a file input
