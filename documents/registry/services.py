"""The deeds of who keeps the award book: answer who is the same, enter earlier awards, mend, revoke, take apart."""

from django.db import transaction
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.registry.entering import Book, lock_book
from documents.registry.grouping import regroup
from documents.registry.likeness import Described
from documents.registry.models import Award, Likeness, Recipient
from documents.registry.states import OF_A_NOMINATION, Answer, AwardState, Source
from permissions import access
from permissions.ledger import acts, tracked
from permissions.ledger.queries import entries_of
from permissions.ledger.races import check_row_version
from permissions.ledger.services import Line, record
from permissions.refusals import NotNow, ValidationError
from permissions.vietnamese import clean_line

acts.declare(
    {
        "registry.answered": gettext_lazy("answered whether two recipients are the same"),
        "registry.answer_withdrawn": gettext_lazy("withdrew the answer whether two recipients are the same"),
        "registry.award_entered": gettext_lazy("entered an earlier award"),
        "registry.awards_imported": gettext_lazy("imported earlier awards"),
        "registry.award_revoked": gettext_lazy("recorded that an award was revoked"),
        "registry.award_taken_apart": gettext_lazy("gave an award to another recipient of the same name"),
        "registry.recipient_changed": gettext_lazy("changed what is known of a recipient"),
    }
)
RECIPIENT_FIELDS = ("full_name", "birth_on", "is_female", "workplace")
AWARD_FIELDS = (
    "award_form",
    "form_name",
    "kind",
    "level",
    "issuer",
    "decision_number",
    "year",
    "decided_on",
    "period_from",
    "period_to",
    "achievement",
)


def _reason(text):
    text = clean_line(text)
    if not text:
        raise ValidationError({"reason": _("Give the reason.")})
    if len(text) > 400:
        raise ValidationError({"reason": _("At most %(limit)s characters are taken.") % {"limit": 400}})
    return text


def _record(act, streams, body, *, commune_id, by, capacity, now):
    """One entry on the stream of each recipient; the first one names the history rows."""
    first, *rest = dict.fromkeys(streams)
    bare = {name: value for name, value in body.items() if name != "history"}
    lines = [Line(stream=first, act=act, body=body), *(Line(stream=key, act=act, body=bare) for key in rest)]
    record(lines, commune_id=commune_id, by=by, acting_as=capacity, at=now)


def _locked(commune_id, by, acting_as):
    """The commune's book under lock, for who keeps it: the Capacity."""
    commune = lock_book(commune_id)
    return access.require(by, "registry.edit", commune, acting_as=acting_as)


# --- who is the same -------------------------------------------------------------------------------
@transaction.atomic
def answer(*, likeness, row_version, same, reason, by, acting_as="", now=None):
    """Say whether the two are the same, and why; their awards are then read together, or apart for good.

    same: bool. Raises NotYou, LostRace, ValidationError (no reason), NotNow where it contradicts an earlier answer.
    """
    now = now or timezone.now()
    capacity = _locked(likeness.commune_id, by, acting_as)
    likeness = Likeness.objects.select_related("recipient", "other", "nomination").get(pk=likeness.pk)
    check_row_version(likeness, row_version, _("this question"))
    return _answer(likeness, same, _reason(reason), by=by, capacity=capacity, now=now)


@transaction.atomic
def answer_of_nominee(*, recipient, nomination, same, reason, by, acting_as="", now=None):
    """The same of a nominee of a dossier, before anything is granted.

    Raises NotYou, ValidationError, NotNow where it was answered before.
    """
    now = now or timezone.now()
    capacity = _locked(recipient.commune_id, by, acting_as)
    if nomination.letter.commune_id != recipient.commune_id:
        raise NotNow(_("These two belong to different communes."))
    asked = Likeness.objects.filter(recipient=recipient, nomination=nomination).first()
    if asked is not None and asked.answer != Answer.WAITING:
        raise NotNow(_("This was answered before; withdraw that answer first."))
    asked = asked or Likeness(commune_id=recipient.commune_id, recipient=recipient, nomination=nomination)
    return _answer(asked, same, _reason(reason), by=by, capacity=capacity, now=now)


def _answer(likeness, same, reason, *, by, capacity, now):
    if likeness.answer != Answer.WAITING:
        raise NotNow(_("This was answered before; withdraw that answer first."))
    likeness.answer = Answer.SAME if same else Answer.DIFFERENT
    likeness.reason, likeness.answered_by, likeness.answered_at = reason, by, now
    return _keep_answer("registry.answered", likeness, by=by, capacity=capacity, now=now)


@transaction.atomic
def withdraw_answer(*, likeness, row_version, reason, by, acting_as="", now=None):
    """The question is open again; a group that stood on the answer falls apart.

    Raises NotYou, LostRace, NotNow for a question that nobody answered, ValidationError.
    """
    now = now or timezone.now()
    capacity = _locked(likeness.commune_id, by, acting_as)
    likeness = Likeness.objects.select_related("recipient", "other", "nomination").get(pk=likeness.pk)
    check_row_version(likeness, row_version, _("this question"))
    if likeness.answer == Answer.WAITING:
        raise NotNow(_("Nobody has answered this question yet."))
    likeness.answer, likeness.reason = Answer.WAITING, ""
    likeness.answered_by, likeness.answered_at = None, None
    act = "registry.answer_withdrawn"
    return _keep_answer(act, likeness, by=by, capacity=capacity, now=now, reason=_reason(reason))


def _keep_answer(act, likeness, *, by, capacity, now, reason=""):
    if not likeness._state.adding:
        likeness.row_version += 1
    kept = [tracked.save(likeness, by=by)]
    streams = [likeness.recipient.stream]
    if likeness.other_id:
        streams.append(likeness.other.stream)
        kept += regroup(likeness.commune_id, by=by)
    body = {
        "likeness": likeness.pk,
        "answer": str(likeness.answer),
        "recipient": likeness.recipient.full_name,
        "other": likeness.other_id,
        "nomination": likeness.nomination_id,
        "reason": reason or likeness.reason,
        "history": kept,
    }
    _record(act, streams, body, commune_id=likeness.commune_id, by=by, capacity=capacity, now=now)
    return likeness


# --- earlier awards --------------------------------------------------------------------------------
@transaction.atomic
def enter_award(*, commune, recipient_values, values, by, acting_as="", now=None):
    """Enter an award of earlier years by hand; the recipient is known, new, or new and asked about.

    recipient_values: {nominee_type, full_name, birth_on, is_female, workplace}. values: AWARD_FIELDS.
    Raises NotYou, ValidationError by field.
    """
    now = now or timezone.now()
    capacity = _locked(commune.pk, by, acting_as)
    awards, kept = _enter_rows(commune, [(recipient_values, values)], Source.TYPED, by=by, now=now)
    award = awards[0]
    body = {"award": award.pk, "form": award.form_label, "year": award.year, "history": kept}
    streams = [award.recipient.stream]
    _record("registry.award_entered", streams, body, commune_id=commune.pk, by=by, capacity=capacity, now=now)
    return award


@transaction.atomic
def import_awards(*, commune, rows, file_sha256, by, acting_as="", now=None):
    """Enter earlier awards of a list: all of them, or none. rows: [(recipient values, award values)].

    Raises NotYou, NotNow for a file that was imported before (who is not known for certain would come in twice),
    ValidationError with the number of the row in `rows` (from 0) for one that cannot be.
    """
    now = now or timezone.now()
    capacity = _locked(commune.pk, by, acting_as)
    stream, act = f"award-book/{commune.code}", "registry.awards_imported"
    before = entries_of(stream).filter(act=act, payload__body__contains=f'"{file_sha256}"').last()
    if before is not None:
        said = {"person": before.actor, "day": formats.date_format(timezone.localdate(before.at), "SHORT_DATE_FORMAT")}
        raise NotNow(_("%(person)s imported this very file on %(day)s.") % said, code="imported_before")
    awards, kept = _enter_rows(commune, rows, Source.IMPORTED, by=by, now=now)
    body = {"awards": [award.pk for award in awards], "file_sha256": file_sha256, "history": kept}
    line = Line(stream=stream, act=act, body=body)
    record([line], commune_id=commune.pk, by=by, acting_as=capacity, at=now)
    return awards


def _enter_rows(commune, rows, source, *, by, now):
    """The awards of these rows, and what the ledger keeps; under the book's lock, a constant number of statements."""
    wanted = [
        Described(
            nominee_type=of["nominee_type"],
            full_name=clean_line(of["full_name"]),
            birth_on=of.get("birth_on"),
            is_female=of.get("is_female"),
            place=clean_line(of.get("workplace", "")),
        )
        for of, _values in rows
    ]
    book = Book(commune, wanted)
    found = [book.find(sought, unit=None) for sought in wanted]
    for recipient in book.recipients:
        recipient.clean_fields(exclude=["commune", "unit", "same_as"])
    awards = [
        _filled(Award(commune=commune, recipient=recipient, source=source, entered_by=by, entered_at=now), values, now)
        for recipient, (_of, values) in zip(found, rows, strict=True)
    ]
    _refuse_doubles(awards)
    kept = book.write(by=by)
    return awards, kept + tracked.add_many(awards, by=by)


def _filled(award, values, now):
    for field in AWARD_FIELDS:
        value = values.get(field, getattr(award, field))
        setattr(award, field, clean_line(value) if isinstance(value, str) else value)
    if award.decided_on:
        award.year = award.decided_on.year
    faults = {}
    if bool(award.award_form) == bool(award.form_name):
        faults["award_form"] = _("Choose the award form, or write the older one; not both.")
    if not award.year:
        faults["year"] = _("Give the year, or the date of the decision.")
    elif award.year > timezone.localdate(now).year or (award.decided_on or now.date()) > timezone.localdate(now):
        faults["decided_on" if award.decided_on else "year"] = _("An award cannot lie after today.")
    if award.period_from and award.period_to and award.period_to < award.period_from:
        faults["period_to"] = _("The period ends before it begins.")
    if faults:
        raise ValidationError(faults)
    award.clean_fields(exclude=["commune", "recipient", "nomination", "entered_by", "entered_at"])
    return award


def _told(award):
    return award.award_form_id, award.form_name, award.decision_number, award.year


def _refuse_doubles(awards):
    """Raises ValidationError for an award that is in the book already, or twice among these."""
    known = {
        (row.recipient_id, *_told(row))
        for row in Award.objects.filter(recipient__in=[a.recipient_id for a in awards if a.recipient_id])
    }
    seen = set()
    for award in awards:
        if (award.recipient_id, *_told(award)) in known or (id(award.recipient), *_told(award)) in seen:
            told = _("%(person)s: %(award)s is in the book already.")
            raise ValidationError({"award_form": told % {"person": award.recipient, "award": award}})
        seen.add((id(award.recipient), *_told(award)))


# --- mending ---------------------------------------------------------------------------------------
@transaction.atomic
def change_recipient(*, recipient, row_version, values, by, acting_as="", now=None):
    """Mend what is known of a recipient; the awards stay. Raises NotYou, LostRace, ValidationError by field."""
    now = now or timezone.now()
    capacity = _locked(recipient.commune_id, by, acting_as)
    recipient = Recipient.objects.select_related("unit").get(pk=recipient.pk)
    check_row_version(recipient, row_version, _("the recipient"))
    before = tracked.snapshot(recipient)
    for field in RECIPIENT_FIELDS:
        if field in values:
            value = values[field]
            setattr(recipient, field, clean_line(value) if isinstance(value, str) else value)
    recipient.clean_fields(exclude=["commune", "unit", "same_as"])
    recipient.fill_keys()
    changes = tracked.changes(before, tracked.snapshot(recipient))
    if not changes:
        return recipient
    recipient.row_version += 1
    body = {"changes": changes, "history": [tracked.save(recipient, by=by)]}
    act = "registry.recipient_changed"
    _record(act, [recipient.stream], body, commune_id=recipient.commune_id, by=by, capacity=capacity, now=now)
    return recipient


def _locked_award(award, row_version, by, acting_as):
    capacity = _locked(award.commune_id, by, acting_as)
    award = Award.objects.select_related("recipient__unit", "award_form").get(pk=award.pk)
    check_row_version(award, row_version, _("the award"))
    return award, capacity


@transaction.atomic
def revoke_award(*, award, row_version, reason, by, acting_as="", now=None):
    """Record that an earlier award was revoked by whoever granted it. reason: with the number of that decision.

    Raises NotYou, LostRace, ValidationError, NotNow for an award of a nomination here: its decision is revoked.
    """
    now = now or timezone.now()
    award, capacity = _locked_award(award, row_version, by, acting_as)
    if award.source in OF_A_NOMINATION:
        raise NotNow(_("This award was granted on a dossier here; its own decision has to be revoked."))
    if award.state == AwardState.REVOKED:
        raise NotNow(_("The award is revoked already."))
    award.state, award.state_reason = AwardState.REVOKED, _reason(reason)
    award.row_version += 1
    kept = tracked.save(award, by=by, fields=["state", "state_reason", "row_version"])
    body = {"award": award.pk, "form": award.form_label, "reason": award.state_reason, "history": [kept]}
    streams = [award.recipient.stream]
    _record("registry.award_revoked", streams, body, commune_id=award.commune_id, by=by, capacity=capacity, now=now)
    return award


@transaction.atomic
def take_apart(*, award, row_version, reason, by, acting_as="", now=None):
    """The award belongs to somebody else of the same name and birth date: it goes to a recipient of its own.

    Raises NotYou, LostRace, ValidationError, NotNow where the recipient has no other award.
    """
    now = now or timezone.now()
    award, capacity = _locked_award(award, row_version, by, acting_as)
    old, reason = award.recipient, _reason(reason)
    if not old.awards.exclude(pk=award.pk).exists():
        raise NotNow(_("This recipient has no other award."))
    made = Recipient(**{name: getattr(old, name) for name in ("commune_id", "nominee_type", "unit", *RECIPIENT_FIELDS)})
    made.fill_keys()
    kept = [tracked.save(made, by=by)]
    told = Likeness(commune_id=old.commune_id, recipient=old, other=made, answer=Answer.DIFFERENT, reason=reason)
    told.answered_by, told.answered_at = by, now
    award.recipient = made
    award.row_version += 1
    kept += [tracked.save(told, by=by), tracked.save(award, by=by, fields=["recipient", "row_version"])]
    body = {"award": award.pk, "from": old.pk, "to": made.pk, "reason": reason, "history": kept}
    streams, commune = [old.stream, made.stream], award.commune_id
    _record("registry.award_taken_apart", streams, body, commune_id=commune, by=by, capacity=capacity, now=now)
    return award
