"""The award book as a file, under the heads by which it can be read in again; who may be the same as another file."""

from operator import itemgetter

from django.utils.translation import gettext as _

from documents.registry.corrected import corrections_in
from documents.registry.lists import columns
from documents.registry.queries import sides_of
from documents.sheets.serving import Shown, export_response, rows_to_export

BOOK_LIMIT = 20_000  # rows of one file


def book_file(request, awards, narrowed):
    """The awards of the book, the newest first. awards: those this person may see, narrowed.

    Recipients bear the right words, their decisions the words as printed: a column of its own tells the difference.
    """
    shown = [
        Shown(column.title, itemgetter(place), column.width, column.kind) for place, column in enumerate(columns())
    ]
    shown.append(Shown(_("Corrected by decision"), itemgetter(len(shown)), 44))
    found = rows_to_export(awards.order_by("-year", "-pk"), BOOK_LIMIT)
    corrections = corrections_in(award.commune_id for award in found)
    told = [(*_row_of(award), corrections.get(award.nomination_id, "")) for award in found]
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


def _side(place, told):
    """Columns of one side of a question. Its rows: (Likeness, Side, Side)."""
    return [
        Shown(told, lambda row: row[place].full_name, 26),
        Shown(_("Birth date"), lambda row: row[place].birth_on, 13, "date"),
        Shown(_("Workplace or residence"), lambda row: row[place].place, 26),
        Shown(_("Awards"), lambda row: "; ".join(f"{each.year} {each.form_label}" for each in row[place].awards), 34),
    ]


def questions_file(request, rows, narrowed=""):
    """Two that may be the same, both sides in a row. rows: of `queries.questions`."""
    shown = [
        *_side(1, _("Recipient")),
        *_side(2, _("Also of this name")),
        Shown(_("Answer"), lambda row: row[0].get_answer_display(), 18),
    ]
    found = sides_of(rows_to_export(rows.order_by("-pk")))
    title = _("The same one?")
    return export_response(request, "likenesses", title=title, shown=shown, rows=found, narrowed=narrowed)
