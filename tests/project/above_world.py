"""A letter to the province in every state that an address can name: a part of the world of office_world.py."""

from functools import cached_property

from django.utils import timezone

from documents.proposals.models import Proposal
from tests import making
from workflows.handoff import province_services as province
from workflows.handoff import services as handoff
from workflows.handoff.carriage_models import Carriage


class AboveWorld:
    @cached_property
    def _passed_above(self):
        """Five proposals of an award of the province, of which each gets a letter of its own."""
        form = making.award_form("bk-tinh")
        proposals = [making.appraised(self.town, form=form, names=[f"Lò Thị {name}"]) for name in "ABCDE"]
        meeting = self.table.closed(*proposals, title="Phiên họp tháng 9")
        for signer in (self.table.secretary, self.table.chair):
            self.table.sign(meeting, signer)
        return iter([Proposal.objects.get(pk=proposal.pk) for proposal in proposals])

    def _letter(self, until):
        """A letter, taken through the steps up to the named one."""
        passed, town = [next(self._passed_above)], self.town
        seen = making.row_versions_of(passed)
        letter = handoff.draft_transmittal(proposals=passed, row_versions=seen, by=town.office_reviewer)
        steps = [(handoff.sign_transmittal, town.commune_chair), (handoff.forward, town.records_clerk)]
        for deed, by in steps[: ("drafted", "signed", "sent").index(until)]:
            letter = deed(transmittal=letter, row_version=letter.row_version, by=by)
        return letter

    @cached_property
    def above_draft(self):
        letter = self._letter("drafted")
        return [letter.code], letter

    @cached_property
    def above_signed(self):
        letter = self._letter("signed")
        return [letter.code], letter

    @cached_property
    def above_sent(self):
        """Both bodies have their electronic identifier, so a message can be made of it."""
        for unit, code in ((self.town.commune, "H55.242"), (self.cast.province, "H55")):
            type(unit).objects.filter(pk=unit.pk).update(agency_code=code)
        letter = self._letter("sent")
        return [letter.code], letter

    @property
    def above_carriage(self):
        """A package that is on its way by mail."""
        [code], letter = self.above_sent
        values = {"due_at": letter.signed_at}
        row, _is_new = Carriage.objects.get_or_create(sending=letter.sendings.get(), carrier="mail", defaults=values)
        return [code, row.pk], row

    @cached_property
    def above_sent_file(self):
        [code], letter = self.above_sent
        line = letter.lines.get()
        return [code, line.pk, line.nomination.papers.first().blob.sha256], letter

    @cached_property
    def above_returned(self):
        letter, officer = self._letter("sent"), self.cast.province_officer
        reasons = {letter.lines.get().pk: "Thiếu xác nhận thuế."}
        letter = province.return_lines(transmittal=letter, row_version=letter.row_version, reasons=reasons, by=officer)
        return [letter.code], letter

    @cached_property
    def above_answered(self):
        letter, officer = self._letter("sent"), self.cast.province_officer
        answers = [self.spoken(letter)]
        letter = province.record_answer(transmittal=letter, row_version=letter.row_version, answers=answers, by=officer)
        return [letter.code], letter

    @staticmethod
    def spoken(letter):
        """What the province says of the letter's first line."""
        return province.Spoken(
            line=letter.lines.first().pk,
            said="granted",
            number="812/QĐ-UBND",
            decided_on=timezone.localdate(),
            issuer="Chủ tịch UBND tỉnh",
        )

    @property
    def above_answered_line(self):
        [code], letter = self.above_answered
        return [code, letter.lines.get().pk], letter
