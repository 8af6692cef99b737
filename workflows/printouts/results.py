"""The notice that tells a unit what became of its dossier: who is awarded by which decision, who is not and why."""

from django.utils import timezone
from django.utils.translation import gettext as _

from documents.catalogue import queries as catalogue
from documents.catalogue.kinds import Level
from documents.printing import wording
from documents.printing.blocks import Addressees, Column, Paragraph, Signatures, Table, Title
from documents.proposals.sent import sent_of
from documents.proposals.states import Outcome, ProposalState
from documents.registry.models import Award
from permissions.ledger.queries import entries_of
from permissions.refusals import NotNow
from workflows.approval.paper_words import commune_name
from workflows.council.minutes_votes import by
from workflows.decisions.papers import authority_name
from workflows.printouts.words import OFFICE, Drawn, counted, head_of_office, office_head

SETTLED = frozenset(
    {
        ProposalState.DECIDED,
        ProposalState.ANSWERED,
        ProposalState.NOT_PASSED,
        ProposalState.REFUSED,
        ProposalState.CLOSED,
    }
)
_COLUMNS = (
    Column("STT", 12, "center"),
    Column("Họ và tên, tên tập thể", 50),
    Column("Kết quả", 34, "center"),
    Column("Quyết định khen thưởng, hoặc lý do"),
)
_GRANTED, _NOT_GRANTED, _REVOKED = "Được khen thưởng", "Không được khen thưởng", "Bị hủy bỏ khen thưởng"
_TO_WHOM_AWARDED = (
    "Đề nghị đơn vị thông báo cho các trường hợp được khen thưởng; việc trao thưởng được thông báo riêng."
)
_TO_WHOM_NOT = (
    "Đề nghị đơn vị thông báo lý do cho các trường hợp không được khen thưởng. Người có ý kiến gửi bằng văn bản tới "
    f"{OFFICE} để được trả lời; việc khiếu nại thực hiện theo pháp luật về khiếu nại."
)


def _decision_words(award):
    day = f" {wording.date_in_words(award.decided_on)}" if award.decided_on else ""
    issuer = authority_name(award.commune) if award.level == Level.COMMUNE else award.issuer
    return f"Quyết định số {award.decision_number}{day} của {issuer or award.get_level_display()}"


def _why_not(row, proposal):
    """The reason in law, as the dossier tells it: of the row, of the whole dossier, or the vote that was missed."""
    if row.outcome == Outcome.NOT_PASSED:
        rule = catalogue.vote_rule(proposal.rule_set, proposal.award_form, proposal.kind)
        return f"Hội đồng biểu quyết không đạt tỷ lệ đồng ý {by(rule.legal_basis)}"
    return row.outcome_reason or proposal.ending_reason


def _awards_of(proposal):
    return Award.objects.filter(nomination__proposal=proposal).select_related("commune")


def _decided_names(proposal):
    """{nomination pk: name} of who was awarded: as decided, or as a later decision corrected it."""
    rows = proposal.nominations.filter(outcome__in=(Outcome.GRANTED, Outcome.REVOKED))
    return dict(rows.values_list("pk", "full_name"))


def _rows(proposal, rows):
    awards = {award.nomination_id: award for award in _awards_of(proposal)}
    decided = _decided_names(proposal)
    for place, row in enumerate(rows, start=1):
        award, name = awards.get(row.pk), decided.get(row.pk, row.full_name)
        if row.outcome == Outcome.GRANTED and award:
            yield str(place), name, _GRANTED, _decision_words(award)
        elif row.outcome == Outcome.REVOKED:
            words = f"{_decision_words(award)}; bị hủy bỏ theo " if award else ""
            yield str(place), name, _REVOKED, words + row.outcome_reason
        else:
            yield str(place), name, _NOT_GRANTED, _why_not(row, proposal)


def result_paper(proposal, held):
    """The notice of the result to the unit. Raises NotNow before the dossier has one."""
    if proposal.state not in SETTLED:
        raise NotNow(_("This dossier has no result yet; there is nothing to tell the unit."), code="no_result")
    sent = sent_of(proposal, held)
    rows = sent.show_rows(sent.rows_of(proposal).order_by("order"))
    told = tuple(_rows(proposal, rows))
    results = {result for _place, _name, result, _why in told}
    on = timezone.localdate(entries_of(proposal.stream).last().at)
    unit, form = proposal.unit.name, proposal.award_form.name
    number = sent.show_letter(proposal.letter).number
    letter = f"Tờ trình số {number}" if number else "tờ trình"
    blocks = [
        head_of_office(proposal.commune, "TB-VHXH", year=on.year),
        Title(
            "THÔNG BÁO",
            wording.held(f"Kết quả xét đề nghị {form} của {unit}", commune_name(proposal.commune), form, unit),
        ),
        Addressees((wording.held(unit, unit),)),
        Paragraph(
            f"Theo {letter} của {unit} đề nghị {form} cho {counted(row.nominee_type for row in rows)} "
            f"(hồ sơ {proposal.code}), {OFFICE} thông báo kết quả như sau:"
        ),
        Table(columns=_COLUMNS, rows=told),
        *([Paragraph(_TO_WHOM_AWARDED)] if _GRANTED in results else []),
        *([Paragraph(_TO_WHOM_NOT)] if _NOT_GRANTED in results else []),
        Paragraph(f"{OFFICE} thông báo để {unit} biết, thực hiện./."),
        Signatures((office_head(proposal.commune),), ("Như trên", f"Lưu: VT, hồ sơ {proposal.code}")),
    ]
    return Drawn(blocks, f"Thông báo kết quả {proposal.code}", on)
