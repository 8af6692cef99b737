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
# What a door takes; its refusals name these and no others.
EVERY = (MediaType.PDF, MediaType.DOCX, MediaType.XLSX, MediaType.JPEG, MediaType.PNG)
SCANS = (MediaType.PDF, MediaType.JPEG, MediaType.PNG)
PDF_ONLY = (MediaType.PDF,)
WORD_ONLY = (MediaType.DOCX,)
PICTURES = (MediaType.JPEG, MediaType.PNG)
ASKED = {
    EVERY: _("Upload a PDF, Word (.docx) or Excel (.xlsx) file, or a JPEG or PNG image."),
    SCANS: _("Upload a PDF file, or a JPEG or PNG image."),
    PDF_ONLY: _("Upload a PDF file."),
    WORD_ONLY: _("Upload a Word file (.docx)."),
    PICTURES: _("Upload a JPEG or PNG image."),
}


def accept_of(takes):
    """What a file input offers for choosing."""
    return ",".join(ending for media_type in takes for ending in media_type.extensions)
