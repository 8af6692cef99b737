"""A list from Excel: uploaded, mended, taken over into the letter. Only the taking over changes the letter."""

import hashlib

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from documents.attachments.naming import clean_name
from documents.proposals.lists.checking import check_list
from documents.proposals.lists.columns import columns_of
from documents.proposals.lists.drafting import for_drafting
from documents.proposals.lists.models import ListDraft
from documents.proposals.models import Nomination
from documents.proposals.queries import forms_by_type
from documents.proposals.services import MAX_ROWS, next_order
from documents.sheets.meaning import clean_cell
from documents.sheets.reading import read_sheet
from permissions.ledger import acts, tracked
from permissions.ledger.races import lost_race
from permissions.ledger.services import Line, record
from permissions.refusals import NotNow, ValidationError

acts.declare({"list.taken": gettext_lazy("took over a list from Excel")})
LIST_LIMIT_BYTES = 5 * 1024 * 1024
LONGEST_CELL = 10_000  # characters typed into one cell


def _waiting(letter, row_version):
    """The list that waits, under lock, as the form showed it. Raises NotNow or LostRace."""
    draft = ListDraft.objects.select_for_update(of=("self",)).select_related("changed_by").filter(letter=letter).first()
    if draft is None:
        raise NotNow(_("No list waits here: it was taken over or dropped already."), code="no_list")
    if str(row_version) != str(draft.row_version):
        raise lost_race(_("the list"), by=draft.changed_by, at=draft.changed_at)
    return draft


def _keep(draft, *, by, now):
    draft.row_version += 1
    draft.changed_by, draft.changed_at = by, now
    draft.save(update_fields=["rows", "row_version", "changed_by", "changed_at"])
    return draft


def _content(upload):
    if upload.size > LIST_LIMIT_BYTES:
        raise ValidationError(
            _("The file is larger than the %(limit)s MB a list may have. Copy the rows alone into a new workbook."),
            code="sheet_too_large",
            params={"limit": LIST_LIMIT_BYTES // 1024**2},
        )
    return b"".join(upload.chunks())


@transaction.atomic
def upload_list(*, letter, upload, by, acting_as="", now=None):
    """Read an .xlsx and keep its rows beside the letter until they are taken over; the letter does not change.

    Raises ValidationError with the sentence of what makes the file no list; NotNow while another list waits.
    """
    now = now or timezone.now()
    letter, _capacity = for_drafting(letter, by=by, acting_as=acting_as, lock=True)
    content = _content(upload)
    sha256 = hashlib.sha256(content).hexdigest()
    waiting = ListDraft.objects.filter(letter=letter).first()
    if waiting and waiting.sha256 == sha256:
        return waiting
    if waiting:
        raise NotNow(_("A list waits already. Take it over or drop it, then upload the next one."))
    columns = columns_of(forms_by_type(letter, timezone.localdate(now)))
    sheet = read_sheet(content, columns, limit=MAX_ROWS)
    return ListDraft.objects.create(
        letter=letter,
        file_name=clean_name(upload.name),
        content=content,
        sha256=sha256,
        sheet_name=sheet.name,
        head_row=sheet.head_row,
        places=sheet.places,
        rows=[{"row": row.number, "cells": row.values, "mended": [], "out": False} for row in sheet.rows],
        told={"unknown": sheet.unknown, "skipped": sheet.skipped, "others": sheet.others},
        changed_by=by,
        changed_at=now,
    )


def _write(row, column, text):
    row["cells"][column.key] = text
    row["mended"] = sorted({*row["mended"], column.key})


def _alike(rows, checked, column, before):
    """Rows in which the same text of the same column is at fault too."""
    faulty = {row.number for row in checked.rows if column.key in row.fault_by_column}
    return [row for row in rows if row["row"] in faulty and row["cells"].get(column.key, "") == before]


@transaction.atomic
def mend_cells(*, letter, row_version, cells, by, acting_as="", alike=False, now=None):
    """Write cells of the waiting list. cells: {(row, column): text}.

    alike: what mends a fault is written into every cell of the column with the same fault and text.
    Raises ValidationError for a row or column that the list does not have.
    """
    now = now or timezone.now()
    letter, _capacity = for_drafting(letter, by=by, acting_as=acting_as, lock=True)
    draft = _waiting(letter, row_version)
    checked = check_list(draft.rows, letter, today=timezone.localdate(now))
    columns, rows = {column.key: column for column in checked.columns}, {row["row"]: row for row in draft.rows}
    is_changed = False
    for (number, key), text in cells.items():
        if number not in rows or key not in columns or len(text) > LONGEST_CELL:
            raise ValidationError(_("The list has no cell like this any more. Open the page again."))
        column, row = columns[key], rows[number]
        text, before = clean_cell(text, column), row["cells"].get(key, "")
        if text == before:
            continue
        for same in _alike(draft.rows, checked, column, before) if alike and before else []:
            _write(same, column, text)
        _write(row, column, text)
        is_changed = True
    return _keep(draft, by=by, now=now) if is_changed else draft


@transaction.atomic
def leave_out(*, letter, row_version, row, is_out, by, acting_as="", now=None):
    """Leave a row out of the taking over, or bring it back. row: its number in Excel."""
    now = now or timezone.now()
    letter, _capacity = for_drafting(letter, by=by, acting_as=acting_as, lock=True)
    draft = _waiting(letter, row_version)
    found = next((each for each in draft.rows if each["row"] == row), None)
    if found is None:
        raise ValidationError(_("The list has no cell like this any more. Open the page again."))
    found["out"] = is_out
    return _keep(draft, by=by, now=now)


@transaction.atomic
def drop_list(*, letter, row_version, by, acting_as=""):
    """Throw the waiting list away; the letter stays as it is."""
    letter, _capacity = for_drafting(letter, by=by, acting_as=acting_as, lock=True)
    _waiting(letter, row_version).delete()


def _refuse_to_take(checked, only_good, room):
    if checked.faulty and not only_good:
        count = len(checked.faulty)
        raise NotNow(
            ngettext(
                "%(count)s row still has a fault. Mend it, leave it out, or take only the good rows.",
                "%(count)s rows still have a fault. Mend them, leave them out, or take only the good rows.",
                count,
            )
            % {"count": count},
            code="list_has_faults",
        )
    if not checked.good:
        raise NotNow(_("There is no good row to take."), code="list_is_empty")
    if len(checked.good) > room:
        raise NotNow(
            _("A letter takes at most %(count)s rows; send another letter for the rest.") % {"count": MAX_ROWS}
        )


def _nominations(letter, listed):
    """Unsaved rows at the end of the list. Raises ValidationError where a field does not hold."""
    rows, order = [], next_order(letter)
    for place, one in enumerate(listed):
        row = Nomination(letter=letter, order=order + place, **one.values)
        row.clean_fields(exclude={"letter", "proposal", "award_form", "search_key", "sort_key"})
        row.fill_keys()
        rows.append(row)
    return rows


def _told(draft, rows, taken, checked):
    """What the ledger says of the act: every row that was added, and which rows of the file were not taken."""
    return {
        "file_name": draft.file_name,
        "list_sha256": draft.sha256,
        "count": len(rows),
        "added": [
            {"nomination": row.pk, "name": row.full_name, "row": one.number}
            for row, one in zip(rows, taken, strict=True)
        ],
        "left_out": [row.number for row in checked.left_out],
        "still_faulty": [row.number for row in checked.faulty],
    }


@transaction.atomic
def take_list(*, letter, row_version, by, acting_as="", only_good=False, now=None):
    """Add the rows of the waiting list to the letter: one act, one entry, a fixed number of statements.

    only_good: the clerk says that faulty rows stay behind; they wait on until they are mended or dropped.
    row_version: of the list. Returns (the rows added, what still waits or None).
    Raises NotNow while a fault stands, without a good row, or past the number of rows a letter takes.
    """
    now = now or timezone.now()
    letter, capacity = for_drafting(letter, by=by, acting_as=acting_as, lock=True)
    draft = _waiting(letter, row_version)
    checked = check_list(draft.rows, letter, today=timezone.localdate(now))
    _refuse_to_take(checked, only_good, MAX_ROWS - letter.nominations.count())
    taken = checked.good
    rows = _nominations(letter, taken)
    kept = tracked.add_many(rows, by=by)
    letter.row_version += 1
    kept.append(tracked.save(letter, by=by, fields=["row_version"]))
    body = {**_told(draft, rows, taken, checked), "history": kept}
    line = Line(stream=letter.stream, act="list.taken", body=body)
    record([line], commune_id=letter.commune_id, by=by, acting_as=capacity, at=now)
    return rows, _rest(draft, checked, by=by, now=now)


def _rest(draft, checked, *, by, now):
    faulty = {row.number for row in checked.faulty}
    draft.rows = [row for row in draft.rows if row["row"] in faulty]
    if draft.rows:
        return _keep(draft, by=by, now=now)
    draft.delete()
    return None
