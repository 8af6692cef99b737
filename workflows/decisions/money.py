"""The money of the lines of a decision: by kind of nominee, and of several titles of one period the highest alone."""

from documents.catalogue.kinds import Family
from documents.proposals.states import Outcome
from documents.registry.likeness import described_row, is_certain
from workflows.decisions.models import DecisionLine
from workflows.decisions.queries import bonuses


def fill_bonuses(lines, award_form, rule_set, on):
    """Set `bonus_amount` (đồng) and `bonus_reason` of the lines as of a day; returns those that changed, not saved.

    lines: with nomination, its proposal and unit. on: date of the decision, else day of the draft or signature.
    """
    amounts = bonuses(award_form, rule_set, on)
    higher = higher_titles([line.nomination for line in lines], award_form, on) if amounts else {}
    changed = []
    for line in lines:
        paid = higher.get(line.nomination.pk)
        amount = 0 if paid else amounts.get(line.nomination.nominee_type, 0)
        reason = unpaid_reason(paid) if paid else ""
        if (line.bonus_amount, line.bonus_reason) != (amount, reason):
            line.bonus_amount, line.bonus_reason = amount, reason
            changed.append(line)
    return changed


def unpaid_reason(award_form):
    """Printed beside a title that is not paid. award_form: the higher title. Official wording, hence in Vietnamese."""
    return f"Đã tính tiền thưởng danh hiệu “{award_form.name}” của cùng thời gian thành tích"


def higher_titles(nominations, award_form, on):
    """{nomination pk: the higher title that the same nominee gets at the same moment for the same period}.

    At the same moment: in a decision that is not issued yet, or is dated on the same day; a revoked title counts no
    more. One statement, none for forms of commendation: a form is paid beside a title.
    Source: Nghị định 152/2025/NĐ-CP, Điều 49 khoản 5, 7.
    """
    if award_form.family != Family.TITLE or not nominations:
        return {}
    lines = DecisionLine.objects.filter(
        dropped_at=None,
        decision__commune=nominations[0].proposal.commune_id,
        decision__award_form__family=Family.TITLE,
        decision__award_form__rank__lt=award_form.rank,
    )
    lines = lines.filter(decision__issued_on=None) | lines.filter(decision__issued_on=on)
    lines = lines.exclude(nomination__outcome=Outcome.REVOKED)
    lines = lines.select_related("decision__award_form", "nomination__proposal__unit")
    found = {}
    for line in lines.order_by("-decision__award_form__rank", "pk"):
        found.update({row.pk: line.decision.award_form for row in nominations if _same(row, line.nomination)})
    return found


def _same(one, other):
    """The same nominee, surely, and the same counting period."""
    if None in (one.period_from, one.period_to):
        return False
    if (one.period_from, one.period_to) != (other.period_from, other.period_to):
        return False
    return is_certain(described_row(one, one.proposal.unit), described_row(other, other.proposal.unit))
