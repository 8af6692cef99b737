"""When a move is possible: small questions, each with the sentence to show."""

from django.db.models import OuterRef, Subquery
from django.utils import formats
from django.utils.translation import gettext as _

from documents.campaigns.queries import may_still_send
from documents.catalogue import in_use
from documents.catalogue import queries as catalogue
from documents.catalogue.kinds import Level
from documents.proposals.checklist import missing, missing_for_signature, papers_missing
from documents.proposals.families import came_from
from documents.proposals.states import Outcome, ProposalState
from permissions import access
from workflows import deadlines
from workflows.approval.deeds import condition
from workflows.approval.models import Judgement, Remark


def _day(day):
    return formats.date_format(day, "SHORT_DATE_FORMAT")


# --- known to topics above this one ------------------------------------------------------------------
_told_from_above = {}


def tell(question, sentences):
    """Answer a condition of this name from a topic that this one may not know: `sentences(proposal)`."""
    _told_from_above.setdefault(question, []).append(sentences)


def _from_above(question, flow):
    """What was asked or objected before a split was about everybody: it holds up the sister as well."""
    for proposal in (flow.thing, *came_from(flow.thing)):
        for sentences in _told_from_above.get(question, ()):
            yield from sentences(proposal)


@condition
def opinions_are_in_or_lapsed(flow):
    """Has every body that was asked answered, or its time run out?"""
    yield from _from_above("opinions_are_in_or_lapsed", flow)


@condition
def every_objection_is_answered(flow):
    """Has everybody who objected during the public notice got an answer?"""
    yield from _from_above("every_objection_is_answered", flow)


@condition
def everything_is_recorded(flow):
    """Is each award that stands handed over and its money recorded? Of this dossier alone, not what it came from."""
    for sentences in _told_from_above.get("everything_is_recorded", ()):
        yield from sentences(flow.thing)


# --- asked of the form -----------------------------------------------------------------------------
@condition(asks="reason")
def reason_is_given(flow):
    """Is there a reason in words?"""
    if not flow.deed.reason:
        yield _("Give the reason.")


@condition(asks="legal_basis")
def legal_basis_is_given(flow):
    """Is the article of law named?"""
    if not flow.deed.facts.get("legal_basis", "").strip():
        yield _("Give the legal basis.")


@condition(asks="due_on")
def due_day_is_given(flow):
    """Does the unit get a day to answer by that lies ahead?"""
    due_on = flow.deed.facts.get("due_on")
    if due_on is None:
        yield _("Give the day by which the unit must answer.")
    elif due_on <= flow.deed.today:
        yield _("The day to answer must lie after today.")


@condition(asks="handler")
def new_handler_is_a_reviewer(flow):
    """Is the new handler another person, and a reviewer of this commune today?"""
    handler = flow.deed.facts.get("handler")
    if handler is None:
        yield _("Choose the reviewer who takes over.")
    elif handler.pk == flow.thing.handler_id:
        yield _("%(person)s has this dossier already.") % {"person": handler}
    elif not access.may(handler, "proposals.review", flow.thing):
        yield _("%(person)s is no reviewer in this commune today.") % {"person": handler}


@condition(asks="suspension")
def suspension_is_referenced(flow):
    """Are the code of the ground and the file reference there? Never the story."""
    if not all(flow.deed.facts.get(name, "").strip() for name in ("suspension_code", "suspension_reference")):
        yield _("Give the code and the file reference of the suspension.")


@condition(asks="objections")
def objections_are_answered(flow):
    """Is it noted what was objected during the notice and how it was answered, be it that nobody objected?"""
    if not flow.deed.facts.get("objections"):
        yield _("Note the objections received and how they were answered; if there were none, write so.")


@condition(asks="arrival")
def arrival_is_registered(flow):
    """Has the paper letter its number and day of arrival?"""
    if not flow.thing.arrival_number or not flow.thing.arrived_on:
        yield _("Give the number and the day of arrival.")


# --- letters ---------------------------------------------------------------------------------------
@condition
def list_and_papers_are_complete(flow):
    """Is all there that the clerk brings? Number, date, signer and the signed scan come with the signature."""
    yield from missing_for_signature(flow.thing, on=flow.deed.today)


@condition
def nothing_is_missing(flow):
    """Is every line of the checklist met by the rules of today?"""
    yield from missing(flow.thing, on=flow.deed.today)


@condition
def campaign_is_still_open(flow):
    """Does the campaign take letters today, or the unit's by a granted exception?"""
    letter = flow.thing
    if letter.campaign_id and not may_still_send(letter.campaign, letter.unit_id, flow.deed.today):
        yield _("The campaign closed for letters on %(day)s. Ask the Culture and Society Office for an exception.") % {
            "day": _day(letter.campaign.closes_on)
        }


@condition
def unit_has_no_accounts(flow):
    """Does the unit send on paper? Who has accounts signs and sends on its own."""
    if flow.thing.unit.has_accounts and not flow.thing.arrival_number:
        yield _("This unit has accounts and sends its letters itself.")


@condition
def nobody_has_taken_it_up(flow):
    """Do all proposals of the letter still lie in the queue as they came?"""
    proposals = flow.thing.proposals.exclude(state=ProposalState.SUBMITTED)
    taken = proposals.exclude(state=ProposalState.WITHDRAWN, reviewer=None).select_related("reviewer")
    for proposal in taken:
        yield _("%(code)s has been taken up by %(person)s.") % {
            "code": proposal.code,
            "person": proposal.reviewer or _("the Culture and Society Office"),
        }


# --- the review ------------------------------------------------------------------------------------
@condition(who=True)
def it_is_in_your_hands(flow):
    """Is the person, or the principal, the one who handles the dossier?"""
    handler = flow.thing.handler
    if handler and handler.pk not in flow.deed.persons:
        yield _("%(person)s is handling this dossier.") % {"person": handler}


@condition
def a_remark_is_noted(flow):
    """Is there anything to tell the unit? A dossier does not go back without a demand."""
    if not flow.thing.remarks.filter(state=Remark.State.NOTED).exists():
        yield _("Note at least one remark that tells the unit what to complete.")


@condition
def every_remark_is_answered(flow):
    """Has the unit answered each remark it was sent?"""
    waiting = flow.thing.remarks.filter(state=Remark.State.OPEN).count()
    if waiting:
        yield _("%(count)s remarks are not answered yet.") % {"count": waiting}


@condition
def no_remark_is_open(flow):
    """Is every remark settled, and none only noted?"""
    waiting = flow.thing.remarks.exclude(state=Remark.State.SETTLED).count()
    if waiting:
        yield _("%(count)s remarks are not settled yet.") % {"count": waiting}


@condition
def every_nomination_is_judged(flow):
    """In the present version: what was said of an earlier one, or in a dossier since recalled, does not count."""
    said = Judgement.objects.filter(proposal=flow.thing, nomination=OuterRef("pk"), version=flow.thing.version)
    last = said.order_by("-pk").values("verdict")[:1]
    rows = flow.thing.nominations.filter(outcome=Outcome.PROPOSED).annotate(verdict=Subquery(last))
    verdicts = list(rows.values_list("verdict", flat=True))
    if None in verdicts:
        yield _("%(count)s nominations are not judged yet.") % {"count": verdicts.count(None)}
    elif Judgement.Verdict.ELIGIBLE not in verdicts:
        yield _("No nomination is judged eligible; refuse the dossier instead.")


@condition
def no_offer_waits(flow):
    """Has the unit answered every offer of a lower award form? Until then the dossier goes no further."""
    if flow.thing.offers.filter(state="waiting").exists():
        yield _("The unit has not answered the offer of a lower award form yet; it may also be taken back.")


@condition
def papers_of_the_form_are_there(flow):
    """Is every paper there that the rules ask for the form? After a change of form others are asked than were sent."""
    yield from papers_missing(flow.thing)


@condition(who=True)
def another_person_than_who_proposed_the_appraisal(flow):
    """Is it somebody else than proposed it? Actors and principals of both deeds count."""
    if {flow.thing.appraisal_by_id, flow.thing.appraisal_for_id} & flow.deed.persons:
        yield _("Who proposed the appraisal may not endorse it; another person must.")


@condition
def past_due_if_returned(flow):
    """Is a returned dossier past the day the unit was given? In other states it always is."""
    proposal = flow.thing
    if proposal.state == ProposalState.RETURNED and proposal.due_on and proposal.due_on >= flow.deed.today:
        yield _("The unit still has until %(day)s to complete the dossier.") % {"day": _day(proposal.due_on)}


# --- public notice ---------------------------------------------------------------------------------
def notice_days(proposal):
    """Working days of public notice the rules ask for this form and kind; 0 for none."""
    return in_use.form_rule(proposal.rule_set_id, proposal.award_form_id, proposal.kind).notice_days


@condition
def rule_asks_a_notice(flow):
    """Do the rules of the dossier ask for a public notice?"""
    if not notice_days(flow.thing):
        yield _("The rules ask no public notice for this award.")


@condition
def notice_is_not_closed_yet(flow):
    """Has there been no notice yet? It runs once."""
    if flow.thing.notice_closed_on:
        yield _("The public notice was closed on %(day)s.") % {"day": _day(flow.thing.notice_closed_on)}


@condition
def notice_ran_its_days(flow):
    """Are the working days of the notice over? A suspension stops them, so it is due the day after they end."""
    until = deadlines.due_after(flow.thing.due_on, -1)
    if flow.deed.today <= until:
        yield _("The notice must stay public until %(day)s.") % {"day": _day(until)}


@condition
def required_notice_is_closed(flow):
    """Was the notice closed, where the rules ask for one?"""
    if not flow.thing.notice_closed_on and notice_days(flow.thing):
        yield _("The public notice that the rules ask for has not been closed.")


# --- council and decision --------------------------------------------------------------------------
@condition(asks="meeting")
def meeting_takes_agenda(flow):
    """Is a meeting named whose agenda is not closed?"""
    meeting = flow.deed.facts.get("meeting")
    if meeting is None:
        yield _("Choose the meeting.")
    elif not meeting.takes_agenda:
        yield _("The meeting %(code)s has closed its agenda.") % {"code": meeting.code}


@condition(elsewhere=True)
def meeting_is_closing(flow):
    """Does the dossier move with the closing of its meeting?"""
    if not flow.deed.facts.get("closing"):
        yield _("Only the closing of the meeting moves a dossier on.")


@condition
def rule_lets_skip_the_council(flow):
    """Do the rules let this form and kind pass without the council?"""
    proposal = flow.thing
    rule = in_use.form_rule(proposal.rule_set_id, proposal.award_form_id, proposal.kind)
    if not rule.may_skip_council:
        yield _("The rules send this award through the council.")


def _authority(proposal, on):
    rules = catalogue.rule_set_on(on, proposal.commune)
    return catalogue.form_rule(rules, proposal.award_form, proposal.kind).authority_level


@condition
def commune_grants_this_form(flow):
    """Does the commune's chair grant it, by the rules of today?"""
    proposal, deed = flow.thing, flow.deed
    what = (proposal.commune_id, proposal.award_form_id, proposal.kind)
    if deed.once(("authority", what), lambda: _authority(proposal, deed.today)) != Level.COMMUNE:
        yield _("This award is granted above the commune; the dossier goes to the province.")


@condition
def granted_above_the_commune(flow):
    """Does somebody above the commune grant it, by the rules of today?"""
    proposal, deed = flow.thing, flow.deed
    what = (proposal.commune_id, proposal.award_form_id, proposal.kind)
    if deed.once(("authority", what), lambda: _authority(proposal, deed.today)) == Level.COMMUNE:
        yield _("The commune grants this award itself; draft a decision.")


def _minutes_signed_at(proposals):
    """When the minutes of each proposal's last closed meeting were signed: {proposal pk: moment or None}."""
    # By what was voted on: a dossier split off after the meeting was never on an agenda itself.
    item = "nominations__ballot_boxes__item"
    rows = type(proposals[0]).objects.filter(
        **{"pk__in": [proposal.pk for proposal in proposals], f"{item}__meeting__state": "closed"}
    )
    rows = rows.order_by(f"{item}__meeting_id", f"{item}__order", f"{item}__pk").distinct()
    return dict(rows.values_list("pk", f"{item}__meeting__minutes_signed_at"))


@condition
def minutes_are_signed(flow):
    """Are the minutes of the last closed meeting on the dossier signed? None are where the council was skipped."""
    proposal, things = flow.thing, flow.deed.things or [flow.thing]
    if proposal.council_skipped:
        return
    signed_at = flow.deed.once("minutes", lambda: _minutes_signed_at(things))
    if not signed_at.get(proposal.pk):
        yield _("The minutes of the council meeting are not signed yet.")


def held_by(state):
    """Sentences: the meeting or unsigned paper that holds a dossier in this state; it moves all it holds or nothing."""
    if state == ProposalState.ON_AGENDA:
        yield _(
            "The dossier is on the agenda: the secretary takes it off first, or the chair of the council defers it."
        )
    elif state == ProposalState.DECISION_DRAFTED:
        yield _("The dossier stands in a drafted decision: the chair of the commune sends the paper back first.")
    elif state == ProposalState.TRANSMITTAL_DRAFTED:
        yield _(
            "The dossier stands in a drafted letter to the province: the chair of the commune sends the paper back "
            "first."
        )


@condition
def meeting_and_paper_let_it_go(flow):
    """Does neither a meeting nor an unsigned paper hold the dossier?"""
    yield from held_by(flow.thing.state)


@condition(elsewhere=True)
def paper_is_moving(flow):
    """Does the dossier move with its decision, or with its letter to the province?"""
    if not flow.deed.facts.get("decision") and not flow.deed.facts.get("transmittal"):
        yield _("The dossier moves with its decision or letter to the province, not alone.")
