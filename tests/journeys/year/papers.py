"""The chair's papers: decisions with their money and hand-over, letters to the province and what it answers."""

import io

import openpyxl
from django.utils import timezone

from documents.proposals.models import Proposal
from tests import making
from workflows.decisions import certificate_services as certificates
from workflows.decisions import services as decisions
from workflows.decisions.models import Decision
from workflows.handoff import province_services as province
from workflows.handoff import services as handoff
from workflows.handoff.models import Transmittal
from workflows.handoff.queries import lines_as_sent, lines_of
from workflows.handoff.sheets import ReadAnswers, answer_template
from workflows.handover import queries as handovers
from workflows.handover import services as handover
from workflows.payments import queries as payments
from workflows.payments import services as payment


def _stored(proposals):
    return list(Proposal.objects.filter(pk__in=[each.pk for each in proposals]).order_by("pk"))


class Chair:
    """Decisions: drafted by the reviewer, signed by the chair, issued by the records clerk."""

    def __init__(self, year):
        self.year, self.town = year, year.town

    def draft(self, proposals):
        proposals = _stored(proposals)
        seen = making.row_versions_of(proposals)
        made = decisions.draft_decision(proposals=proposals, row_versions=seen, by=self.town.office_reviewer)
        self.year.did("decision.drafted")
        self.year.did("proposal.draft_decision", len(proposals))
        return made

    def issue(self, decision):
        """Sign and issue."""
        steps = (
            ("sign", decisions.sign_decision, self.town.commune_chair),
            ("issue", decisions.issue_decision, self.town.records_clerk),
        )
        for name, deed, by in steps:
            decision = Decision.objects.get(pk=decision.pk)
            dossiers = len({line.nomination.proposal_id for line in decision.lines.select_related("nomination")})
            decision = deed(decision=decision, row_version=decision.row_version, by=by)
            self.year.did(f"decision.{name}")
            self.year.did(f"proposal.{name}_decision", dossiers)
        return decision

    def pay(self, decision, voucher, fund="own", lines=None, but=None):
        """Everybody who is not paid yet, or these lines. but: the line of who is left out."""
        rows = [row.line.pk for row in payments.money_of(decision) if row.is_open and row.line != but]
        today = timezone.localdate()
        values = {"state": "paid", "voucher": voucher, "fund": fund, "paid_on": today, "paid_by": "Kế toán"}
        self._pay(decision, rows if lines is None else lines, values)

    def not_due(self, decision, lines):
        self._pay(decision, lines, {"state": "not_due", "reason": "Đã nhận quà có giá trị tương đương."})

    def _pay(self, decision, lines, values):
        said = {"row_version": payments.version_of(decision), "lines": lines, "values": values}
        payment.record_payments(decision=decision, by=self.town.office_reviewer, **said)
        self.year.did("payment.recorded")

    def mispaid(self, decision, voucher):
        """The record of the first payment is put right: it was paid out of donations."""
        first = payments.history_of(decision).last()
        values = {"state": "paid", "voucher": voucher, "fund": "donations", "paid_on": first.paid_on}
        values |= {"reason": "Ghi nhầm nguồn quỹ."}
        said = {"row_version": payments.version_of(decision), "values": values, "by": self.town.office_reviewer}
        payment.correct_payment(payment=first, **said)
        self.year.did("payment.corrected")

    def hand_over(self, decision, but=None):
        lines = [row.line.pk for row in handovers.awards_of(decision) if row.is_open and row.line != but]
        values = {"handed_on": timezone.localdate(), "place": "Hội trường UBND xã"}
        said = {"row_version": handovers.version_of(decision), "lines": lines, "values": values}
        handover.record_handovers(decision=decision, by=self.town.office_reviewer, **said)
        self.year.did("handover.recorded")

    def not_handed(self, decision):
        """The last record says more than happened; it is taken back."""
        last = handovers.history_of(decision).first()
        said = {"row_version": handovers.version_of(decision), "values": {"state": "undone", "note": "Vắng mặt."}}
        handover.correct_handover(handover=last, by=self.town.office_reviewer, **said)
        self.year.did("handover.corrected")

    def again(self, line, kind="replaced", *, takes_number=True):
        """A certificate is printed again, under a new number of the golden book or under its old one."""
        said = {"kind": kind, "reason": "Bị mất, in sai.", "takes_number": takes_number}
        said["row_version"] = certificates.version_of(line)
        certificates.issue_again(line=line, by=self.town.records_clerk, **said)
        self.year.did("certificate.issued_again")


class Province:
    """Letters to the province. `letters` keeps their keys in the order they were drafted."""

    def __init__(self, year):
        self.year, self.town, self.officer = year, year.town, year.cast.province_officer

    def now(self, letter):
        return Transmittal.objects.get(pk=letter.pk)

    def line(self, letter, name):
        return next(line for line in lines_of(letter) if line.nomination.full_name == name)

    def _do(self, act, deed, letter, by, **said):
        letter = self.now(letter)
        made = deed(transmittal=letter, row_version=letter.row_version, by=by, **said)
        self.year.did(f"transmittal.{act}")
        return made

    def _dossiers(self, letter):
        return len({line.nomination.proposal_id for line in lines_of(letter) if not line.dropped_at})

    def draft(self, proposals, *, redrafted=(), released=0):
        """redrafted: dossiers that come back; released: how many letters give them up."""
        proposals = _stored([*proposals, *redrafted])
        seen = making.row_versions_of(proposals)
        letter = handoff.draft_transmittal(proposals=proposals, row_versions=seen, by=self.town.office_reviewer)
        self.year.did("transmittal.drafted")
        self.year.did("proposal.draft_transmittal", len(proposals) - len(redrafted))
        if redrafted:
            self.year.did("proposal.redraft", len(redrafted))
            self.year.did("transmittal.release", released)
        return letter

    def send(self, letter):
        """Sign and forward."""
        dossiers = self._dossiers(letter)
        self._do("sign", handoff.sign_transmittal, letter, self.town.commune_chair)
        letter = self._do("forward", handoff.forward, letter, self.town.records_clerk)
        self.year.did("proposal.sign_transmittal", dossiers)
        self.year.did("proposal.forward", dossiers)
        return letter

    def acknowledge(self, letter):
        self._do("acknowledge", province.acknowledge, letter, self.officer)
        self.year.did("proposal.acknowledge", self._dossiers(letter))

    def give_back(self, letter, names, *, split=0):
        """split: of how many dossiers others stay at the province."""
        reasons = {self.line(letter, name).pk: "Bổ sung báo cáo thành tích." for name in names}
        self._do("return_lines", province.return_lines, letter, self.officer, reasons=reasons)
        self.year.did("proposal.return_from_province", len(names))
        for act in ("proposal.split_off", "proposal.split_from"):
            self.year.did(act, split)

    def forward_again(self, letter, dossiers):
        self._do("forward_again", handoff.forward_again, letter, self.town.records_clerk, dossiers=dossiers)
        self.year.did("proposal.forward_again", len(dossiers))

    # --- answers -----------------------------------------------------------------------------------
    def spoken(self, letter, name, number, said="granted"):
        return province.Spoken(
            line=self.line(letter, name).pk,
            said=said,
            number=number,
            decided_on=timezone.localdate(),
            issuer="Chủ tịch Ủy ban nhân dân tỉnh Thái Nguyên",
            reason="" if said == "granted" else "Chưa đủ tiêu chuẩn.",
        )

    def answer(self, letter, answers, by=None, **said):
        """answers: [Spoken], typed by hand or read from a sheet."""
        lines = {one.line for one in answers}
        dossiers = {line.nomination.proposal_id for line in lines_of(letter) if line.pk in lines}
        by = by or self.officer
        letter = self._do("record_answer", province.record_answer, letter, by, answers=answers, **said)
        self.year.did("proposal.record_answer", len(dossiers))
        return letter

    def answer_by_sheet(self, letter, cells):
        """cells: what the officer types from “Kết quả” on into the row of a name of the list in Excel."""
        lines = lines_as_sent(letter)
        book = openpyxl.load_workbook(io.BytesIO(answer_template(letter, lines)))
        page = book.worksheets[0]
        head = next(row[0].row for row in page.iter_rows() if any(cell.value == "Mã dòng" for cell in row))
        for row in page.iter_rows(min_row=head + 1):
            for place, value in enumerate(cells(row[2].value), start=5):
                page.cell(row[0].row, place, value)
        out = io.BytesIO()
        book.save(out)
        read = ReadAnswers(out.getvalue(), lines)
        assert read.faults == []
        return self.answer(letter, read.spoken)

    def correct(self, letter, spoken):
        said = {"answer": spoken, "reason": "Đính chính theo văn bản của tỉnh."}
        self._do("correct_answer", province.correct_answer, letter, self.officer, **said)
        self.year.did("proposal.answer_corrected")
