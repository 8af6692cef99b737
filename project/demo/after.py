"""After a decision is issued: awards handed over, money paid, a sheet spoiled, a certificate made again."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from documents.catalogue.models import AwardForm
from documents.printing import stock_services as stocks
from permissions.people.models import Unit
from project.demo.letters import person
from workflows.decisions import certificate_services as certificates
from workflows.decisions.certificate_models import Certificate
from workflows.decisions.models import DecisionLine
from workflows.handover import queries as handovers
from workflows.handover.papers import render
from workflows.handover.services import record_handovers
from workflows.payments import queries as payments
from workflows.payments.services import record_payments
from workflows.receipts.models import About
from workflows.receipts.services import add_receipt

HALL = "Hội trường Ủy ban nhân dân xã Phong Quang"
PRINTED_ALREADY = {"nation", "motto", "verb", "award"}
LOWER_MM = 2.5  # what is printed on the sheet already stands so much lower than on the built-in one


def hand_over_and_pay(decision, *, is_whole):
    """Record, on the day of the clock, all of it or that of the first on the list."""
    today, by = timezone.localdate(), person("chuyenvien")
    awards = [award.line.pk for award in handovers.awards_of(decision) if award.is_open]
    due = [row.line.pk for row in payments.money_of(decision) if row.is_open and not row.obstacle]
    kept = slice(None) if is_whole else slice(1)
    if awards:
        record_handovers(
            decision=decision,
            row_version=handovers.version_of(decision),
            lines=awards[kept],
            values={"handed_on": today, "place": HALL},
            by=by,
        )
        if is_whole:
            _keep_what_was_signed(decision, by)
    if due:
        paid = {"state": "paid", "voucher": f"PC-{decision.number}", "fund": "own", "paid_on": today}
        record_payments(
            decision=decision,
            row_version=payments.version_of(decision),
            lines=due[kept],
            values=paid | {"paid_by": "Thủ quỹ xã"},
            by=by,
        )


def _keep_what_was_signed(decision, by):
    sheet = render("receipt", decision.commune, handovers.awards_of(decision), "pdf")
    scan = SimpleUploadedFile("danh-sach-ky-nhan.pdf", sheet, content_type="application/pdf")
    add_receipt(decision=decision, about=About.HANDOVER, row_version=0, upload=scan, note="Bản có chữ ký", by=by)


def print_on_stock():
    """Sheets of the commune that are printed already; one is spoiled, and a certificate that got wet is made again."""
    by, form = person("vanthu"), AwardForm.objects.get(code="gk-xa")
    size = {"width_mm": 297, "height_mm": 210, "is_text_only": True}
    values = {"name": "Phôi Giấy khen in sẵn, khổ A4 ngang", "award_form": form, **size}
    stock = stocks.set_up_stock(commune=Unit.objects.get(code="PQ"), values=values, by=by)
    places = [
        {**place, "is_on": place["name"] not in PRINTED_ALREADY, "y_mm": place["y_mm"] + LOWER_MM}
        for place in stock.fields_placed
    ]
    stock = stocks.change_stock(stock=stock, row_version=stock.row_version, values={"places": places}, by=by)
    lines = DecisionLine.objects.filter(decision__state="issued", decision__award_form=form)
    line = lines.order_by("decision", "order").first()
    said = {"serial": "GK-000118", "reason": "Máy in kéo lệch giấy, chữ in sai vị trí."}
    certificates.note_spoiled(line=line, row_version=certificates.version_of(line), by=by, **said)
    certificates.issue_again(
        line=line,
        row_version=certificates.version_of(line),
        kind=Certificate.Kind.REPLACED,
        reason="Giấy khen bị ướt trong đợt mưa lũ; có đơn đề nghị cấp lại.",
        stock=stock.pk,
        by=by,
    )
