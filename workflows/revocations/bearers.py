"""Which cancelling or correcting decision bears a number of the register of decisions, and what it touches."""

from django.utils import formats
from django.utils.translation import gettext as _

from documents.numbers.bearers import Bearer, register_bearers
from documents.numbers.kinds import RegisterKind
from documents.registry.corrected import register_corrections
from workflows.decisions import touched
from workflows.decisions.papers import number_of
from workflows.decisions.touched import Touch
from workflows.revocations.models import Amendment, AmendmentLine
from workflows.revocations.queries import papers_over
from workflows.revocations.shown import words_shown
from workflows.revocations.states import AmendmentKind, AmendmentState
from workflows.revocations.words import value_of


def _amendments(commune, year, numbers):
    rows = Amendment.objects.filter(commune=commune, register_year=year, number__in=numbers).select_related("issued_by")
    return {
        row.number: Bearer(number_of(row), row.title, row.issued_on, str(row.issued_by), True, row.symbol)
        for row in rows
    }


def _over(decision, user, held):
    return [
        Touch(
            what=row.kind,
            code=row.code,
            number=number_of(row),
            issued_on=row.issued_on,
            page="revocations:detail",
            names=tuple(line.name for line in row.over),
        )
        for row in papers_over(decision, user, held)
    ]


def _old_words(decision):
    """Of several corrections of a line the first one tells what was decided."""
    found = {}
    rows = AmendmentLine.objects.filter(line__decision=decision, amendment__state=AmendmentState.ISSUED)
    for row in rows.order_by("-pk"):
        words = {field: value_of(field, kept) for field, kept in row.wrong.items()}
        found.setdefault(row.line_id, {}).update(words)
    return found


def _corrections(commune_ids):
    """Of several corrections of a nominee each is told, the oldest first."""
    rows = AmendmentLine.objects.filter(
        amendment__kind=AmendmentKind.CORRECTION,
        amendment__state=AmendmentState.ISSUED,
        amendment__commune__in=commune_ids,
    )
    found = {}
    for row in rows.select_related("amendment", "line").order_by("amendment__issued_at", "pk"):
        found.setdefault(row.line.nomination_id, []).append(_correction(row))
    return {nomination: "; ".join(sentences) for nomination, sentences in found.items()}


def _correction(row):
    words = [f"{label}: {wrong or '–'} → {right or '–'}" for label, wrong, right in words_shown(row)]
    said = {
        "number": number_of(row.amendment),
        "day": formats.date_format(row.amendment.issued_on, "SHORT_DATE_FORMAT"),
        "words": "; ".join(words),
    }
    return _("Decision %(number)s of %(day)s: %(words)s") % said


register_bearers(RegisterKind.DECISION, _amendments)
register_corrections(_corrections)
touched.register_old_words(_old_words)
touched.register_touching(_over)
