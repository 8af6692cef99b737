"""What happens while a letter is sent to the province, under its lock: number, package, check, note, the kept rows."""

import tempfile
from pathlib import Path

from django.conf import settings
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from documents.attachments import services as attachments
from documents.attachments.media_types import MediaType
from documents.numbers import services as numbers
from documents.numbers.kinds import Mode, RegisterKind
from documents.printing import services as printing
from documents.printing.kinds import PaperKind
from permissions.refusals import NotNow, ValidationError
from workflows.handoff import papers
from workflows.handoff.carrying import queue
from workflows.handoff.contents import write_contents
from workflows.handoff.models import Sending, SentLine, Transmittal
from workflows.handoff.packages import PackageWriter, check_package, chunks_of
from workflows.handoff.queries import lines_as_sent


def take_number(letter, deed, typed):
    """Number and date of the letter from the register of the year, inside the transaction that forwards it."""
    issued_on, commune = deed.facts["issued_on"], letter.commune
    year, kind, typed = issued_on.year, RegisterKind.TRANSMITTAL, str(typed or "").strip()
    if numbers.is_external(commune=commune, kind=kind, year=year):
        letter.register_mode = Mode.EXTERNAL
        try:
            letter.number = numbers.take_external(commune=commune, kind=kind, year=year, typed=typed)
        except ValidationError as fault:
            raise ValidationError({"number": fault.messages}) from None
    elif typed:
        raise ValidationError({"number": _("The commune's own register gives the number; leave this field empty.")})
    else:
        letter.register_mode = Mode.OWN
        letter.number = str(numbers.take(commune=commune, kind=kind, year=year))
        _refuse_disorder(letter, issued_on)
    letter.register_year, letter.issued_on = year, issued_on


def _refuse_disorder(letter, issued_on):
    """Numbers of an own register follow the days. Asked after the number is taken: the register is locked then."""
    same = Transmittal.objects.filter(
        commune=letter.commune, register_year=issued_on.year, register_mode=Mode.OWN, issued_on__gt=issued_on
    )
    later = same.order_by("-issued_on").first()
    if later is not None:
        sentence = _("%(number)s was issued on %(day)s; a later number may not carry an earlier date.")
        day = formats.date_format(later.issued_on, "SHORT_DATE_FORMAT")
        raise ValidationError({"issued_on": sentence % {"number": papers.number_of(later), "day": day}})


def keep_paper(letter, kind, pdf, by, title=""):
    return printing.keep(
        commune=letter.commune,
        kind=kind,
        subject_key=letter.stream,
        title=(title or letter.title)[:300],
        pdf=pdf,
        by=by,
        number=letter.number,
        symbol=letter.symbol,
        issued_on=letter.issued_on,
    )


def send(letter, chosen, deed):
    """Build, check and keep the package of the next sending; returns what the ledger tells of it.

    chosen: keys of the lines that are sent. Raises NotNow where the finished package is not whole.
    """
    by, number = deed.by.user, letter.sendings.count() + 1
    all_lines = lines_as_sent(letter)
    lines = [line for line in all_lines if line.pk in chosen]
    root = Path(settings.MEDIA_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="package-", dir=root) as folder:
        path = Path(folder) / "package.zip"
        writer = PackageWriter(path, f"{letter.code}-{number}")
        with translation.override("vi"):  # an official paper, whoever sends it
            versions = write_contents(writer, letter, lines, all_lines, number, at=deed.now)
        manifest_sha256 = writer.close(_bag_info(letter, number, deed))
        if faults := check_package(path):
            raise NotNow(_("The package is not whole; nothing was sent."), *faults)
        with path.open("rb") as file:
            package = attachments.store_chunks(chunks_of(file), MediaType.ZIP)
    pdf = papers.render_consignment(letter, number, writer.files, manifest_sha256, on=deed.today, sender=by.full_name)
    note = keep_paper(letter, PaperKind.CONSIGNMENT, pdf, by, title=f"Phiếu gửi {letter.code}-{number}")
    sending = Sending.objects.create(
        transmittal=letter,
        number=number,
        package=package,
        sha256=package.sha256,
        manifest_sha256=manifest_sha256,
        note=note,
        sent_by=by,
        sent_at=deed.now,
    )
    SentLine.objects.bulk_create([SentLine(sending=sending, line=line, version=versions[line.pk]) for line in lines])
    queue(sending, deed.now)
    return {
        "sending": number,
        "package_sha256": package.sha256,
        "manifest_sha256": manifest_sha256,
        "note_sha256": note.sha256,
        "files": len(writer.files),
        "lines": [
            {"nomination": line.nomination_id, "name": line.nomination.full_name, "version": versions[line.pk].sha256}
            for line in lines
        ],
    }


def _bag_info(letter, number, deed):
    return [
        ("Source-Organization", letter.commune.name),
        ("External-Identifier", f"{letter.code}-{number}"),
        ("External-Description", f"{papers.number_of(letter)}: {letter.title}"),
        ("Bagging-Date", timezone.localdate(deed.now).isoformat()),
    ]
