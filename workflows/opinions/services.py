"""The deeds on opinions: ask, answer, record what came on paper, take back; and what the clock does."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.arrivals.kinds import RecordedAs
from documents.arrivals.recording import locked, take
from documents.attachments import services as attachments
from documents.attachments.media_types import SCANS
from documents.attachments.naming import honest_name
from documents.proposals.models import Proposal, ProposalGrant
from documents.proposals.states import ProposalState
from permissions import access, grants
from permissions.ledger import acts, tracked
from permissions.ledger.services import Line, record
from permissions.refusals import NotNow, NotYou
from permissions.roles import Office
from permissions.timed import timed
from permissions.vietnamese import clean_line, clean_text
from workflows.approval.deeds import Deed
from workflows.approval.moving import Step, move, refuse_stale, register_followers, register_machine
from workflows.approval.telling import tell_desk
from workflows.notices.words import Audience
from workflows.opinions.asking import bodies_of, cleaned_question, let_see, start_opinions
from workflows.opinions.desks import place_opinion
from workflows.opinions.machine import OpinionFlow
from workflows.opinions.models import Opinion, OpinionFile
from workflows.opinions.states import EXAMINED, GONE, OpinionState

_WHO_ASKED = Audience((Office.OFFICE_REVIEWER,), "commune", handler="asked_by_id")

register_machine(
    Opinion,
    OpinionFlow,
    prefix="opinion",
    place=place_opinion,
    reads=("proposal",),
    page="opinions:detail",
    waits={"asked": gettext_lazy("waits for an opinion")},
    tells={
        "answer": (gettext_lazy("has the opinion of the body that was asked"), (_WHO_ASKED,)),
        "record": (gettext_lazy("has the opinion of the body that was asked"), (_WHO_ASKED,)),
        "lapse": (gettext_lazy("was not answered in time by the body that was asked"), (_WHO_ASKED,)),
    },
    sentences={
        "answer": gettext_lazy("gave the opinion it was asked for"),
        "record": gettext_lazy("recorded the opinion that came on paper"),
        "withdraw": gettext_lazy("took the question back"),
        "lapse": gettext_lazy("the time ended and no opinion had come"),
        "fall_away": gettext_lazy("the question went with its dossier"),
        "pause": gettext_lazy("the time to answer was stopped with the dossier"),
        "run_on": gettext_lazy("the time to answer runs anew"),
    },
)
acts.declare(
    {
        "opinion.asked": gettext_lazy("asked for an opinion"),
        "proposal.opinions_asked": gettext_lazy("asked other bodies for their opinion"),
        "proposal.opinion_given": gettext_lazy("gave the opinion that was asked for"),
        "proposal.opinion_recorded": gettext_lazy("recorded an opinion that came on paper"),
        "proposal.opinion_withdrawn": gettext_lazy("took back the question to another body"),
        "proposal.opinion_lapsed": gettext_lazy("a body that was asked did not answer in time"),
    }
)


def _lock_dossier(proposal_id):
    """Before its opinions, always: whatever happens to one waits for what happens to the dossier."""
    rows = Proposal.objects.select_for_update(of=("self",))
    return rows.select_related("commune", "unit", "award_form", "rule_set", "handler").get(pk=proposal_id)


# --- asking ----------------------------------------------------------------------------------------
@transaction.atomic
def ask(*, proposal, row_version, by, question, units=(), bodies=(), acting_as="", now=None):
    """Ask one or several bodies about a dossier under review; returns the Opinions.

    units: of the commune; one with accounts gets to see the dossier as it was sent until the last day to answer, one
    without gets a letter. bodies: names of others, who get a letter. The last day is that of the rule `opinion`.
    Raises ValidationError by field, NotYou, NotNow, LostRace.
    """
    now = now or timezone.now()
    proposal = _lock_dossier(proposal.pk)
    refuse_stale([proposal], {proposal.pk: row_version}, by)
    capacity = access.require(by, "opinions.ask", proposal, acting_as=acting_as)
    if proposal.state != ProposalState.UNDER_REVIEW:
        state = ProposalState.UNDER_REVIEW.label
        raise NotNow(_("This is possible only while the dossier is “%(state)s”.") % {"state": state})
    if proposal.handler_id not in capacity.persons:
        raise NotYou(_("%(person)s is handling this dossier.") % {"person": proposal.handler})
    asked, question = bodies_of(proposal, units, bodies), cleaned_question(question)
    made, lines, kept = start_opinions(proposal, asked, question, Deed(by=capacity, now=now))
    proposal.row_version += 1
    kept.append(tracked.save(proposal, by=by, fields=["row_version"]))
    told = [{"opinion": opinion.code, "name": opinion.body_name} for opinion in made]
    body = {"bodies": told, "due_on": made[0].due_on.isoformat(), "history": kept}
    line = Line(stream=proposal.stream, act="proposal.opinions_asked", version=proposal.version, body=body)
    record([line, *lines], commune_id=proposal.commune_id, by=by, acting_as=capacity, at=now)
    tell_desk(made, "opinion", by=by, now=now)
    return made


# --- answering -------------------------------------------------------------------------------------
def _line(opinion, act, body=None):
    told = {"name": opinion.body_name, "opinion": opinion.code, **(body or {})}
    return Line(stream=opinion.proposal.stream, act=act, version=opinion.proposal.version, body=told)


def _close_the_dossier(opinion, deed):
    """The unit sees the dossier no longer; what the ledger keeps."""
    if opinion.unit_id is None:
        return []
    by = deed.by.user if deed.by else None
    return grants.take(ProposalGrant, opinion.proposal, unit=opinion.unit, by=by, reason=opinion.code)


def _keep_file(opinion, blob, file_name, deed):
    file = OpinionFile(opinion=opinion, blob=blob, file_name=file_name)
    file.added_by, file.added_at = deed.by.user, deed.now
    file.save()
    return {"file_name": file.file_name, "sha256": blob.sha256}


def _keep_files(opinion, uploads, deed):
    blobs = [(attachments.store(upload, SCANS), upload.name) for upload in uploads]
    return [_keep_file(opinion, blob, honest_name(name, blob.media_type), deed) for blob, name in blobs]


def _keep_scan(opinion, arrival, deed):
    return _keep_file(opinion, arrival.scan, arrival.file_name, deed)


def _write_answer(opinion, deed, came_from):
    facts = deed.facts
    opinion.answer, opinion.answer_text = facts["answer"], facts["text"]
    arrival = opinion.arrival = facts.get("arrival")
    opinion.answered_on = arrival.arrived_on if arrival else deed.today
    opinion.answered_version = opinion.proposal.version
    opinion.answered_by, opinion.answered_for = deed.by.user, deed.by.appointment.user
    opinion.answered_at = deed.now
    opinion.signer_name = facts.get("signer_name") or deed.by.user.full_name
    body = {"answer": str(opinion.get_answer_display()), "text": opinion.answer_text}
    if arrival:
        opinion.arrival_number = str(arrival)
        body |= {"number": str(arrival), "signer": opinion.signer_name, "files": [_keep_scan(opinion, arrival, deed)]}
        said = {"kind": RecordedAs.OPINION, "code": opinion.code, "recorded_for": opinion.body_name}
        body |= take(arrival, **said, by=deed.by.user, now=deed.now)
    else:
        body["files"] = _keep_files(opinion, facts["uploads"], deed)
    act = "proposal.opinion_recorded" if arrival else "proposal.opinion_given"
    return {"body": body, "lines": [_line(opinion, act, {"history": _close_the_dossier(opinion, deed)})]}


@transaction.atomic
def answer(*, opinion, row_version, version, by, answer, text="", uploads=(), acting_as="", now=None):
    """The head of the unit that was asked answers; with that the unit sees the dossier no longer.

    version: of the dossier, as the page showed it. answer: a value of Answer. uploads: files of the unit.
    Raises NotYou, NotNow, LostRace, ValidationError for a file that is not taken.
    """
    _lock_dossier(opinion.proposal_id)
    facts = {"version": version, "answer": answer, "text": clean_text(text), "uploads": list(uploads)}
    return move(
        opinion,
        "answer",
        row_version=row_version,
        by=by,
        acting_as=acting_as,
        facts=facts,
        apply=_write_answer,
        now=now,
    )


@transaction.atomic
def record_on_paper(*, opinion, row_version, by, answer, arrival=None, signer_name="", text="", acting_as="", now=None):
    """Record for a body what it answered on paper. arrival: its paper in the arrival book, which gives day and scan.

    Also after the time was over, as long as the dossier is being examined. Raises NotYou, NotNow, LostRace.
    """
    arrival = locked(arrival)
    _lock_dossier(opinion.proposal_id)
    facts = {
        "answer": answer,
        "text": clean_text(text),
        "arrival": arrival,
        "signer_name": clean_line(signer_name)[:120],
    }
    return move(
        opinion,
        "record",
        row_version=row_version,
        by=by,
        acting_as=acting_as,
        facts=facts,
        apply=_write_answer,
        now=now,
    )


@transaction.atomic
def withdraw_question(*, opinion, row_version, by, reason, acting_as="", now=None):
    """The office takes a question back; the unit sees the dossier no longer."""

    def apply(opinion, deed, came_from):
        opinion.withdrawn_reason = deed.reason
        body = {"reason": deed.reason, "history": _close_the_dossier(opinion, deed)}
        return {"lines": [_line(opinion, "proposal.opinion_withdrawn", body)]}

    _lock_dossier(opinion.proposal_id)
    return move(
        opinion, "withdraw", row_version=row_version, by=by, acting_as=acting_as, reason=reason, apply=apply, now=now
    )


# --- with the dossier ------------------------------------------------------------------------------
def _leave(opinion, deed, came_from):
    return {"body": {"history": _close_the_dossier(opinion, deed)}}


def _run_on(opinion, deed, came_from):
    """The grant follows the new last day, which is written after this: hence asked here."""
    if opinion.is_on_paper:
        return None
    place_opinion(opinion, deed, came_from)
    return {"body": {"due_on": opinion.due_on.isoformat(), "history": [let_see(opinion, deed)]}}


def _with_its_dossier(proposal, came_from):
    """What a dossier that goes, stops or runs on takes with it: its questions without answer."""
    if proposal.state in GONE:
        name, apply = "fall_away", _leave
    elif proposal.state == ProposalState.SUSPENDED:
        name, apply = "pause", _leave
    elif came_from == ProposalState.SUSPENDED and proposal.state in EXAMINED:
        name, apply = "run_on", _run_on
    else:
        return []
    asked = list(Opinion.objects.filter(proposal=proposal, state=OpinionState.ASKED).order_by("pk"))
    return [Step(things=asked, move=name, apply=apply)] if asked else []


register_followers(Proposal, _with_its_dossier)


# --- by the clock ----------------------------------------------------------------------------------
@transaction.atomic
def _lapse(key, proposal_id, now):
    """Let one question lapse; 0 where it was answered or taken back meanwhile."""
    _lock_dossier(proposal_id)
    opinion = Opinion.objects.get(pk=key)
    if opinion.state != OpinionState.ASKED or not opinion.due_on or opinion.due_on >= timezone.localdate(now):
        return 0

    def apply(opinion, deed, came_from):
        return {"lines": [_line(opinion, "proposal.opinion_lapsed", {"history": _close_the_dossier(opinion, deed)})]}

    move(opinion, "lapse", row_version=None, by=None, apply=apply, now=now)
    return 1


@timed
def lapse_overdue(now):
    """Questions whose last day is over and that nobody answered lapse, so that the appraisal need not wait."""
    rows = Opinion.objects.filter(state=OpinionState.ASKED, due_on__lt=timezone.localdate(now)).order_by("pk")
    return sum(_lapse(key, proposal_id, now) for key, proposal_id in rows.values_list("pk", "proposal_id"))


DEEDS = {"answer": answer, "record": record_on_paper, "withdraw": withdraw_question}
