"""The deeds on letters: hand over, send back, send, enter from paper, recall."""

from itertools import groupby

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents.catalogue import queries as catalogue
from documents.catalogue import services as catalogue_services
from documents.numbers import services as numbers
from documents.proposals.models import Letter, Proposal
from documents.proposals.paper_letters import entered_from
from documents.proposals.queries import rows_of
from documents.proposals.states import ProposalState
from documents.proposals.versions import make_version
from permissions.ledger import acts, tracked
from permissions.ledger.services import Line
from workflows.approval import telling
from workflows.approval.desks import place_letter, place_proposal
from workflows.approval.machine import LetterFlow
from workflows.approval.moving import Step, move, move_many, register_machine
from workflows.approval.queries import fill_search_key

register_machine(
    Letter,
    LetterFlow,
    prefix="letter",
    place=place_letter,
    page="letters:detail",
    tells=telling.OF_LETTERS,
    waits=telling.LETTERS_WAIT,
    sentences={
        "hand_to_head": _("handed the letter to the head of the unit"),
        "send_back_to_clerk": _("sent the letter back to the clerk"),
        "send": _("signed and sent the letter"),
        "enter_received": _("entered the letter received on paper"),
        "recall": _("recalled the letter"),
    },
)
acts.declare({"proposal.submitted": _("sent the dossier")})


def hand_to_head(*, letter, row_version, by, acting_as=""):
    """Put the letter before the head of the unit."""
    return move(letter, "hand_to_head", row_version=row_version, by=by, acting_as=acting_as)


def send_back_to_clerk(*, letter, row_version, by, reason, acting_as=""):
    """The head wants something changed."""
    return move(letter, "send_back_to_clerk", row_version=row_version, by=by, acting_as=acting_as, reason=reason)


def send(*, letter, row_version, by, acting_as=""):
    """Sign and send: one proposal per award form, Version 1 of each; the clock starts."""
    return move(letter, "send", row_version=row_version, by=by, acting_as=acting_as, apply=_make_proposals)


def enter_received(*, letter, row_version, by, acting_as=""):
    """Enter a paper letter of a unit without accounts; the ledger names the unit."""

    def apply(letter, deed, came_from):
        told = _make_proposals(letter, deed, came_from)
        return told | {"body": told["body"] | entered_from(letter)}

    return move(letter, "enter_received", row_version=row_version, by=by, acting_as=acting_as, apply=apply)


def _make_proposals(letter, deed, came_from):
    letter.sent_by, letter.sent_at = deed.by.user, deed.now
    letter.rule_set = letter.rule_set or catalogue.rule_set_on(deed.today, letter.commune)
    kept = catalogue_services.mark_used(rule_set=letter.rule_set, by=deed.by.user, at=deed.now)
    rows = sorted(rows_of(letter), key=lambda row: (row.award_form.rank, row.award_form_id, row.order))
    made = [_make_proposal(letter, list(group), deed) for _form, group in groupby(rows, lambda r: r.award_form)]
    telling.tell_desk([proposal for proposal, _line in made], "proposal", by=deed.by.user, now=deed.now)
    lines = [line for _proposal, line in made]
    body = {"unit": letter.unit.name, "proposals": [line.stream for line in lines], "history": kept}
    return {"body": body, "lines": lines}


def next_code(commune, at):
    """The next code of the commune's register of dossiers; taken in the transaction of the deed."""
    year = timezone.localdate(at).year
    return f"{commune.code}-{year}-{numbers.take(commune=commune, kind='proposal', year=year):04d}"


def _make_proposal(letter, rows, deed):
    form = rows[0].award_form
    proposal = Proposal(
        commune=letter.commune,
        unit=letter.unit,
        letter=letter,
        campaign=letter.campaign,
        code=next_code(letter.commune, deed.now),
        title=f"{form.short_name}: {letter.title}"[:400],
        kind=letter.kind,
        award_form=form,
        rule_set=letter.rule_set,
        submitted_at=deed.now,
        nominee_count=len(rows),
    )
    fill_search_key(proposal, [row.full_name for row in rows])
    place_proposal(proposal, deed, "")
    kept = [tracked.save(proposal, by=deed.by.user)]
    for row in rows:
        row.proposal = proposal
    kept += tracked.save_many(rows, ["proposal"], by=deed.by.user)
    version = make_version(proposal, number=1, by=deed.by.user, at=deed.now)
    body = {"letter": letter.code, "unit": letter.unit.name, "version_sha256": version.sha256, "history": kept}
    line = Line(stream=proposal.stream, act="proposal.submitted", to_state=str(proposal.state), version=1, body=body)
    return proposal, line


def recall(*, letter, row_version, by, reason, acting_as=""):
    """Take back a letter nobody has taken up: its proposals are withdrawn, its rows return to the draft."""

    def apply(letter, deed, came_from):
        rows = list(letter.nominations.select_for_update())
        for row in rows:
            row.proposal = None
        return {"body": {"history": tracked.save_many(rows, ["proposal"], by=by)}}

    def end(proposal, deed, came_from):
        proposal.ending_reason = deed.reason

    waiting = list(Proposal.objects.filter(letter=letter, state=ProposalState.SUBMITTED))
    moved = move_many(
        Step(things=[letter], move="recall", row_versions={letter.pk: row_version}, apply=apply),
        Step(things=waiting, move="withdraw", apply=end),
        by=by,
        acting_as=acting_as,
        reason=reason,
    )
    return moved[0][0]


DEEDS = {deed.__name__: deed for deed in (hand_to_head, send_back_to_clerk, send, enter_received, recall)}
