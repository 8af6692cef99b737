"""Decisions over decisions: a misspelt name is put right, two awards are revoked and what was received comes back."""

from django.utils import timezone

from documents.numbers import voiding
from documents.numbers.models import IssuedNumber
from documents.numbers.queries import entries_of
from workflows.decisions.models import DecisionLine
from workflows.revocations import queries, returning, services
from workflows.revocations.models import Amendment, Revocation


class Amending:
    """What the office drafts over issued decisions, and what it records afterwards."""

    def __init__(self, year):
        self.year, self.town = year, year.town

    def line(self, proposal, place=0):
        row = list(proposal.nominations.order_by("order"))[place]
        return DecisionLine.objects.get(nomination=row)

    def draft(self, kind, lines):
        """lines: [(DecisionLine, what is said of it)]"""
        entries = [{"line": line.pk, **said} for line, said in lines]
        made = services.draft_amendment(kind=kind, lines=entries, by=self.town.office_reviewer)
        self.year.did("amendment.drafted")
        return made

    def issue(self, amendment):
        """Sign and issue; what it does to each decision, dossier and award is told there too."""
        signed = services.sign_amendment(
            amendment=amendment, row_version=amendment.row_version, by=self.town.commune_chair
        )
        issued = services.issue_amendment(amendment=signed, row_version=signed.row_version, by=self.town.records_clerk)
        self.year.did("amendment.sign")
        self.year.did("amendment.issue")
        lines = list(Amendment.objects.get(pk=issued.pk).lines.select_related("line__nomination"))
        what = "award_revoked" if issued.is_revocation else "words_corrected"
        self.year.did(f"decision.{what}", len({row.line.decision_id for row in lines}))
        self.year.did(f"proposal.{what}", len({row.line.nomination.proposal_id for row in lines}))
        self.year.did("registry.award_revoked" if issued.is_revocation else "registry.recipient_changed", len(lines))
        return issued

    def give_back(self, line):
        """Money and certificate of a revoked award come back."""
        revocation = Revocation.objects.get(amendment_line__line=line)
        for item, voucher in (("money", "PT-01"), ("object", "")):
            values = {"state": "returned", "returned_on": timezone.localdate(), "voucher": voucher}
            said = {"row_version": queries.version_of(revocation), "by": self.town.office_reviewer}
            returning.record_given_back(revocation=revocation, item=item, values=values, **said)
            self.year.did("revocation.given_back")

    def void(self, line):
        """The number that a revoked award had in the golden book stands on nothing any more."""
        rows = IssuedNumber.objects.filter(register__kind="golden_book", number=line.golden_book_number)
        number = rows.select_related("register").get()
        entry = entries_of(number.register, [number])[0]
        said = {"reason": "Khen thưởng bị hủy bỏ.", "by": self.town.records_clerk}
        voiding.void_number(number=number, row_version=entry.row_version, **said)
        self.year.did("register.number_voided")
