"""The award book as a file, under the heads by which it can be read in again."""

from operator import itemgetter

from django.utils.translation import gettext as _

from documents.registry.lists import columns
from documents.sheets.serving import Shown, export_response, rows_to_export

BOOK_LIMIT = 20_000  # rows of one file


def book_file(request, awards, narrowed):
    """The awards of the book, the newest first. awards: those this person may see, narrowed."""
    shown = [
        Shown(column.title, itemgetter(place), column.width, column.kind) for place, column in enumerate(columns())
    ]
    told = [_row_of(award) for award in rows_to_export(awards.order_by("-year", "-pk"), BOOK_LIMIT)]
    return export_response(
        request, "award-book", title=_("Award book"), shown=shown, rows=told, narrowed=narrowed, limit=BOOK_LIMIT
    )


def _row_of(award):
    of = award.recipient
    ends = [f"{day:%d/%m/%Y}" for day in (award.period_from, award.period_to) if day]
    form = award.form_label if award.stands else f"{award.form_label} ({award.get_state_display().lower()})"
    return (
        of.full_name,
        of.get_nominee_type_display(),
        of.birth_on,
        {True: "Nữ", False: "Nam", None: ""}[of.is_female],
        of.place,
        form,
        award.get_kind_display() if award.kind else "",
        award.get_level_display(),
        award.issuer,
        award.decision_number,
        award.decided_on or award.year,
        " - ".join(ends),
        award.achievement,
    )
