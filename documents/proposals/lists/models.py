"""A list from Excel between upload and taking over. It is no evidence: the act of taking it over leaves that."""

from django.db import models

from documents.proposals.models import Letter


class ListDraft(models.Model):
    """The cells of an uploaded list as they are written now, mended ones among them; one waits for each letter.

    rows: [{"row": number in Excel, "cells": {column: text}, "mended": [columns], "out": left out by the clerk}].
    told: {"unknown", "skipped", "others"} of `sheets.Sheet`.
    """

    letter = models.OneToOneField(Letter, models.PROTECT, related_name="list_draft")
    file_name = models.CharField(max_length=255)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    sheet_name = models.CharField(max_length=120)
    head_row = models.PositiveIntegerField()
    places = models.JSONField()
    rows = models.JSONField()
    told = models.JSONField()
    changed_by = models.ForeignKey("permissions.User", models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(db_index=True)
    row_version = models.PositiveIntegerField(default=1, editable=False)

    def __str__(self):
        return self.file_name
