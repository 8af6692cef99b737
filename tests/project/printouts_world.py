"""Papers to print, as the addresses name them: what they are of, which paper, in which form."""

from functools import cached_property
from io import BytesIO

import docx
from django.core.files.uploadedfile import SimpleUploadedFile

from documents.word_forms import services as word_forms
from tests.project.campaign_world import CampaignThings


def word_file(*paragraphs, name="to-trinh.docx"):
    """A Word file with these paragraphs, as it is uploaded."""
    document, made = docx.Document(), BytesIO()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(made)
    return SimpleUploadedFile(name, made.getvalue())


class PrintoutThings(CampaignThings):
    @cached_property
    def word_form(self):
        """The commune's own letter."""
        form = word_forms.add_form(
            commune=self.town.commune,
            kind="letter",
            upload=word_file("{{ ten_don_vi }}: {{ so_luong }}"),
            by=self.town.office_head,
        )
        return [form.pk], form

    @property
    def print_own(self):
        self.thing("word-form")
        return self._paper("sent", "letter", "own")

    def _paper(self, name, paper, ending="pdf"):
        args, _row = self.thing(name)
        return [*args, paper, ending], None

    @property
    def print_draft(self):
        return self._paper("draft", "letter")

    @property
    def print_sent(self):
        return self._paper("sent", "minutes", "docx")

    @property
    def print_row(self):
        return self._paper("draft-row", "report", "docx")

    @property
    def print_returned(self):
        return self._paper("returned", "return-note")

    @property
    def print_never_returned(self):
        return self._paper("submitted", "return-note")

    @property
    def print_appraisal(self):
        return self._paper("awaiting", "appraisal")

    @property
    def print_endorsed(self):
        return self._paper("on-agenda", "appraisal", "docx")

    @property
    def print_result(self):
        return self._paper("decided", "result-notice")

    @property
    def print_agenda(self):
        self.thing("prepared-item")
        return self._paper("prepared", "agenda")

    @property
    def print_unit_summary(self):
        return self._paper("campaign", "unit-summary")

    @property
    def print_commune_summary(self):
        return self._paper("campaign", "commune-summary", "docx")

    @property
    def print_book(self):
        return [2026, "award-book", "pdf"], None

    @property
    def print_year(self):
        return [2026, "report", "docx"], None
