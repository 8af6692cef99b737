"""The money of the commune's decisions as a file."""

from django.utils.translation import gettext as _

from documents.proposals.states import Outcome
from documents.registry.corrected import corrections_in
from documents.sheets.serving import Shown, export_response, rows_to_export
from workflows.decisions.papers import number_of
from workflows.payments.queries import is_undecided, payment_of, to_decide_anew


def _of_payment(read):
    return lambda line: read(payment_of(line)) if payment_of(line) else None


def money_file(request, lines, narrowed=""):
    """Whose money was paid and whose was not. lines: of `lines_with_money`."""
    found = rows_to_export(lines.order_by("-pk"))
    anew = to_decide_anew(found)
    corrections = corrections_in(line.decision.commune_id for line in found)

    def reason(line):
        recorded = _of_payment(lambda paid: paid.reason)(line)
        return (anew.get(line.pk) if is_undecided(line) else recorded) or line.bonus_reason or recorded

    shown = [
        Shown(_("Decision"), lambda line: number_of(line.decision), 18),
        Shown(_("Date"), lambda line: line.decision.issued_on, 13, "date"),
        Shown(_("Award form"), lambda line: line.decision.award_form.name, 28),
        Shown(_("Nominee"), lambda line: line.nomination.full_name, 28),
        Shown(_("Unit"), lambda line: line.nomination.proposal.unit.name, 28),
        Shown(_("Money"), lambda line: line.bonus_amount, 14, "number"),
        Shown(_("State"), state_words, 24),
        Shown(_("Number of the voucher"), _of_payment(lambda paid: paid.voucher), 16),
        Shown(_("Paid on"), _of_payment(lambda paid: paid.paid_on), 13, "date"),
        Shown(_("Out of which fund"), _of_payment(lambda paid: paid.get_fund_display()), 28),
        Shown(_("Keepsake of equal value instead of money"), _of_payment(lambda paid: paid.keepsake), 28),
        Shown(_("Who paid it out"), _of_payment(lambda paid: paid.paid_by), 22),
        Shown(_("Who received it"), _of_payment(lambda paid: paid.received_by), 28),
        Shown(_("Reason"), reason, 36),
        Shown(_("Corrected by decision"), lambda line: corrections.get(line.nomination_id, ""), 44),
    ]
    return export_response(request, "payments", title=_("Award money"), shown=shown, rows=found, narrowed=narrowed)


def state_words(line):
    """Paid, not to be paid, or not paid yet."""
    payment = payment_of(line)
    if payment is not None and payment.state != "open":
        return payment.get_state_display()
    is_due = line.bonus_amount and line.nomination.outcome == Outcome.GRANTED
    return _("Not paid yet") if is_due else _("Not to be paid")
