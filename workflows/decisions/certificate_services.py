"""After the issue: sheets that were spoiled, and certificates issued again. A line on decision/<code> each."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.numbers import services as numbers
from documents.numbers.kinds import RegisterKind
from documents.printing import services as printing
from documents.printing import wording
from documents.printing.certificates import render_certificates
from documents.printing.kinds import PaperKind
from documents.printing.stock_places import stock_of
from documents.proposals.states import Outcome
from permissions import access
from permissions.ledger import acts
from permissions.ledger.races import lost_race
from permissions.ledger.services import Line, record
from permissions.refusals import NotNow, ValidationError
from permissions.vietnamese import clean_line, clean_text
from workflows.decisions import papers
from workflows.decisions.certificate_models import Certificate, SpoiledSheet
from workflows.decisions.certificates import address_of, new_code
from workflows.decisions.models import Decision, DecisionLine
from workflows.decisions.states import DecisionState
from workflows.decisions.stock_queries import UNCHOSEN, chosen_stock

RIGHT = "decisions.issue"
AGAIN = {Certificate.Kind.REPLACED: "Cấp lại", Certificate.Kind.EXCHANGED: "Cấp đổi"}  # as printed on the sheet
acts.declare(
    {
        "certificate.spoiled": gettext_lazy("noted a spoiled sheet"),
        "certificate.issued_again": gettext_lazy("issued a certificate again"),
    }
)


def version_of(line):
    """How many certificates and spoiled sheets a line has: rises with each, so a form knows whether it is stale."""
    return line.certificates.count() + line.spoiled_sheets.count()


def _refuse_stale(line, row_version):
    """Raises LostRace, naming who printed or spoiled the last sheet."""
    if str(row_version) == str(version_of(line)):
        return
    done = [(made.made_at, made.made_by) for made in line.certificates.select_related("made_by")]
    done += [(sheet.noted_at, sheet.noted_by) for sheet in line.spoiled_sheets.select_related("noted_by")]
    at, who = max(done, key=lambda each: each[0], default=(None, None))
    raise lost_race(_("the certificates of %(name)s") % {"name": line.nomination}, by=who, at=at)


def _locked(line, row_version, by, acting_as):
    """(decision under lock, its line, the capacity). Raises NotYou, LostRace, NotNow before the issue."""
    decision = Decision.objects.select_for_update(of=("self",)).select_related("commune", "award_form")
    decision = decision.get(pk=line.decision_id)
    capacity = access.require(by, RIGHT, decision, acting_as=acting_as)
    if decision.state != DecisionState.ISSUED:
        raise NotNow(_("The decision is not issued yet; it has no certificates."), code="not_issued")
    line = DecisionLine.objects.select_related("nomination__proposal__unit").get(pk=line.pk)
    _refuse_stale(line, row_version)
    return decision, line, capacity


def _reason(text):
    reason = clean_text(text)
    if not reason:
        raise ValidationError({"reason": _("A reason is needed.")})
    return reason


def note_spoiled(*, line, row_version, reason, by, serial="", acting_as="", now=None):
    """Note a sheet that was spoiled and destroyed; returns the SpoiledSheet.

    row_version: `version_of` the line as it was read. serial: number printed on the blank, where it has one.
    Raises NotYou, LostRace, NotNow, ValidationError without a reason.
    """
    now = now or timezone.now()
    with transaction.atomic():
        decision, line, capacity = _locked(line, row_version, by, acting_as)
        said = {"serial": clean_line(serial), "reason": _reason(reason)}
        sheet = SpoiledSheet.objects.create(line=line, noted_by=by, noted_at=now, **said)
        body = {"name": line.nomination.full_name, **said}
        entry = Line(stream=decision.stream, act="certificate.spoiled", body=body)
        record([entry], commune_id=decision.commune_id, by=by, acting_as=capacity, at=now)
    return sheet


def issue_again(
    *,
    line,
    row_version,
    kind,
    reason,
    by,
    stock=UNCHOSEN,
    takes_number=False,
    request_paper=None,
    acting_as="",
    now=None,
):
    """Print a certificate again, marked as such; returns the Certificate. The one before no longer counts.

    row_version: `version_of` the line. kind: Certificate.Kind.REPLACED or EXCHANGED. stock: as in `issue_decision`.
    takes_number: a new number of the golden book of the year; else the old number stands on it. request_paper: the
    request in the arrival book.
    Raises NotYou, LostRace, NotNow (not issued, the award does not stand), ValidationError (no reason, no such stock).
    """
    now = now or timezone.now()
    with transaction.atomic():
        decision, line, capacity = _locked(line, row_version, by, acting_as)
        if line.nomination.outcome != Outcome.GRANTED:
            raise NotNow(_("The award does not stand any more; no certificate is issued again."), code="not_granted")
        if kind not in AGAIN:
            raise ValidationError({"kind": _("Choose why it is issued again.")})
        made = Certificate(line=line, kind=kind, reason=_reason(reason), code=new_code(), made_by=by, made_at=now)
        made.turn = max([1, *line.certificates.values_list("turn", flat=True)]) + 1
        made.request_paper, made.stock = request_paper, chosen_stock(decision, stock)
        made.stock_version = made.stock and made.stock.row_version
        made.golden_book_number, made.golden_book_year = _golden_number(decision, line, takes_number, now)
        made.rendition = _keep(decision, line, made, by)
        made.save()
        _note(decision, line, made, by, capacity, now)
    return made


def _golden_number(decision, line, takes_number, now):
    if not takes_number:
        return line.golden_book_number, decision.register_year
    year = timezone.localdate(now).year
    return numbers.take(commune=decision.commune, kind=RegisterKind.GOLDEN_BOOK, year=year), year


def _keep(decision, line, made, by):
    """The same facts as printed first, the number of the golden book and the mark of the re-issue beside them."""
    again = f"{AGAIN[made.kind]} lần {made.turn - 1:02d}, {wording.date_in_words(timezone.localdate(made.made_at))}"
    number = f"{made.golden_book_number}/{made.golden_book_year}"
    sheet = papers.certificate_of(decision, line, address=address_of(made.code), again=again, golden_book=number)
    pdf = render_certificates(
        [sheet],
        on=timezone.localdate(made.made_at),
        title=decision.title,
        watermark=wording.watermark(),
        stock=stock_of(made.stock),
    )
    return printing.keep(
        commune=decision.commune,
        kind=PaperKind.CERTIFICATES,
        subject_key=decision.stream,
        title=decision.title[:300],
        pdf=pdf,
        by=by,
        number=decision.number,
        symbol=decision.symbol,
        issued_on=decision.issued_on,
    )


def _note(decision, line, made, by, capacity, now):
    body = {
        "name": line.nomination.full_name,
        "again": str(made.kind),
        "reason": made.reason,
        "golden_book": [made.golden_book_number, made.golden_book_number],
        "certificates_sha256": made.rendition.sha256,
    }
    if made.stock:
        body["stock"] = {"name": made.stock.name, "row_version": made.stock_version}
    if made.request_paper:
        body["arrival"] = f"{made.request_paper.number}/{made.request_paper.year}"
    entry = Line(stream=decision.stream, act="certificate.issued_again", body=body)
    record([entry], commune_id=decision.commune_id, by=by, acting_as=capacity, at=now)
