"""The deeds on offers: make, accept, decline, record either from paper, take back.

What is accepted goes on in a sister of the lower form.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.arrivals.kinds import RecordedAs
from documents.arrivals.recording import locked, take
from documents.proposals.states import Outcome, ProposalState
from permissions import access
from permissions.ledger import acts, tracked
from permissions.ledger.services import Line, record
from permissions.refusals import NotNow, NotYou, ValidationError
from permissions.vietnamese import clean_text, search_key
from workflows.approval.moving import move, register_machine
from workflows.approval.splitting import change_form, lock_dossier, split
from workflows.approval.telling import HANDLER, tell_desk
from workflows.offers.desks import place_offer
from workflows.offers.machine import OfferFlow
from workflows.offers.models import Offer
from workflows.offers.queries import lower_forms, waiting_offer

register_machine(
    Offer,
    OfferFlow,
    prefix="offer",
    place=place_offer,
    reads=("proposal", "unit"),
    page="proposals:detail",
    tells={
        "accept": (gettext_lazy("has the unit's yes to the lower award form"), (HANDLER,)),
        "decline": (gettext_lazy("has the unit's no to the lower award form"), (HANDLER,)),
        "record_accept": (gettext_lazy("has the unit's yes to the lower award form"), (HANDLER,)),
        "record_decline": (gettext_lazy("has the unit's no to the lower award form"), (HANDLER,)),
    },
    waits={
        "waiting": gettext_lazy("has the offer of a lower award form; accept or decline it"),
        "waiting.on_paper": gettext_lazy(
            "has the offer of a lower award form; record the unit's answer, given on paper"
        ),
    },
    sentences={
        "accept": gettext_lazy("accepted the lower award form offered"),
        "decline": gettext_lazy("declined the lower award form offered"),
        "record_accept": gettext_lazy("recorded the unit's yes to the lower award form, given on paper"),
        "record_decline": gettext_lazy("recorded the unit's no to the lower award form, given on paper"),
        "take_back": gettext_lazy("took the offer back"),
    },
)
acts.declare({"offer.made": gettext_lazy("offered a lower award form")})


@transaction.atomic
def make_offer(*, proposal, row_version, nominations, award_form, reason, by, acting_as=""):
    """Offer the unit another award form for some nominations; until it answers, the dossier goes no further.

    Returns the Offer. Raises NotYou, LostRace, NotNow, ValidationError per field.
    """
    now = timezone.now()
    proposal = lock_dossier(proposal, row_version, by)
    capacity = access.require(by, "offers.make", proposal, acting_as=acting_as)
    _refuse_to_offer(proposal, capacity)
    rows = _rows_offered(proposal, nominations)
    if award_form not in lower_forms(proposal, {row.nominee_type for row in rows}):
        raise ValidationError({"award_form": _("The rules do not give this award form to all of them.")})
    reason = clean_text(reason)
    if not reason:
        raise ValidationError({"reason": _("Give the reason.")})
    names = [row.full_name for row in rows]
    offer = Offer(
        commune=proposal.commune,
        unit=proposal.unit,
        proposal=proposal,
        code=proposal.code,
        title=f"{proposal.title} → {award_form.short_name}"[:400],
        award_form=award_form,
        reason=reason,
        made_by=by,
        made_at=now,
    )
    offer.search_key = search_key(offer.code, offer.title, proposal.unit.name, *names)
    place_offer(offer, None, "")
    proposal.row_version += 1
    kept = [tracked.save(offer, by=by), tracked.save(proposal, by=by, fields=["row_version"])]
    offer.nominations.set(rows)
    body = {"offer": offer.pk, "award_form": award_form.name, "names": names, "reason": reason, "history": kept}
    line = Line(stream=offer.stream, act="offer.made", to_state=str(offer.state), version=proposal.version, body=body)
    record([line], commune_id=proposal.commune_id, by=by, acting_as=capacity, at=now)
    tell_desk([offer], "offer", by=by, now=now)
    return offer


def _refuse_to_offer(proposal, capacity):
    if proposal.state != ProposalState.UNDER_REVIEW:
        raise NotNow(
            _("This is possible only while the dossier is “%(state)s”.") % {"state": ProposalState.UNDER_REVIEW.label}
        )
    if proposal.handler_id not in capacity.persons:
        raise NotYou(_("%(person)s is handling this dossier.") % {"person": proposal.handler})
    if waiting_offer(proposal):
        raise NotNow(_("The unit has not answered the last offer yet; take it back first."))


def _rows_offered(proposal, nominations):
    chosen = {row.pk for row in nominations}
    rows = list(proposal.nominations.filter(pk__in=chosen, outcome=Outcome.PROPOSED).order_by("order", "pk"))
    if not chosen or len(rows) != len(chosen):
        raise ValidationError({"nominations": _("Choose nominations that stand in this dossier.")})
    return rows


def accept_offer(*, offer, row_version, by, acting_as=""):
    """The unit agrees: the nominations go on in a sister dossier of the lower form, to be judged anew.

    Where it is about everybody, the dossier itself changes its form. Raises NotYou, LostRace, NotNow.
    """
    return _accept("accept", offer, row_version=row_version, by=by, acting_as=acting_as)


def record_accept_offer(*, offer, row_version, by, arrival=None, acting_as=""):
    """The same for a unit without accounts, whose yes came on paper: the Arrival it is registered under."""
    return _accept("record_accept", offer, arrival=arrival, row_version=row_version, by=by, acting_as=acting_as)


@transaction.atomic
def _accept(name, offer, *, by, arrival=None, **how):
    arrival = locked(arrival)
    proposal = lock_dossier(offer.proposal, None, by)

    def apply(offer, deed, came_from):
        rows = list(offer.nominations.filter(proposal=proposal, outcome=Outcome.PROPOSED))
        if proposal.nominations.exclude(pk__in=[row.pk for row in rows]).exclude(outcome=Outcome.STRUCK_OUT).exists():
            _sister, lines = split(proposal, rows, deed=deed, award_form=offer.award_form)
        else:
            lines = [change_form(proposal, offer.award_form, deed=deed)]
        return {"body": _told(offer, arrival, deed), "lines": lines}

    return move(offer, name, by=by, facts={"arrival": arrival}, apply=apply, **how)


def _told(offer, arrival, deed):
    """What the ledger keeps of an answer; of one on paper also for whom it was recorded, and from which scan."""
    body = {"offer": offer.pk, "award_form": offer.award_form.name}
    if arrival is None:
        return body
    said = {"kind": RecordedAs.OFFER, "code": offer.code, "recorded_for": offer.unit.name}
    return body | take(arrival, **said, by=deed.by.user, now=deed.now)


@transaction.atomic
def _answer(name, offer, row_version, by, acting_as, reason, arrival=None):
    arrival = locked(arrival)

    def apply(offer, deed, came_from):
        return {"body": _told(offer, arrival, deed)}

    how = {"row_version": row_version, "by": by, "acting_as": acting_as, "reason": reason}
    return move(offer, name, facts={"arrival": arrival}, apply=apply, **how)


def decline_offer(*, offer, row_version, by, reason, acting_as=""):
    """The unit stays with what it asked for; the office judges that."""
    return _answer("decline", offer, row_version, by, acting_as, reason)


def record_decline_offer(*, offer, row_version, by, reason, arrival=None, acting_as=""):
    """The same for a unit without accounts, whose no came on paper. reason: as the paper gives it."""
    return _answer("record_decline", offer, row_version, by, acting_as, reason, arrival)


def take_back_offer(*, offer, row_version, by, reason, acting_as=""):
    """The office offers it no longer."""
    return _answer("take_back", offer, row_version, by, acting_as, reason)


DEEDS = {
    "accept": accept_offer,
    "decline": decline_offer,
    "record_accept": record_accept_offer,
    "record_decline": record_decline_offer,
    "take_back": take_back_offer,
}
