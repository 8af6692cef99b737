"""Taking in a commune's Word form, and ending it. A line on word-form/<commune> each."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.attachments import checking
from documents.attachments import services as attachments
from documents.attachments.media_types import WORD_ONLY
from documents.attachments.naming import clean_name
from documents.attachments.serving import open_blob
from documents.word_forms.fields import kind_of
from documents.word_forms.filling import filled, refuse_without_fields
from documents.word_forms.models import WordForm
from permissions import access
from permissions.ledger import acts, tracked
from permissions.ledger.races import check_row_version
from permissions.ledger.services import Line, record
from permissions.people.models import Unit
from permissions.refusals import NotNow, ValidationError

acts.declare(
    {
        "word_form.added": gettext_lazy("took in a Word form of the commune"),
        "word_form.ended": gettext_lazy("ended a Word form of the commune"),
    }
)
checking.named_on("word-form/")


def _note(form, act, body, by, capacity, now):
    title = f"{form.title} ({form.number})"
    told = {"title": title, "file_name": form.file_name, "sha256": form.blob.sha256}
    line = Line(stream=form.stream, act=act, body=told | body)
    record([line], commune_id=form.commune_id, by=by, acting_as=capacity, at=now)


def _taken_in(upload, kind):
    """The Blob of a form that was filled once with sample data. Raises ValidationError on the field."""
    try:
        blob = attachments.store(upload, WORD_ONLY)
        with open_blob(blob) as file:
            content = file.read()
        filled(content, kind, kind.sample)
        refuse_without_fields(content, kind)
    except ValidationError as fault:
        raise ValidationError({"upload": fault.messages}) from fault
    return blob


@transaction.atomic
def add_form(*, commune, kind, upload, by, acting_as="", now=None):
    """Take in the form for a kind of paper; the one before it ends. Returns the WordForm.

    Raises NotYou; ValidationError by field: no such kind, not a Word file, a macro, an unknown field, more than fields,
    no field at all.
    """
    now = now or timezone.now()
    commune = Unit.objects.select_for_update(of=("self",)).get(pk=commune.pk)
    capacity = access.require(by, "word_forms.keep", commune, acting_as=acting_as)
    known = kind_of(kind)
    if known is None:
        raise ValidationError({"kind": _("Choose the paper for which the form is.")})
    blob = _taken_in(upload, known)
    earlier = WordForm.objects.filter(commune=commune, kind=kind).order_by("number")
    kept, number = [], (earlier.last().number if earlier else 0) + 1
    for before in earlier.filter(ended_at=None):
        before.ended_at = now
        before.row_version += 1
        kept.append(tracked.save(before, by=by))
    form = WordForm(
        commune=commune,
        kind=kind,
        number=number,
        file_name=clean_name(upload.name),
        blob=blob,
        added_by=by,
        added_at=now,
    )
    kept.append(tracked.save(form, by=by))
    _note(form, "word_form.added", {"history": kept}, by, capacity, now)
    return form


@transaction.atomic
def end_form(*, form, row_version, by, acting_as="", now=None):
    """End a form; papers are offered in our own layout alone from then on. Raises NotYou, NotNow, LostRace."""
    now = now or timezone.now()
    form = WordForm.objects.select_for_update(of=("self",)).select_related("commune", "blob").get(pk=form.pk)
    capacity = access.require(by, "word_forms.keep", form.commune, acting_as=acting_as)
    check_row_version(form, row_version, _("the form"))
    if form.ended_at:
        raise NotNow(_("This form has ended already."), code="form_ended")
    form.ended_at = now
    form.row_version += 1
    _note(form, "word_form.ended", {"history": [tracked.save(form, by=by)]}, by, capacity, now)
    return form
