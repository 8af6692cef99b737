"""Dossiers for tests, made through the services alone: nothing here writes a state by hand."""

from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from documents.arrivals import services as arrivals
from documents.campaigns import life_services as campaign_life
from documents.campaigns import services as campaigns
from documents.catalogue.models import AwardForm
from documents.proposals import services as letters
from documents.proposals.lists import services as lists
from documents.proposals.lists.columns import columns_of
from documents.proposals.models import Letter, Proposal
from documents.proposals.queries import forms_by_type
from documents.sheets.writing import write_sheet
from tests.documents.attachments.files import PDF
from workflows.approval import letter_services, review_services
from workflows.approval import services as approval
from workflows.handover import queries as handovers
from workflows.handover.services import record_handovers
from workflows.payments import queries as payments
from workflows.payments.services import record_payments

MERIT_CERTIFICATE = "gk-xa"


def pdf(name="to-trinh.pdf", marker=""):
    return SimpleUploadedFile(name, PDF + marker.encode(), content_type="application/pdf")


def arrival(town, marker="", **values):
    """A paper of the hamlet, registered by the records clerk."""
    said = {"unit": town.hamlet, "title": "Tờ trình đề nghị khen thưởng của xóm", "paper_number": "03/TTr"}
    deed = {"arrived_on": values.pop("arrived_on", None), "by": values.pop("by", town.records_clerk)}
    upload = pdf(f"xom-dong{marker}.pdf", f"arrival{marker}")
    return arrivals.register(commune=town.commune, values=said | values, upload=upload, **deed)


def signed_paper(town, marker="", **values):
    """A decision that the chair signed by hand, registered by the records clerk."""
    said = {"unit": None, "sender": "Chủ tịch UBND xã", "title": "Quyết định đã ký", "paper_number": ""}
    return arrival(town, f"ky{marker}", **said | values)


def row_values(name, form, **values):
    return {
        "nominee_type": "individual",
        "full_name": name,
        "position": "Giáo viên",
        "workplace": "Tổ 4-5",
        "period_from": date(2025, 9, 1),
        "period_to": date(2026, 5, 31),
        "summary": "Hoàn thành xuất sắc nhiệm vụ năm học 2025-2026.",
        "award_form": form,
        **values,
    }


def award_form(code=MERIT_CERTIFICATE):
    return AwardForm.objects.get(code=code)


def draft(town, names=("Nguyễn Thị Hòa", "Đặng Quốc Ý"), form=None, papers=True, kind="merit", **values):
    """A draft letter of the school, complete unless papers are left out."""
    clerk = town.unit_clerk
    form = form or award_form()
    letter = letters.draft_letter(
        unit=town.school,
        by=clerk,
        values={
            "kind": kind,
            "title": "Khen thưởng năm học 2025-2026",
            "number": "15/TTr-THPQ",
            "signed_on": date(2026, 6, 1),
            "signer_name": "Trần Thị Bích",
            "signer_title": "Hiệu trưởng",
            **values,
        },
    )
    rows = [letters.add_nomination(letter=letter, values=row_values(name, form), by=clerk) for name in names]
    if papers:
        attach_required(letter, rows, clerk)
    letter.refresh_from_db()
    return letter


def excel_file(letter, names=("Nguyễn Thị Lan",)):
    """A list in Excel with the names alone; its first row is row 4."""
    columns = columns_of(forms_by_type(letter, timezone.localdate()))[:1]
    return SimpleUploadedFile("danh-sach.xlsx", write_sheet("Danh sách", columns, [(name,) for name in names]))


def excel_list(letter, by, **names):
    """The same, waiting beside the draft."""
    return lists.upload_list(letter=letter, upload=excel_file(letter, **names), by=by)


def row_versions_of(proposals):
    """{proposal id: row version} as a form opened now would carry them."""
    rows = Proposal.objects.filter(pk__in=[proposal.pk for proposal in proposals])
    return dict(rows.values_list("pk", "row_version"))


def attach_required(letter, rows, by):
    """Every paper the rules ask for, one small PDF each."""
    from documents.catalogue import queries as catalogue

    rules = catalogue.rule_set_on(date.today(), letter.commune)
    shared = set()
    for row in rows:
        for paper in catalogue.required_papers(rules, row.award_form, letter.kind, row.nominee_type):
            if paper.scope == "nomination":
                letters.attach_paper(
                    letter=letter,
                    nomination=row,
                    kind=paper.code,
                    upload=pdf(f"{paper.code}.pdf", row.full_name),
                    by=by,
                )
            elif paper.code not in shared:
                shared.add(paper.code)
                letters.attach_paper(letter=letter, kind=paper.code, upload=pdf(f"{paper.code}.pdf", paper.code), by=by)


def sent(town, **values):
    """The proposal of a letter that was sent."""
    letter = draft(town, **values)
    letter_services.send(letter=letter, row_version=letter.row_version, by=town.unit_head)
    return Proposal.objects.get(letter=letter)


def sisters(town):
    """Two proposals of one letter, of the commune's form and of a higher one, both taken up."""
    letter = draft(town, names=())
    rows = [
        letters.add_nomination(letter=letter, values=row_values(name, award_form(form)), by=town.unit_clerk)
        for name, form in (("Nguyễn Thị Hòa", MERIT_CERTIFICATE), ("Đặng Quốc Ý", "bk-tinh"))
    ]
    attach_required(letter, rows, town.unit_clerk)
    letter.refresh_from_db()
    letter_services.send(letter=letter, row_version=letter.row_version, by=town.unit_head)
    made = [Proposal.objects.get(letter=letter, award_form=row.award_form) for row in rows]
    return [approval.take_up(proposal=each, row_version=each.row_version, by=town.office_reviewer) for each in made]


def from_the_hamlet(town, names=("Hoàng Thị Mơ",)):
    """A dossier of the hamlet, which sends paper, taken up by the office."""
    reviewer, paper = town.office_reviewer, arrival(town, marker="-of-the-dossier")
    said = {"kind": "merit", "title": "Xóm Đồng", "number": "02/TTr", "signed_on": paper.arrived_on}
    letter = letters.draft_letter(
        unit=town.hamlet, values=said | {"signer_name": "Lý Văn Sự"}, by=reviewer, arrival=paper
    )
    rows = [letters.add_nomination(letter=letter, values=row_values(name, award_form()), by=reviewer) for name in names]
    attach_required(letter, rows, reviewer)
    letter.refresh_from_db()
    letter_services.enter_received(letter=letter, row_version=letter.row_version, by=reviewer)
    proposal = Proposal.objects.get(letter=letter)
    return approval.take_up(proposal=proposal, row_version=proposal.row_version, by=reviewer)


def under_review(town, **values):
    proposal = sent(town, **values)
    return approval.take_up(proposal=proposal, row_version=proposal.row_version, by=town.office_reviewer)


def returned(town, **values):
    return give_back(town, under_review(town, **values))


def give_back(town, proposal):
    """A dossier under review, returned to the unit with a remark."""
    review_services.note_remark(
        proposal=proposal, row_version=proposal.row_version, by=town.office_reviewer, text="Bổ sung số liệu."
    )
    proposal.refresh_from_db()
    return approval.return_for_completion(proposal=proposal, row_version=proposal.row_version, by=town.office_reviewer)


def returned_again(town, proposal):
    """An appraised proposal, reopened and returned to the unit."""
    proposal.refresh_from_db()
    return give_back(
        town,
        approval.reopen(proposal=proposal, row_version=proposal.row_version, by=town.office_head, reason="Xem lại."),
    )


def rewrite(town, proposal):
    """The unit changes the letter's number and abstract and the first row of a returned proposal; nothing is sent."""
    clerk, letter = town.unit_clerk, Letter.objects.get(pk=proposal.letter_id)
    said = {"number": "99/NHÁP", "title": "Trích yếu nháp"}
    letters.save_letter(letter=letter, row_version=letter.row_version, values=said, by=clerk)
    row = proposal.nominations.first()
    values = {"full_name": "Bản Nháp", "summary": "Tóm tắt nháp."}
    letters.change_nomination(nomination=row, row_version=row.row_version, values=values, by=clerk)
    proposal.refresh_from_db()
    return proposal


def send_again(town, proposal):
    """Answer every remark and send the returned proposal again."""
    for remark in proposal.remarks.exclude(state="settled"):
        proposal.refresh_from_db()
        review_services.answer_remark(
            remark=remark, row_version=proposal.row_version, by=town.unit_clerk, answer="Đã bổ sung."
        )
    proposal.refresh_from_db()
    return approval.resend(proposal=proposal, row_version=proposal.row_version, by=town.unit_head)


def awaiting_endorsement(town, **values):
    proposal = under_review(town, **values)
    verdicts = [(row, "eligible", "") for row in proposal.nominations.all()]
    proposal = review_services.judge(
        proposal=proposal, row_version=proposal.row_version, by=town.office_reviewer, verdicts=verdicts
    )
    return approval.propose_appraisal(
        proposal=proposal, row_version=proposal.row_version, by=town.office_reviewer, reason="Đủ tiêu chuẩn."
    )


def appraised(town, **values):
    proposal = awaiting_endorsement(town, **values)
    return approval.endorse(proposal=proposal, row_version=proposal.row_version, by=town.office_head)


def campaign(town, **values):
    """A campaign of the commune that runs today, for the certificate."""
    today = timezone.localdate()
    plan = {
        "title": "Thi đua lập thành tích",
        "plan_number": "12/KH-UBND",
        "plan_on": today,
        "starts_on": today,
        "ends_on": today + timedelta(days=30),
        "closes_on": today + timedelta(days=30),
    }
    made = campaigns.set_up(
        commune=town.commune,
        values=plan | values,
        contents=[],
        criteria=[],
        award_forms=[award_form()],
        by=town.office_reviewer,
    )
    return launched(town, made)


def launched(town, campaign):
    """The campaign, launched by the head of the office."""
    return campaign_life.launch(campaign=campaign, row_version=campaign.row_version, by=town.office_head)


def settle(decision, by):
    """Every open award of an issued decision handed over and its money paid, today."""
    today = timezone.localdate()
    awards = [award.line.pk for award in handovers.awards_of(decision) if award.is_open]
    due = [row.line.pk for row in payments.money_of(decision) if row.is_open]
    if awards:
        seen, values = handovers.version_of(decision), {"handed_on": today, "place": "Hội trường"}
        record_handovers(decision=decision, row_version=seen, lines=awards, values=values, by=by)
    if due:
        seen = payments.version_of(decision)
        values = {"state": "paid", "voucher": "PC-1", "fund": "own", "paid_on": today}
        record_payments(decision=decision, row_version=seen, lines=due, values=values, by=by)
