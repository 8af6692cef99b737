"""Holding a dossier back from disposal, and the list of what is to go: proposed by one person, approved by another."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.disposal import queries
from documents.disposal.models import DisposalItem, DisposalList, Hold
from documents.numbers import services as numbers
from documents.numbers.kinds import RegisterKind
from documents.proposals.models import Letter
from permissions import access
from permissions.ledger import acts, tracked
from permissions.ledger.races import check_row_version
from permissions.ledger.services import Line, record
from permissions.refusals import NotNow, NotYou, ValidationError
from permissions.vietnamese import clean_line, clean_text

acts.declare(
    {
        "disposal.held": gettext_lazy("put the dossier on hold: it may not be disposed of"),
        "disposal.released": gettext_lazy("released the dossier from hold"),
        "disposal.proposed": gettext_lazy("proposed a list of dossiers for disposal"),
        "disposal.approved": gettext_lazy("approved the list of dossiers for disposal"),
        "disposal.refused": gettext_lazy("refused the list of dossiers for disposal"),
    }
)


def _required(**texts):
    if faults := {name: _("This may not be empty.") for name, text in texts.items() if not text}:
        raise ValidationError(faults)


def _locked_letter(letter):
    return Letter.objects.select_for_update(of=("self",)).select_related("commune").get(pk=letter.pk)


@transaction.atomic
def hold(*, letter, reason, document_number, by, acting_as="", now=None):
    """Keep a dossier from disposal until it is released; returns the Hold.

    Raises NotYou, NotNow where it is held already or gone, ValidationError by field.
    """
    now, letter = now or timezone.now(), _locked_letter(letter)
    capacity = access.require(by, "disposal.hold", letter, acting_as=acting_as)
    reason, document_number = clean_text(reason), clean_line(document_number)
    _required(reason=reason, document_number=document_number)
    if queries.is_disposed(letter):
        raise NotNow(_("The dossier is disposed of already."), code="disposed")
    if letter.holds.filter(released_at=None).exists():
        raise NotNow(_("The dossier is on hold already."), code="held")
    made = Hold(letter=letter, reason=reason, document_number=document_number, placed_by=by, placed_at=now)
    made.clean_fields(exclude=["letter", "placed_by", "released_by", "released_at"])
    body = {"history": [tracked.save(made, by=by)], "reason": reason, "document_number": document_number}
    line = Line(stream=letter.stream, act="disposal.held", body=body)
    record([line], commune_id=letter.commune_id, by=by, acting_as=capacity, at=now)
    return made


@transaction.atomic
def release(*, held, row_version, reason, by, acting_as="", now=None):
    """Let a dossier go again to the ordinary end of its time. Raises NotYou, LostRace, NotNow, ValidationError."""
    now, letter = now or timezone.now(), _locked_letter(held.letter)
    held = Hold.objects.select_for_update(of=("self",)).get(pk=held.pk)
    capacity = access.require(by, "disposal.hold", letter, acting_as=acting_as)
    check_row_version(held, row_version, _("the hold"))
    if held.released_at is not None:
        raise NotNow(_("The dossier is not on hold any more."), code="not_held")
    reason = clean_text(reason)
    _required(reason=reason)
    held.released_by, held.released_at, held.release_reason = by, now, reason
    held.row_version += 1
    body = {"history": [tracked.save(held, by=by, reason=reason)], "reason": reason}
    line = Line(stream=letter.stream, act="disposal.released", body=body)
    record([line], commune_id=letter.commune_id, by=by, acting_as=capacity, at=now)
    return held


def _refuse_what_may_not_go(letters, found):
    """A list is whole or it is not made: what is held, on another list or not due is named."""
    if told := [
        _("%(code)s may not be disposed of now: its time is not over, or it is on another list.") % {"code": one.code}
        for one in letters
        if one.pk not in found
    ]:
        raise NotNow(*told, code="not_due")
    if told := [_("%(code)s is on hold.") % {"code": one.code} for one in found.values() if one.is_held]:
        raise NotNow(*told, code="held")


@transaction.atomic
def propose(*, commune, letters, legal_basis, by, acting_as="", now=None):
    """Propose a list of dossiers for disposal; returns the DisposalList.

    Raises NotYou, NotNow naming each dossier that is held, listed or not due, ValidationError by field.
    """
    now = now or timezone.now()
    capacity = access.require(by, "disposal.propose", commune, acting_as=acting_as)
    legal_basis = clean_text(legal_basis)
    _required(legal_basis=legal_basis)
    if not letters:
        raise ValidationError({"letters": _("Choose at least one dossier.")})
    keys = [letter.pk for letter in letters]
    locked = list(Letter.objects.select_for_update(of=("self",)).filter(pk__in=keys, commune=commune).order_by("pk"))
    rows = queries.due(Letter.objects.filter(pk__in=[one.pk for one in locked]), today=timezone.localdate(now))
    found = {one.pk: one for one in rows.order_by("pk")}
    _refuse_what_may_not_go(letters, found)
    year = timezone.localdate(now).year
    number = numbers.take(commune=commune, kind=RegisterKind.DISPOSAL, year=year)
    made = DisposalList(
        commune=commune,
        code=f"{commune.code}-{year}-TH{number:03d}",
        legal_basis=legal_basis,
        proposed_by=by,
        proposed_for=capacity.appointment.user,
        proposed_at=now,
    )
    kept = tracked.save(made, by=by)
    items = [DisposalItem(list=made, letter=letter, due_year=letter.due_year) for letter in found.values()]
    DisposalItem.objects.bulk_create(items)
    told = [{"letter": letter.code, "due_year": letter.due_year} for letter in found.values()]
    body = {"history": [kept], "legal_basis": legal_basis, "letters": told}
    line = Line(stream=made.stream, act="disposal.proposed", to_state=made.state, body=body)
    record([line], commune_id=commune.pk, by=by, acting_as=capacity, at=now)
    return made


def approve(**answer):
    """Approve a list that another person proposed; the operator may then carry it out. Raises as `_answer`."""
    return _answer(DisposalList.State.APPROVED, "disposal.approved", **answer)


def refuse(*, reason, **answer):
    """Refuse a list: its dossiers may be listed again. Raises as `_answer`, ValidationError without a reason."""
    reason = clean_text(reason)
    _required(reason=reason)
    return _answer(DisposalList.State.REFUSED, "disposal.refused", reason=reason, **answer)


@transaction.atomic
def _answer(state, act, *, disposal_list, row_version, by, acting_as="", now=None, reason=""):
    """Raises NotYou (also for who proposed it, or for whom), LostRace, NotNow where it is answered or one is held."""
    now = now or timezone.now()
    disposal_list = (
        DisposalList.objects.select_for_update(of=("self",)).select_related("commune").get(pk=disposal_list.pk)
    )
    capacity = access.require(by, "disposal.approve", disposal_list, acting_as=acting_as)
    if capacity.persons & {disposal_list.proposed_by_id, disposal_list.proposed_for_id}:
        raise NotYou(_("Who proposed the list, or for whom it was proposed, may not answer it."))
    check_row_version(disposal_list, row_version, _("the list"))
    if disposal_list.state != DisposalList.State.PROPOSED:
        raise NotNow(_("The list is answered already."), code="answered")
    if state == DisposalList.State.APPROVED:
        _refuse_held(disposal_list)
    came_from, disposal_list.state = disposal_list.state, state
    disposal_list.answered_by, disposal_list.answered_for, disposal_list.answered_at = (
        by,
        capacity.appointment.user,
        now,
    )
    disposal_list.refusal_reason = reason
    disposal_list.row_version += 1
    body = {"history": [tracked.save(disposal_list, by=by, reason=reason)]} | ({"reason": reason} if reason else {})
    line = Line(stream=disposal_list.stream, act=act, from_state=came_from, to_state=state, body=body)
    record([line], commune_id=disposal_list.commune_id, by=by, acting_as=capacity, at=now)
    return disposal_list


def _refuse_held(disposal_list):
    held = Letter.objects.filter(disposals__list=disposal_list, holds__in=Hold.objects.filter(released_at=None))
    if codes := sorted(set(held.values_list("code", flat=True))):
        raise NotNow(*[_("%(code)s is on hold.") % {"code": code} for code in codes], code="held")
