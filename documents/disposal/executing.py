"""Carrying out an approved list: one transaction for each dossier, run by the operator as the owner of the tables."""

import os
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.attachments import store, uses
from documents.disposal import contents, queries
from documents.disposal.models import DisposalItem, DisposalList
from documents.proposals.models import Letter
from permissions import access
from permissions.ledger import disposing, tracked
from permissions.refusals import NotNow

_FRESH = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one dossier of a list: `refusal` is empty where it went, now or before."""

    code: str
    refusal: str = ""


def carry_out(disposal_list, *, by, now=None):
    """Dispose of every dossier of an approved list that is still there; yields an Outcome for each, in order.

    What is held or does not hold is left, and the others go. Harmless to repeat: files left behind are taken away then.
    Raises NotYou, NotNow for a list that is not approved.
    """
    now = now or timezone.now()
    capacity = access.require(by, "disposal.execute", disposal_list)
    if disposal_list.state != DisposalList.State.APPROVED:
        raise NotNow(_("Only an approved list is carried out."), code="not_approved")
    for item in disposal_list.items.select_related("letter").order_by("pk"):
        try:
            dispose_of(item, by=by, capacity=capacity, now=now)
        except NotNow as refusal:
            yield Outcome(item.letter.code, str(refusal))
        except disposing.Unwhole as fault:
            found = fault.breaks[0]
            told = _("its trail does not hold, look into it first: %(stream)s, entry %(seq)s: %(reason)s")
            yield Outcome(item.letter.code, told % {"stream": found.stream, "seq": found.seq, "reason": found.reason})
        else:
            yield Outcome(item.letter.code)


def dispose_of(item, *, by, capacity, now):
    """Take away the texts of one dossier, in one transaction, then its files. Raises NotNow, Unwhole."""
    with transaction.atomic():
        letter = Letter.objects.select_for_update(of=("self",)).select_related("commune").get(pk=item.letter_id)
        item = DisposalItem.objects.select_for_update(of=("self",)).select_related("list").get(pk=item.pk)
        files = contents.files_of(letter) if item.disposed_at is None else _files_left(letter)
        if item.disposed_at is None:
            _refuse_what_may_not_go(letter, timezone.localdate(now))
            told = _told(item, by)
            item.disposed_at, item.disposed_by = now, by
            item.save(update_fields=["disposed_at", "disposed_by"])
            going = _going(letter, files, by)
            disposing.dispose(going, told=told, commune_id=letter.commune_id, by=by, acting_as=capacity, now=now)
    for sha256 in files:
        _take_away(sha256, now)


def _refuse_what_may_not_go(letter, today):
    if letter.holds.filter(released_at=None).exists():
        raise NotNow(_("%(code)s is on hold.") % {"code": letter.code}, code="held")
    found = queries.with_due_year(Letter.objects.filter(pk=letter.pk)).first()
    if found is None or found.due_year is None or found.due_year > today.year:
        raise NotNow(_("The time of %(code)s is not over.") % {"code": letter.code}, code="not_due")


def _told(item, by):
    return {
        "list": item.list.code,
        "legal_basis": item.list.legal_basis,
        "due_year": item.due_year,
        "proposed_by": item.list.proposed_by_id,
        "approved_by": item.list.answered_by_id,
        "executed_by": by.pk,
    }


def _going(letter, files, by):
    texts = contents.registered_texts()
    kept_with_history = [each for each in texts if tracked.is_tracked(each.model)]
    others = [each for each in texts if not tracked.is_tracked(each.model)]
    histories = {each.model: _history_of(each, letter) for each in kept_with_history}

    def empty():
        for each in others:
            _empty_plain(each, letter)

    def empty_rest():
        return [row for each in kept_with_history for row in _empty_tracked(each, letter, by)]

    return disposing.Going(
        streams=contents.streams_of(letter),
        history=histories,
        files=files,
        empties=[each.model for each in others if getattr(each.model, "append_only", False)],
        empty=empty,
        empty_rest=empty_rest,
    )


def _history_of(texts, letter):
    rows = texts.rows_of(letter, tracked.history_model(texts.model))
    return list(rows.order_by("history_id").values_list("history_id", flat=True))


def _empty_plain(texts, letter):
    for name in texts.words:
        texts.rows_of(letter).exclude(**{name: ""}).update(**{name: contents.gone()})
    if texts.clear:
        texts.rows_of(letter).update(**texts.clear)


def _empty_tracked(texts, letter, by):
    rows = list(texts.rows_of(letter).order_by("pk"))
    for row in rows:
        for name in texts.words:
            setattr(row, name, contents.gone() if getattr(row, name) else "")
        for name, value in texts.clear.items():
            setattr(row, name, value(row) if callable(value) else value)
    return tracked.save_many(rows, [*texts.words, *texts.clear], by=by)


def _files_left(letter):
    """Of a dossier that went before: what is still in the store, as a power cut after the commit leaves it."""
    return [sha256 for sha256 in contents.files_of(letter) if store.path_of(sha256).exists()]


def _take_away(sha256, now):
    """Remove a file unless somebody uploads the same content meanwhile: a file put there today is put back."""
    path = store.path_of(sha256)
    aside = path.with_name(f"{sha256}.disposing")
    try:
        os.rename(path, aside)
    except FileNotFoundError:
        return
    is_fresh = aside.stat().st_mtime > (now - _FRESH).timestamp()
    if is_fresh or uses.needed([sha256]):
        os.replace(aside, path)
    else:
        aside.unlink()
