"""The ceremony list as a file."""

from django.utils.translation import gettext as _

from documents.proposals.naming import post_and_place
from documents.registry.corrected import corrections_in
from documents.sheets.serving import Shown, export_response
from workflows.decisions.papers import number_of


def _of_handover(read):
    return lambda award: read(award.handover) if award.handover else None


def awards_file(request, what, awards):
    """Awards in the order of the ceremony. what: address of the list for the record."""
    corrections = corrections_in(award.line.decision.commune_id for award in awards)
    shown = [
        Shown(_("Award form"), lambda award: award.line.decision.award_form.name, 28),
        Shown(_("Nominee"), lambda award: award.line.nomination.full_name, 28),
        Shown(_("Kind of nominee"), lambda award: award.line.nomination.get_nominee_type_display(), 14),
        Shown(_("Position and unit"), lambda award: post_and_place(award.line.nomination), 34),
        Shown(_("Decision"), lambda award: number_of(award.line.decision), 18),
        Shown(_("Handed over on"), _of_handover(lambda row: row.handed_on), 13, "date"),
        Shown(_("Where"), _of_handover(lambda row: row.place), 28),
        Shown(_("Who received it"), _of_handover(lambda row: row.received_by), 28),
        Shown(_("On whose behalf"), _of_handover(lambda row: row.on_behalf), 28),
        Shown(_("Note"), _of_handover(lambda row: row.note), 34),
        Shown(_("Corrected by decision"), lambda award: corrections.get(award.line.nomination_id, ""), 44),
    ]
    return export_response(request, what, title=_("Order of the ceremony"), shown=shown, rows=awards)
