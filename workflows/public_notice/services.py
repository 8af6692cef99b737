"""Noting what is objected during a public notice, and answering it. Opening and closing the notice is approval's."""

from django.db import transaction
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from documents.attachments import services as attachments
from documents.attachments.media_types import SCANS
from documents.attachments.naming import honest_name
from documents.proposals.models import Proposal
from documents.proposals.states import ENDED, ProposalState
from permissions import access
from permissions.ledger import acts, tracked
from permissions.ledger.races import check_row_version
from permissions.ledger.services import Line, record
from permissions.refusals import NotNow, ValidationError
from permissions.vietnamese import clean_line, clean_text
from workflows.approval.conditions import tell
from workflows.approval.moving import refuse_stale
from workflows.public_notice.models import Objection

RIGHT = "proposals.public_notice"
LONGEST = 8000

acts.declare(
    {
        "objection.noted": gettext_lazy("noted an objection to the public notice"),
        "objection.answered": gettext_lazy("answered an objection to the public notice"),
    }
)


def unanswered(proposal):
    """A sentence where somebody who objected has no answer yet."""
    count = Objection.objects.filter(proposal=proposal, answer="").count()
    if count:
        told = ngettext(
            "%(count)s objection to dossier %(code)s is not answered yet.",
            "%(count)s objections to dossier %(code)s are not answered yet.",
            count,
        )
        yield told % {"count": count, "code": proposal.code}


tell("every_objection_is_answered", unanswered)


def _lock(proposal_id):
    return Proposal.objects.select_for_update(of=("self",)).select_related("unit").get(pk=proposal_id)


def _in_notice(proposal):
    return ProposalState.IN_PUBLIC_NOTICE in (proposal.state, proposal.state_left)


def takes_answers(proposal):
    """May objections be answered? Of an ended dossier too: a sister that was split off waits for the answer."""
    return _in_notice(proposal) or proposal.state in ENDED


def _finish(proposal, objection, act, body, *, by, capacity, now):
    """The dossier's own row moves on too: a page opened before shows an older state of its objections."""
    proposal.row_version += 1
    kept = [tracked.save(objection, by=by), tracked.save(proposal, by=by, fields=["row_version"])]
    told = {"objection": objection.pk, **body, "history": kept}
    line = Line(stream=proposal.stream, act=act, version=proposal.version, body=told)
    record([line], commune_id=proposal.commune_id, by=by, acting_as=capacity, at=now)
    return objection


def _text(field, text, sentence):
    text = clean_text(text)
    if not text:
        raise ValidationError({field: sentence})
    if len(text) > LONGEST:
        raise ValidationError({field: _("Write at most %(count)s letters.") % {"count": LONGEST}})
    return text


@transaction.atomic
def note_objection(
    *, proposal, row_version, by, received_on, channel, text, objector="", upload=None, acting_as="", now=None
):
    """Note an objection that came by letter, in person, by telephone or by mail, while the notice is open.

    objector: empty for nobody named. upload: the scan of a letter. The ledger keeps neither words nor names, only the
    digest of the row. Raises NotYou, NotNow, LostRace, ValidationError by field.
    """
    now = now or timezone.now()
    proposal = _lock(proposal.pk)
    refuse_stale([proposal], {proposal.pk: row_version}, by)
    capacity = access.require(by, RIGHT, proposal, acting_as=acting_as)
    if not _in_notice(proposal):
        raise NotNow(_("This is possible only while the dossier is in public notice."))
    today = timezone.localdate(now)
    if not proposal.notice_from <= received_on <= today:
        days = {"first": _day(proposal.notice_from), "last": _day(today)}
        raise ValidationError({"received_on": _("The day lies between %(first)s and %(last)s.") % days})
    if channel not in Objection.Channel.values:
        raise ValidationError({"channel": _("Choose how it came.")})
    objection = Objection(
        proposal=proposal,
        received_on=received_on,
        channel=channel,
        objector=clean_line(objector)[:200],
        text=_text("text", text, _("Write what is objected.")),
        noted_by=by,
        noted_at=now,
    )
    body = {"channel": str(objection.channel), "received_on": received_on.isoformat()}
    if upload is not None:
        objection.scan = _stored(upload)
        objection.scan_name = honest_name(upload.name, objection.scan.media_type)
        body["sha256"] = objection.scan.sha256
    return _finish(proposal, objection, "objection.noted", body, by=by, capacity=capacity, now=now)


def _stored(upload):
    try:
        return attachments.store(upload, SCANS)
    except ValidationError as fault:
        raise ValidationError({"upload": fault.messages}) from None


@transaction.atomic
def answer_objection(*, objection, row_version, by, answer, acting_as="", now=None):
    """Say how an objection was answered; said once, for what was told the person cannot be told otherwise.

    Raises NotYou, NotNow, LostRace, ValidationError.
    """
    now = now or timezone.now()
    proposal = _lock(objection.proposal_id)
    objection = Objection.objects.select_for_update(of=("self",)).get(pk=objection.pk)
    check_row_version(objection, row_version, _("the objection"))
    capacity = access.require(by, RIGHT, proposal, acting_as=acting_as)
    if not takes_answers(proposal):
        raise NotNow(_("This is possible only while the dossier is in public notice."))
    if objection.answer:
        raise NotNow(_("This objection has been answered already."))
    objection.answer = _text("answer", answer, _("Write how it was answered."))
    objection.answered_by, objection.answered_at = by, now
    objection.row_version += 1
    return _finish(proposal, objection, "objection.answered", {}, by=by, capacity=capacity, now=now)


def _day(day):
    return formats.date_format(day, "SHORT_DATE_FORMAT")
