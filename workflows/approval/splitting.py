"""Splitting: some nominations of a dossier go on in a sister dossier; no deed here, see part_services.

A sister begins where its mother lies, with the same reviewer, clock, notice and appraisal. What was sent of its rows,
what was judged of them and what is still demanded goes with them; the mother keeps the rest and says so in a Version.
"""

import json

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.proposals.models import Letter, Proposal
from documents.proposals.states import ENDED, Outcome, ProposalState
from documents.proposals.versions import last_version, take_over
from permissions.ledger import acts, tracked
from permissions.ledger.services import Line
from permissions.refusals import NotNow, ValidationError
from workflows.approval.conditions import held_by
from workflows.approval.desks import place_proposal
from workflows.approval.letter_services import next_code
from workflows.approval.models import Judgement, Remark
from workflows.approval.moving import refuse_stale
from workflows.approval.queries import fill_search_key

acts.declare(
    {
        "proposal.split_off": gettext_lazy("split nominations off into a dossier of their own"),
        "proposal.split_from": gettext_lazy("split this dossier off from another one"),
        "proposal.form_changed": gettext_lazy("changed the award form, as the unit had agreed"),
    }
)
# What a sister does not take over from its mother.
_OWN = {"id", "split_from", "code", "row_version", "version", "nominee_count", "search_key", "state"}
_GOES_ON = frozenset({Outcome.PROPOSED, Outcome.PASSED})
_OUT = frozenset({Outcome.STRUCK_OUT, Outcome.NOT_PASSED})
_WHOLE = ENDED | {
    ProposalState.NOT_PASSED,
    ProposalState.REFUSED,
    ProposalState.DECISION_SIGNED,
    ProposalState.DECIDED,
    ProposalState.TRANSMITTAL_SIGNED,
    ProposalState.ANSWERED,
}


def lock_dossier(proposal, row_version, by):
    """The dossier under lock, its letter before it, as every edit of the unit locks them. Raises LostRace."""
    Letter.objects.select_for_update(of=("self",)).get(pk=proposal.letter_id)
    rows = Proposal.objects.select_for_update(of=("self",))
    found = rows.select_related("commune", "unit", "letter", "campaign", "award_form", "rule_set").get(pk=proposal.pk)
    refuse_stale([found], {found.pk: row_version}, by)
    return found


def split_off(proposal, nominations, *, deed, reason="", state=None, award_form=None, came_from=None):
    """Move nominations into a sister dossier; returns it, saved, and what to tell: {"body": {...}, "lines": [Line]}.

    proposal: locked, its letter before it; its version, count and search key change and are saved by the caller, who
    puts body and lines into the entry of the deed: as what `apply` returns, called first thing there, or as `split`.
    state: where the sister lies; inside a move the one which the move has left already. award_form: another one.
    came_from: the state which the sister leaves by being split off, where that is another one than `state`.
    Raises ValidationError for none or for rows of elsewhere, NotNow for a row or dossier that cannot be split.
    """
    state = ProposalState(state or proposal.state)
    rows = _rows_to_go(proposal, nominations, state, is_offered=award_form is not None)
    sent, gone = last_version(proposal), {row.pk for row in rows}
    told = json.loads(sent.body)
    left = [row["full_name"] for row in told["nominations"] if row["id"] not in gone]
    names = [row["full_name"] for row in told["nominations"] if row["id"] in gone]
    sister = _sister_of(proposal, state, award_form, deed.now)
    place_proposal(sister, deed, came_from or state)
    if award_form is not None:
        sister.title = _title(award_form, told)
    _count(sister, names)
    kept = tracked.save(sister, by=deed.by.user, reason=reason)
    for row in rows:
        row.proposal, row.award_form = sister, sister.award_form
    fields = ["proposal", "award_form"] if award_form else ["proposal"]
    moved = tracked.save_many(rows, fields, by=deed.by.user, reason=reason)
    _carry_judgements(proposal, sister, gone, are_judged_anew=award_form is not None)
    remarks = _carry_remarks(proposal, sister, gone)
    here = take_over(sent, sister, number=1, rows=gone)
    rest = take_over(
        sent, proposal, number=proposal.version + 1, rows={row["id"] for row in told["nominations"]} - gone
    )
    proposal.version = rest.number
    _count(proposal, left)
    body = {"names": names, "version_sha256": here.sha256, "remarks_taken": remarks, "history": [kept]}
    body |= {"split_from": proposal.code, "version_taken": sent.number, **({"reason": reason} if reason else {})}
    line = Line(stream=sister.stream, act="proposal.split_from", to_state=str(state), version=1, body=body)
    body = {"split_off": sister.code, "names": names, "version_sha256": rest.sha256, "history": moved}
    return sister, {"body": body, "lines": [line]}


def _title(award_form, told):
    return f"{award_form.short_name}: {told['letter']['title']}"[:400]


def _count(proposal, names):
    """Count and search key by the names that were sent."""
    proposal.nominee_count = len(names)
    fill_search_key(proposal, names)


def split(proposal, nominations, *, deed, reason="", **where):
    """As `split_off`, saving the mother too; returns the sister and the Lines of both, the mother's first."""
    sister, told = split_off(proposal, nominations, deed=deed, reason=reason, **where)
    proposal.row_version += 1
    fields = ["version", "nominee_count", "search_key", "row_version"]
    kept = tracked.save(proposal, by=deed.by.user, reason=reason, fields=fields)
    body = told["body"] | {"history": [kept, *told["body"]["history"]]} | ({"reason": reason} if reason else {})
    line = Line(
        stream=proposal.stream,
        act="proposal.split_off",
        from_state=str(proposal.state),
        to_state=str(proposal.state),
        version=proposal.version,
        body=body,
    )
    return sister, [line, *told["lines"]]


def change_form(proposal, award_form, *, deed):
    """Give a whole dossier another award form, its list as it was sent; returns the Line. It is judged anew.

    proposal: locked, its letter before it; it is saved here.
    """
    sent = last_version(proposal)
    rows = list(proposal.nominations.select_for_update().order_by("pk"))
    before, proposal.award_form = proposal.award_form, award_form
    for row in rows:
        row.award_form = award_form
    told = json.loads(sent.body)
    version = take_over(sent, proposal, number=proposal.version + 1, rows={row["id"] for row in told["nominations"]})
    proposal.version = version.number
    proposal.row_version += 1
    proposal.title = _title(award_form, told)
    _count(proposal, [row["full_name"] for row in told["nominations"]])
    fields = ["award_form", "version", "row_version", "title", "search_key", "nominee_count"]
    kept = [tracked.save(proposal, by=deed.by.user, fields=fields)]
    kept += tracked.save_many(rows, ["award_form"], by=deed.by.user)
    changes = {"award_form": [before.pk, award_form.pk]}
    body = {"changes": changes, "version_sha256": version.sha256, "history": kept}
    return Line(stream=proposal.stream, act="proposal.form_changed", version=proposal.version, body=body)


def may_be_split(proposal, rows):
    """Could some of these rows go without the others? For offering the deed; the service looks anew."""
    state = ProposalState(proposal.state)
    return state not in _WHOLE and not list(held_by(state)) and sum(1 for row in rows if row.outcome in _GOES_ON) > 1


def _rows_to_go(proposal, nominations, state, *, is_offered):
    """The chosen rows under lock, in the order of the list. Raises what `split_off` says."""
    chosen = {row.pk for row in nominations}
    if not chosen:
        raise ValidationError(_("Choose at least one nomination."), code="none_chosen")
    if held := list(held_by(state)):
        raise NotNow(*held)
    if state in _WHOLE:
        raise NotNow(
            _("While the state is “%(state)s”, a dossier is not split: what is done is done with all of it.")
            % {"state": state.label},
            code="wrong_state",
        )
    rows = list(proposal.nominations.select_for_update().order_by("pk"))
    going = sorted((row for row in rows if row.pk in chosen), key=lambda row: (row.order, row.pk))
    if len(going) != len(chosen):
        raise ValidationError(
            _("A nomination you chose is not in this dossier any more; look at it anew."), code="row_of_elsewhere"
        )
    for row in going:
        if row.outcome not in _GOES_ON:
            raise NotNow(
                _("%(name)s stays: the outcome is “%(outcome)s” already.")
                % {"name": row.full_name, "outcome": row.get_outcome_display()},
                code="row_stays",
            )
    if not is_offered and proposal.offers.filter(state="waiting", nominations__in=chosen).exists():
        raise NotNow(
            _("A lower award form is offered for one of them: the unit answers it, or the reviewer takes it back."),
            code="offered",
        )
    if all(row.pk in chosen or row.outcome in _OUT for row in rows):
        raise NotNow(_("Nobody would be left in this dossier: do it with the whole dossier instead."), code="whole")
    return going


def _sister_of(mother, state, award_form, now):
    """The unsaved sister; what is not its own is the mother's. now: the moment of the deed."""
    values = {
        field.attname: getattr(mother, field.attname)
        for field in Proposal._meta.concrete_fields
        if field.name not in _OWN
    }
    sister = Proposal(**values, split_from=mother, state=state, code=next_code(mother.commune, now))
    for name in ("commune", "unit", "letter", "campaign", "rule_set", "award_form", "reviewer"):
        setattr(sister, name, getattr(mother, name))
    if award_form is not None:
        sister.award_form = award_form
    return sister


def _carry_judgements(mother, sister, gone, *, are_judged_anew):
    """What was judged of the last Version counts for the Versions that take its words over, for both dossiers."""
    rows = mother.judgements.filter(version=mother.version).order_by("pk")
    last = {row.nomination_id: row for row in rows if not (are_judged_anew and row.nomination_id in gone)}
    Judgement.objects.bulk_create(
        Judgement(
            proposal=sister if pk in gone else mother,
            nomination_id=pk,
            version=1 if pk in gone else mother.version + 1,
            verdict=said.verdict,
            reason=said.reason,
            made_by_id=said.made_by_id,
            made_at=said.made_at,
        )
        for pk, said in last.items()
    )


def _carry_remarks(mother, sister, gone):
    """Remarks pinned to the rows go with them; what is demanded of the whole and not settled is demanded of both.

    Returns their keys for the ledger: {"moved": [...], "copied": {old: new}}.
    """
    remarks = mother.remarks.select_for_update()
    pinned = remarks.filter(nomination__in=gone)
    moved = list(pinned.order_by("pk").values_list("pk", flat=True))
    pinned.update(proposal=sister, version=1)
    copied = {}
    for remark in remarks.filter(nomination=None).exclude(state=Remark.State.SETTLED).order_by("pk"):
        old, remark.pk, remark._state.adding = remark.pk, None, True
        remark.proposal, remark.version = sister, 1
        remark.save()
        copied[str(old)] = remark.pk
    return {"moved": moved, "copied": copied}
