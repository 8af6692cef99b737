"""Which papers can be printed of a thing: their codes in addresses, their titles, and who draws them."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from documents.catalogue.kinds import Kind
from documents.proposals.sent import sent_of
from permissions import access
from workflows.approval.models import Remark
from workflows.approval.queries import paper_titles
from workflows.printouts import achievement, agenda, of_campaigns, of_dossiers, of_letters, of_years, own_forms, results


@dataclass(frozen=True, slots=True)
class Printout:
    """A paper made anew from what is kept. draw: (thing, user, held) -> Drawn, or the refusal why not.

    own: (thing, held) -> the values for the commune's own Word form of this code; None where there can be none.
    """

    code: str
    title: str
    draw: object
    own: object = None

    @property
    def takes_form(self):
        """May the commune have a Word form of its own for it? Templates would call `own` itself."""
        return self.own is not None


def _return_note(proposal, user, held):
    rows = sent_of(proposal, held).rows_of(proposal)
    return of_dossiers.return_paper(proposal, held, paper_titles(proposal, rows))


def _by_code(*papers):
    return {paper.code: paper for paper in papers}


OF_LETTER = _by_code(
    Printout(
        "letter",
        _("Letter with its list"),
        lambda letter, _user, held: of_letters.letter_paper(letter, held),
        own=own_forms.letter_context,
    ),
    Printout(
        "minutes",
        _("Minutes of the unit's examination"),
        lambda letter, _user, held: of_letters.minutes_paper(letter, held),
    ),
)
OF_ROW = _by_code(
    Printout(
        "report",
        _("Report of achievement"),
        lambda row, _user, held: achievement.report_paper(row, row.letter, held),
        own=lambda row, _held: own_forms.row_context(row),
    ),
    Printout("summary", _("Short summary"), lambda row, _user, held: achievement.summary_paper(row, row.letter, held)),
)
OF_PROPOSAL = _by_code(
    Printout("return-note", _("Note of return with the remarks"), _return_note),
    Printout(
        "appraisal",
        _("Report of the appraisal"),
        lambda proposal, _user, held: of_dossiers.appraisal_paper(proposal, held),
    ),
    Printout(
        "result-notice",
        _("Notice of the result to the unit"),
        lambda proposal, _user, held: results.result_paper(proposal, held),
    ),
)
OF_MEETING = _by_code(
    Printout("agenda", _("Agenda of the meeting"), lambda meeting, _user, _held: agenda.agenda_paper(meeting))
)
OF_CAMPAIGN = _by_code(
    Printout("unit-summary", _("Summary report of the unit"), of_campaigns.unit_paper),
    Printout("commune-summary", _("Summary report of the commune to the province"), of_campaigns.commune_paper),
)
OF_YEAR = _by_code(
    Printout("award-book", _("Award book of the year"), of_years.book_paper),
    Printout("report", _("Report of the year with its figures"), of_years.report_paper),
)
_SHORT = (Kind.CAMPAIGN, Kind.SUDDEN, Kind.DISCOVERED)


def first_of_row(letter):
    """The papers of a row, the one its kind of commendation asks for first."""
    report, summary = OF_ROW.values()
    return [summary, report] if letter.kind in _SHORT else [report, summary]


def of_proposal(proposal, sight):
    """The papers a dossier offers to who reads it like this."""
    offered = []
    if proposal.rounds and proposal.remarks.exclude(state=Remark.State.NOTED).exists():
        offered.append(OF_PROPOSAL["return-note"])
    if sight.judgements and proposal.judgements.exists():
        offered.append(OF_PROPOSAL["appraisal"])
    if proposal.state in results.SETTLED:
        offered.append(OF_PROPOSAL["result-notice"])
    return offered


def of_campaign(campaign, held):
    """The papers a campaign offers to this person."""
    writes = access.offices_with("letters.edit")
    offered = [OF_CAMPAIGN["unit-summary"]] if any(capacity.office in writes for capacity in held) else []
    if access.holding(held, "campaigns.edit", campaign):
        offered.append(OF_CAMPAIGN["commune-summary"])
    return offered
