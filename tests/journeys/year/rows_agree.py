"""What is stored twice is the same twice: rows and their last history, states and the trail, counts and search keys."""

from collections import defaultdict

from documents.proposals.models import Letter, Nomination, Proposal
from permissions.ledger import digests
from permissions.ledger.models import LedgerEntry
from workflows.approval.queries import fill_search_key
from workflows.council.models import Meeting
from workflows.decisions.models import Decision
from workflows.handoff.models import Transmittal
from workflows.offers.models import Offer
from workflows.revocations.models import Amendment


def compare(books):
    for model in digests.tracked_models():
        _compare_history(books, model)
    _compare_states(books)
    _compare_dossiers(books)


def _compare_history(books, model):
    """The last history row of each row says what the row says. What was made by no act has none."""
    names = digests.columns(model)
    last = {}
    for row in (
        digests.history_model(model)
        .objects.order_by("history_id")
        .values(model._meta.pk.attname, *names, "history_type")
    ):
        last[row[model._meta.pk.attname]] = row
    stray = []
    for row in model._base_manager.values(*names):
        told = last.get(row[model._meta.pk.attname])
        if told is None:
            continue
        stray += [
            (row[model._meta.pk.attname], name, told[name], row[name]) for name in names if told[name] != row[name]
        ]
    books.same(f"history of {model.__name__}", stray, [])


def _compare_states(books):
    """The trail of each thing walks from state to state, each from where the one before led, to where it stands."""
    walked, broken = defaultdict(str), []
    entries = LedgerEntry.objects.exclude(to_state="").order_by("pk").select_related("stream")
    for entry in entries:
        key = entry.stream.key
        if key in walked and entry.from_state != walked[key]:
            broken.append((key, entry.seq, entry.act, entry.from_state, walked[key]))
        walked[key] = entry.to_state
    books.same("steps of the trail", broken, [])
    things = [
        thing
        for model in (Letter, Proposal, Meeting, Decision, Transmittal, Offer, Amendment)
        for thing in model.objects.all()
    ]
    strayed = [
        (thing.stream, thing.state, walked.get(thing.stream))
        for thing in things
        if thing.state != walked.get(thing.stream)
    ]
    books.same("states told last", strayed, [])


def _compare_dossiers(books):
    for proposal in Proposal.objects.select_related("unit"):
        rows, versions = proposal.nominations.all(), proposal.versions.order_by("number")
        code, key = proposal.code, proposal.search_key
        books.same(f"{code}: nominees", proposal.nominee_count, rows.count())
        numbers = list(versions.values_list("number", flat=True))
        books.same(f"{code}: versions", numbers, list(range(1, proposal.version + 1)))
        fill_search_key(proposal)
        books.same(f"{code}: search key lacks", set(proposal.search_key.split()) - set(key.split()), set())
        books.same(f"{code}: desk", (proposal.desk_office, proposal.handler_id, proposal.due_on), ("", None, None))
    strangers = [
        row.pk for row in Nomination.objects.select_related("proposal") if row.proposal.letter_id != row.letter_id
    ]
    books.same("nominees in a dossier of another letter", strangers, [])
