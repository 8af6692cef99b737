"""Letters and the rows of a letter or proposal as files: the columns, and whose words they show."""

from django.utils.translation import gettext as _

from documents.proposals.lists.columns import period_in_words
from documents.proposals.sent import show_letters
from documents.registry.corrected import corrections_in
from documents.sheets.serving import Shown, export_response, rows_to_export


def letters_file(request, rows, narrowed):
    """The letters of a list, as it shows them. rows: those this person may see, narrowed, with `row_count`."""
    shown = [
        Shown(_("Code"), lambda row: row.code, 18),
        Shown(_("Proposing unit"), lambda row: row.unit.name, 28),
        Shown(_("Abstract"), lambda row: row.title, 44),
        Shown(_("Commendation for"), lambda row: row.campaign.title if row.campaign else row.get_kind_display(), 26),
        Shown(_("The unit's own number"), lambda row: row.number, 18),
        Shown(_("Date of the letter"), lambda row: row.signed_on, 13, "date"),
        Shown(_("Rows"), lambda row: row.row_count, 8, "number"),
        Shown(_("State"), lambda row: row.get_state_display(), 16),
        Shown(_("Sent"), lambda row: row.sent_at, 17, "date"),
    ]
    found = rows_to_export(rows.select_related("unit", "campaign").order_by("-pk"))
    letters = show_letters(found, request.held)
    return export_response(request, "letters", title=_("Letters"), shown=shown, rows=letters, narrowed=narrowed)


def _gender(row):
    return {True: _("Female"), False: _("Male")}.get(row.is_female, "")


def nominations_file(request, whole, sent):
    """The rows of a letter or of a proposal, as this person is shown them.

    sent: what `sent_of` gave. The outcome stands there as the page shows it. Whose words a later decision corrected is
    told beside the words, whether they are the old ones, as they were sent, or the right ones.
    """
    corrections = corrections_in([whole.commune_id])
    shown = [
        Shown(_("Full name"), lambda row: row.full_name, 28),
        Shown(_("Birth date"), lambda row: row.birth_on, 13, "date"),
        Shown(_("Gender"), _gender, 10),
        Shown(_("Position, occupation"), lambda row: row.position, 18),
        Shown(_("Unit, address"), lambda row: row.workplace, 22),
        Shown(_("Kind of nominee"), lambda row: row.get_nominee_type_display(), 13),
        Shown(_("Award form"), lambda row: row.award_form.name if row.award_form else "", 28),
        Shown(_("Achievement period"), lambda row: period_in_words(row.period_from, row.period_to), 24),
        Shown(_("Achievement summary"), lambda row: row.summary, 50),
        Shown(_("Outcome"), lambda row: row.get_outcome_display() if row.proposal_id else "", 16),
        Shown(_("Corrected by decision"), lambda row: corrections.get(row.pk, ""), 44),
    ]
    rows = sent.show_rows(rows_to_export(sent.rows_of(whole).order_by("order", "pk")))
    title = _("List of nominees, %(code)s") % {"code": whole.code}
    return export_response(request, f"{whole.stream}/nominations", title=title, shown=shown, rows=rows)
