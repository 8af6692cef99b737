"""Reports of a whole list: taken in together, attached to their rows in one act."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.attachments import services as attachments
from documents.attachments.naming import honest_name
from documents.proposals.lists.drafting import for_drafting
from documents.proposals.models import Paper
from documents.proposals.reports.models import WaitingReport
from permissions.ledger import acts, tracked
from permissions.ledger.races import check_row_version
from permissions.ledger.services import Line, record
from permissions.refusals import NotNow, ValidationError
from permissions.timed import timed

acts.declare({"papers.attached": gettext_lazy("attached papers to several rows")})
KEPT_DAYS = 30


def take_in(*, letter, uploads, by, acting_as="", now=None):
    """Keep every file that passes the gate beside the letter; nothing is attached yet.

    Returns (the files that wait, [(name, [sentence])] of those refused). The same content twice waits once; under
    another name it is refused with the name of the first.
    """
    now = now or timezone.now()
    letter, _capacity = for_drafting(letter, by=by, acting_as=acting_as)
    kept, refused = [], []
    for upload in uploads:
        try:
            blob = attachments.store(upload)
        except ValidationError as fault:
            refused.append((upload.name, fault.messages))
            continue
        name = honest_name(upload.name, blob.media_type)
        waiting, is_new = WaitingReport.objects.get_or_create(
            letter=letter, blob=blob, defaults={"file_name": name, "uploaded_by": by, "uploaded_at": now}
        )
        if is_new or waiting.file_name == name:
            kept.append(waiting)
        else:
            same = _("“%(file)s” is not taken: it has the same content as “%(name)s”, which waits already.")
            refused.append((upload.name, [same % {"file": upload.name, "name": waiting.file_name}]))
    return kept, refused


def _chosen(letter, rows):
    """[(file under lock, row)]. Raises ValidationError where one of them is not of this letter any more."""
    waiting = {
        report.pk: report
        for report in WaitingReport.objects.select_for_update(of=("self",))
        .select_related("blob")
        .filter(letter=letter, pk__in=rows)
    }
    named = letter.nominations.select_for_update().in_bulk(set(rows.values()))
    if waiting.keys() != rows.keys() or named.keys() != set(rows.values()):
        raise ValidationError(_("A file or a row is not there any more. Look at the list again, then choose."))
    return [(waiting[file], named[row]) for file, row in rows.items()]


@transaction.atomic
def attach_all(*, letter, row_version, kind, rows, by, acting_as="", now=None):
    """Attach the chosen files to their rows: one act, one entry that names each. rows: {file that waits: row}.

    The same file already in the same place is not attached again. Returns the papers attached. Raises LostRace where
    somebody changed the letter since the list was shown.
    """
    now = now or timezone.now()
    letter, capacity = for_drafting(letter, by=by, acting_as=acting_as, lock=True)
    check_row_version(letter, row_version, _("the letter"))
    if not rows:
        raise NotNow(_("Choose a row for at least one file."))
    chosen = _chosen(letter, rows)
    there = set(Paper.objects.filter(letter=letter, kind=kind, removed_at=None).values_list("nomination_id", "blob_id"))
    papers, named = [], []
    for report, row in chosen:
        if (row.pk, report.blob_id) in there:
            continue
        papers.append(
            Paper(
                letter=letter,
                nomination=row,
                kind=kind,
                file_name=report.file_name,
                blob=report.blob,
                uploaded_by=by,
                uploaded_at=now,
            )
        )
        named.append({"nomination": row.pk, "name": row.full_name, "file_name": report.file_name})
    WaitingReport.objects.filter(pk__in=[report.pk for report, _row in chosen]).delete()
    if not papers:
        return []
    kept = tracked.add_many(papers, by=by)
    letter.row_version += 1
    kept.append(tracked.save(letter, by=by, fields=["row_version"]))
    attached = [one | {"paper": paper.pk} for one, paper in zip(named, papers, strict=True)]
    body = {"kind": kind, "attached": attached, "sha256": [p.blob.sha256 for p in papers], "history": kept}
    line = Line(stream=letter.stream, act="papers.attached", body=body)
    record([line], commune_id=letter.commune_id, by=by, acting_as=capacity, at=now)
    return papers


@transaction.atomic
def drop_report(*, letter, report, by, acting_as=""):
    """Throw away a file that waits. report: its key; one that is gone already is no fault."""
    letter, _capacity = for_drafting(letter, by=by, acting_as=acting_as, lock=True)
    WaitingReport.objects.filter(letter=letter, pk=report).delete()


@timed
def sweep_reports(now):
    """Files that nobody gave a row for KEPT_DAYS days wait no longer; returns how many."""
    count, _by_model = WaitingReport.objects.filter(uploaded_at__lt=now - timedelta(days=KEPT_DAYS)).delete()
    return count
