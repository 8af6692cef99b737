"""`bench moves`: one endorsement, and a batch of a hundred."""

from dataclasses import dataclass

from documents.proposals.models import Proposal
from documents.proposals.states import ProposalState
from permissions.ledger.models import LedgerPayload
from permissions.roles import Office
from project.bench.floor import ByHand
from project.bench.report import Case
from project.bench.stock.peer import Stock
from project.bench.timing import WARM_UP, interleaved, statements_of
from project.seeding.places import Town, towns
from project.seeding.services import seed
from workflows.approval import services
from workflows.approval.moving import Step, move_many
from workflows.notices.models import Notice

S = ProposalState
BATCH = 100


@dataclass(frozen=True, slots=True)
class Agenda:
    """As much of a meeting as `place_on_agenda` asks for."""

    code: str = "BENCH-M001"
    takes_agenda: bool = True


def _waiting(state, count):
    """Proposals of one commune in one state, freshly made."""
    known = set(Proposal.objects.values_list("pk", flat=True))
    seed(communes=1, proposals=count, states={state: 1}, first=len(known))
    return list(Proposal.objects.exclude(pk__in=known).filter(state=state))


def endorsement(town: Town, rounds):
    """One endorsement: our service, the same rows by hand, stock viewflow with guardian."""
    count = rounds + WARM_UP
    waiting = _waiting(S.AWAITING_ENDORSEMENT, 2 * count + 2)
    ours, by_hand, spare = waiting[:count], waiting[count : 2 * count], waiting[-2:]
    head = town.capacity(Office.OFFICE_HEAD)

    def endorse(proposal):
        services.endorse(proposal=proposal, row_version=proposal.row_version, by=head.user)

    endorse(spare[0])
    counted = len(statements_of(lambda: endorse(spare[1])))
    body = LedgerPayload.objects.order_by("-pk").values_list("body", flat=True).first()
    told = list(Notice.objects.filter(subject=spare[1].stream))
    floor = ByHand(by=head.user, capacity=head, body=body, told=told)
    reviewer = town.capacity(Office.OFFICE_REVIEWER)
    stock = Stock(count, reviewer_id=reviewer.user.pk, head_id=head.user.pk, commune=town.commune, unit=town.units[0])
    found = interleaved(
        {
            "ours": lambda number: endorse(ours[number]),
            "floor": lambda number: floor(by_hand[number].pk),
            "stock": stock,
        },
        rounds,
    )
    mine, least, peer = found["ours"], found["floor"], found["stock"]
    yield Case("endorse, against the rows by hand", mine / least, "<= 3", mine, floor_ms=least, statements=counted)
    yield Case("endorse, times faster than stock", peer / mine, ">= 3", mine, peer_ms=peer, statements=counted)


def batches(town: Town, rounds):
    """A hundred proposals placed on an agenda, and carried, in one transaction against one by one."""
    secretary, chair = town.capacity(Office.COUNCIL_SECRETARY), town.capacity(Office.COUNCIL_CHAIR)
    waiting = _waiting(S.APPRAISED, 2 * BATCH * (rounds + WARM_UP))
    groups = [waiting[at : at + BATCH] for at in range(0, len(waiting), BATCH)]
    moves = (
        ("place_on_agenda", secretary, {"meeting": Agenda()}),
        ("carry", chair, {"closing": True}),
    )
    for name, capacity, facts in moves:
        yield _batch(name, capacity.user, facts, groups, rounds)


def _batch(name, by, facts, groups, rounds):
    def move(things):
        move_many(Step(things=things, move=name), by=by, facts=facts)

    def one_by_one(number):
        for proposal in groups[2 * number + 1]:
            move([proposal])

    found = interleaved({"together": lambda number: move(groups[2 * number]), "single": one_by_one}, rounds)
    ratio = found["single"] / found["together"]
    return Case(
        f"{name} of {BATCH}, times faster than one by one",
        ratio,
        ">= 3",
        found["together"],
        peer_ms=found["single"],
    )


def cases(rounds):
    """Every case of `moves`. rounds: of the single moves; batches take a tenth of them."""
    seed(communes=1, proposals=50)
    town = towns(1)[0]
    yield from endorsement(town, rounds)
    yield from batches(town, max(rounds // 10, 3))
