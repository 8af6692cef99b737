"""The commune's deeds on letters to the province: draft, change, sign, send back, forward, forward again.

Their dossiers move in the same act. What the province does stands in province_services.py.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

import workflows.approval.services  # noqa: F401 - its machine moves the dossiers
from documents.arrivals.kinds import RecordedAs
from documents.arrivals.recording import evidence, locked, take
from documents.catalogue import queries as catalogue
from documents.catalogue import services as catalogue_services
from documents.printing.kinds import PaperKind
from documents.proposals.states import ProposalState
from permissions import access
from permissions.ledger import acts, tracked
from permissions.ledger.races import check_row_version
from permissions.ledger.services import Line, record
from permissions.refusals import NotNow, ValidationError
from workflows.approval.moving import Step, move_many, register_machine
from workflows.approval.paper_lists import fill_search_key, reorder
from workflows.approval.paper_words import signature_of
from workflows.approval.signed_on_paper import moment_of
from workflows.handoff import papers
from workflows.handoff.desks import place_transmittal
from workflows.handoff.drafting import fill_words, start_letter
from workflows.handoff.machine import TransmittalFlow
from workflows.handoff.models import Transmittal
from workflows.handoff.queries import is_returned, lines_of, live_letters_over, proposals_of
from workflows.handoff.sending import keep_paper, send, take_number
from workflows.handoff.states import TransmittalState

register_machine(
    Transmittal,
    TransmittalFlow,
    prefix="transmittal",
    page="transmittals:detail",
    place=place_transmittal,
    reads=("commune", "award_form", "rule_set"),
    sentences={
        "sign": gettext_lazy("signed the letter to the province"),
        "record_signature": gettext_lazy("recorded the letter to the province signed on paper"),
        "send_back": gettext_lazy("sent the drafted letter back"),
        "forward": gettext_lazy("numbered the letter and forwarded it to the province"),
        "acknowledge": gettext_lazy("acknowledged the receipt at the province"),
        "return_lines": gettext_lazy("returned lines from the province"),
        "forward_again": gettext_lazy("forwarded completed dossiers to the province again"),
        "record_answer": gettext_lazy("recorded the province's answers"),
        "correct_answer": gettext_lazy("corrected an answer of the province"),
        "release": gettext_lazy("gave lines up to a new letter"),
    },
)
acts.declare(
    {
        "transmittal.drafted": gettext_lazy("drafted the letter to the province"),
        "transmittal.changed": gettext_lazy("changed the draft of the letter"),
    }
)


def told_of(letter):
    """The ledger body of a dossier that moves with a letter."""
    return {"body": {"transmittal": letter.code}}


# --- drafting --------------------------------------------------------------------------------------
def draft_transmittal(*, proposals, row_versions, by, values=None, order=None, acting_as="", now=None):
    """Draft a letter to the province over all passed nominations of the proposals; returns the Transmittal.

    Dossiers the province returned leave their earlier letter. row_versions: {proposal pk: row_version seen}. values:
    words of one's own ({field: text}); the rest is that of the draft last sent back, else suggested. order: keys of
    the nominations in the order of the list.
    Raises ValidationError (nothing chosen, several forms or communes, a text too long), NotYou, NotNow, LostRace.
    """
    proposals = list(proposals)
    _refuse_mixture(proposals)
    letter = Transmittal(commune=proposals[0].commune, award_form=proposals[0].award_form)
    came_back = [each for each in proposals if each.state == ProposalState.PROVINCE_RETURNED]
    others = [each for each in proposals if each not in came_back]

    with transaction.atomic():
        earlier = _earlier_letters(came_back)
        started = _Start(letter, proposals, values or {}, order)
        steps = [
            Step(things=earlier, move="release", apply=lambda old, deed, came_from: _release(old, came_back, deed)),
            Step(things=others, move="draft_transmittal", row_versions=row_versions, apply=started.beside),
            Step(things=came_back, move="redraft", row_versions=row_versions, apply=started.beside),
        ]
        facts = {"transmittal": letter, "letter_then": _states_left(earlier, came_back)}
        move_many(*steps, by=by, acting_as=acting_as, facts=facts, now=now)
    return letter


class _Start:
    """Makes the new letter with the first dossier that moves, and tells each dossier of it."""

    def __init__(self, letter, proposals, values, order):
        self.letter, self.proposals, self.values, self.order = letter, proposals, values, order

    def beside(self, proposal, deed, came_from):
        lines = []
        if not self.letter.pk:
            lines.append(start_letter(self.letter, self.proposals, self.values, self.order, deed))
        return {**told_of(self.letter), "lines": lines}


def _earlier_letters(came_back):
    """The letters that list dossiers which come back, locked before any dossier."""
    keys = [letter.pk for letter in live_letters_over(came_back)] if came_back else []
    rows = Transmittal.objects.select_for_update(of=("self",)).filter(pk__in=keys)
    return list(rows.order_by("pk"))


def _states_left(letters, came_back):
    """Where giving up these dossiers leaves each letter: {letter pk: state}."""
    gone = {proposal.pk for proposal in came_back}
    found = {}
    for letter in letters:
        stay = [line for line in lines_of(letter) if not line.dropped_at and line.nomination.proposal_id not in gone]
        if not stay:
            found[letter.pk] = TransmittalState.REPLACED
        elif all(line.answer_rows for line in stay):
            found[letter.pk] = TransmittalState.ANSWERED
        else:
            found[letter.pk] = TransmittalState.FORWARDED
    return found


def _release(letter, came_back, deed):
    gone = {proposal.pk for proposal in came_back}
    lines = [line for line in lines_of(letter) if not line.dropped_at and line.nomination.proposal_id in gone]
    return {"body": {"nominees": _names(lines), "history": _drop(lines, deed)}}


def _names(lines):
    return [{"nomination": line.nomination_id, "name": line.nomination.full_name} for line in lines]


def _drop(lines, deed):
    for line in lines:
        line.dropped_at = deed.now
    return tracked.save_many(lines, ["dropped_at"], by=deed.by.user)


def _refuse_mixture(proposals):
    if not proposals:
        raise ValidationError({"proposals": _("Choose at least one dossier.")})
    if len({proposal.award_form_id for proposal in proposals}) > 1:
        raise ValidationError({"proposals": _("A letter asks for one award form; draft one letter for each form.")})
    if len({proposal.commune_id for proposal in proposals}) > 1:
        raise ValidationError({"proposals": _("A letter takes the dossiers of one commune.")})


@transaction.atomic
def change_draft(*, transmittal, row_version, by, values=None, order=None, acting_as="", now=None):
    """Change the words of a draft and the order of its list; nothing else of it changes by hand.

    Raises ValidationError by field, NotYou, NotNow once it is signed, LostRace.
    """
    now = now or timezone.now()
    rows = Transmittal.objects.select_for_update(of=("self",)).select_related("commune", "award_form", "rule_set")
    letter = rows.get(pk=transmittal.pk)
    capacity = access.require(by, "transmittals.draft", letter, acting_as=acting_as)
    check_row_version(letter, row_version, _("the letter"))
    if not TransmittalState(letter.state).is_open_for_editing:
        raise NotNow(_("The letter is no draft any more."))
    before, lines = tracked.snapshot(letter), lines_of(letter)
    fill_words(letter, values or {})
    fill_search_key(letter, [line.nomination for line in lines])
    moved = reorder(lines, order)
    changes = tracked.changes(before, tracked.snapshot(letter))
    if not changes and not moved:
        return letter
    letter.row_version += 1
    kept = [tracked.save(letter, by=by), *tracked.save_many(moved, ["order"], by=by)]
    body = {"changes": changes, "order": [[line.pk, line.order] for line in moved], "history": kept}
    line = Line(stream=letter.stream, act="transmittal.changed", body=body)
    record([line], commune_id=letter.commune_id, by=by, acting_as=capacity, at=now)
    return letter


# --- the chair and the records clerk ---------------------------------------------------------------
def move_with_dossiers(
    letter,
    name,
    dossiers,
    dossier_move,
    *,
    row_version,
    by,
    acting_as,
    apply,
    tell=dict,
    reason="",
    facts=None,
    now=None,
):
    """The letter's own move, then that of the dossiers: one act; returns the letter. tell: what theirs adds."""

    def beside(proposal, deed, came_from):
        return {"body": told_of(letter)["body"] | tell()}

    moved = move_many(
        Step(things=[letter], move=name, row_versions={letter.pk: row_version}, apply=apply),
        Step(things=dossiers, move=dossier_move, apply=beside),
        by=by,
        acting_as=acting_as,
        reason=reason,
        facts={"transmittal": letter, **(facts or {})},
        now=now,
    )
    return moved[0][0]


def sign_transmittal(*, transmittal, row_version, by, acting_as="", now=None):
    """Sign: the first rendition (without number) is kept with its hash.

    Raises NotYou (the right is missing, or by drafted it), NotNow, LostRace.
    """

    def apply(letter, deed, came_from):
        return {"body": _fix_signature(letter, deed, signer=deed.by, at=deed.now)}

    return move_with_dossiers(
        transmittal,
        "sign",
        proposals_of(transmittal),
        "sign_transmittal",
        row_version=row_version,
        by=by,
        acting_as=acting_as,
        apply=apply,
        now=now,
    )


def _fix_signature(letter, deed, *, signer, at):
    """Who signed in which form, the rules of that day, the rendition without number: the ledger body."""
    signed_on, by = timezone.localdate(at), deed.by.user
    form, title, name = signature_of(signer)
    letter.signing_form, letter.signer_title, letter.signer_name = form, title, name
    letter.signed_by, letter.signed_for, letter.signed_at = signer.user, signer.appointment.user, at
    letter.rule_set = catalogue.rule_set_on(signed_on, letter.commune)
    kept = catalogue_services.mark_used(rule_set=letter.rule_set, by=by, at=deed.now)
    pdf = papers.render_to_sign(letter, lines_of(letter), on=signed_on)
    letter.first_rendition = keep_paper(letter, PaperKind.TRANSMITTAL, pdf, by)
    signer = f"{form}. {name}" if form else name
    return {"sha256": letter.first_rendition.sha256, "signer": signer, "history": kept}


@transaction.atomic
def record_signature(
    *, transmittal, row_version, by, arrival=None, signer=None, signed_on=None, acting_as="", now=None
):
    """Record that the letter was signed on paper: the same as signing, told of the signer and of the scan.

    arrival: the signed paper in the arrival book. signer: the Capacity in which it was signed. Raises NotYou, NotNow
    (no paper, no signer of that day, the drafter, a day that cannot be), LostRace.
    """
    arrival = locked(arrival)

    def apply(letter, deed, came_from):
        letter.signed_paper = arrival
        told = _fix_signature(letter, deed, signer=signer, at=moment_of(signed_on, now=deed.now))
        said = {"kind": RecordedAs.TRANSMITTAL, "code": letter.code, "recorded_for": told["signer"]}
        return {"body": told | take(arrival, **said, by=deed.by.user, now=deed.now)}

    return move_with_dossiers(
        transmittal,
        "record_signature",
        proposals_of(transmittal),
        "record_signed_transmittal",
        row_version=row_version,
        by=by,
        acting_as=acting_as,
        apply=apply,
        facts={"arrival": arrival, "signer": signer, "signed_on": signed_on},
        tell=lambda: evidence(arrival, recorded_for=str(signer.user)),
        now=now,
    )


def send_back_paper(*, transmittal, row_version, by, reason, acting_as="", now=None):
    """The chair refuses to sign: the draft is abandoned, its dossiers are free for another one."""

    def apply(letter, deed, came_from):
        return {"body": {"history": _drop(lines_of(letter), deed)}}

    return move_with_dossiers(
        transmittal,
        "send_back",
        proposals_of(transmittal),
        "send_back_paper",
        row_version=row_version,
        by=by,
        acting_as=acting_as,
        reason=reason,
        apply=apply,
        now=now,
    )


def forward(*, transmittal, row_version, by, issued_on=None, number="", acting_as="", now=None):
    """Number the letter, build and check the package, send it: all in one transaction.

    number: typed, where the register is external; empty where the commune's own register gives it.
    issued_on: left out, today. Raises NotYou, NotNow (also for a package that is not whole), LostRace,
    ValidationError by field (number used before, date out of the register's order).
    """
    now = now or timezone.now()

    def apply(letter, deed, came_from):
        take_number(letter, deed, number)
        lines = lines_of(letter)
        pdf, continues = papers.render_numbered(letter, lines)
        letter.second_rendition = keep_paper(letter, PaperKind.TRANSMITTAL, pdf, deed.by.user)
        told = send(letter, {line.pk for line in lines}, deed)
        body = {
            "number": papers.number_of(letter),
            "issued_on": letter.issued_on.isoformat(),
            "sha256": letter.second_rendition.sha256,
            **continues,
            **told,
        }
        return {"body": body}

    return move_with_dossiers(
        transmittal,
        "forward",
        proposals_of(transmittal),
        "forward",
        row_version=row_version,
        by=by,
        acting_as=acting_as,
        apply=apply,
        facts={"issued_on": issued_on or timezone.localdate(now)},
        now=now,
    )


def returned_lines(letter):
    """Lines the province gave back whose dossier waits at the commune to go again: [line]."""
    return [
        line
        for line in lines_of(letter)
        if is_returned(line) and line.nomination.proposal.state == ProposalState.PROVINCE_RETURNED
    ]


@transaction.atomic
def forward_again(*, transmittal, row_version, by, dossiers=None, acting_as="", now=None):
    """Send completed dossiers again under the same letter and list, in a package of their own; the first is kept.

    dossiers: their codes; left out, all that wait. Raises NotYou, NotNow where the list no longer says what the chair
    signed (then the letter is drafted anew), LostRace.
    """
    letter = Transmittal.objects.select_for_update(of=("self",)).select_related("commune").get(pk=transmittal.pk)
    lines = returned_lines(letter)
    if dossiers is not None:
        lines = [line for line in lines if line.nomination.proposal.code in set(dossiers)]

    def apply(letter, deed, came_from):
        return {"body": send(letter, {line.pk for line in lines}, deed)}

    return move_with_dossiers(
        letter,
        "forward_again",
        list({line.nomination.proposal_id: line.nomination.proposal for line in lines}.values()),
        "forward_again",
        row_version=row_version,
        by=by,
        acting_as=acting_as,
        apply=apply,
        facts={"lines": lines, "sent_again": True},
        now=now,
    )


DEEDS = {"sign": sign_transmittal, "send_back": send_back_paper, "forward": forward, "forward_again": forward_again}
