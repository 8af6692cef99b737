"""The trail of the year: whole, naming every row, telling each deed as often as it was done; bundles and packages."""

import json
import subprocess
import sys
import zipfile
from collections import Counter

import bagit
import jsonschema_rs
from django.db import connection

from documents.attachments.store import path_of
from documents.campaigns.models import Campaign
from documents.proposals.models import Proposal
from permissions import access
from permissions.ledger import guards
from permissions.ledger.checkpoints import checking
from permissions.ledger.verify import verify
from tests.journeys.year.living import looks
from workflows.council.models import Meeting
from workflows.decisions.models import Decision
from workflows.handoff.models import Sending
from workflows.handoff.packages import check_package
from workflows.trail.bundles.making import make_bundle
from workflows.trail.journal import Narrowed, journal
from workflows.trail.past import past_of

SENDINGS = 4  # three letters, one of them sent again


# What the journal of a commune leaves out: what units draft before they send it, and acts beyond the commune.
NOT_IN_THE_JOURNAL = {
    "letter.drafted",
    "letter.hand_to_head",
    "nomination.added",
    "nomination.changed",
    "paper.attached",
    "remark.answered",
    "appointment.ended",
    "checkpoint.made",
}


def compare(books, folder, as_sent):
    """as_sent: {right name: the wrong one that the unit had sent}."""
    year = books.year
    report = verify(files=True)
    checking.check(report)
    books.same("the trail holds", [str(found) for found in report.breaks], [])
    books.same("unguarded tables", list(guards.missing(connection)), [])
    told = year.told()
    acts = {act for act in told | year.diary if told[act] != year.diary[act]}
    books.same("acts of the year", {act: told[act] for act in acts}, {act: year.diary[act] for act in acts})
    _compare_journal(books)
    _compare_past(books, as_sent)
    _compare_bundles(books, folder)
    _compare_packages(books, folder)


def _compare_journal(books):
    """The inspector's journal tells every act of the commune as often as it was done."""
    year, reader = books.year, books.year.town.inspector
    narrowed = Narrowed(commune_id=year.town.commune.pk)
    events, _ahead, _behind = journal(narrowed, reader, access.capacities(reader), size=5_000)
    done = {act: times for act, times in year.diary.items() if act not in NOT_IN_THE_JOURNAL}
    books.same("journal of the inspector", dict(Counter(event.act for event in events)), done)


def _compare_past(books, as_sent):
    """Who looks back sees each dossier as it stood, in the words that were sent."""
    head = books.year.town.office_head
    held = access.capacities(head)
    for moment, picture in books.year.pictures.items():
        for proposal in Proposal.objects.filter(pk__in=picture):
            past = past_of(proposal, moment, head, held)
            state, version, rows = picture[proposal.pk]
            rows = sorted((as_sent.get(name, name), outcome) for name, outcome in rows)
            books.same(f"{proposal.code} on {moment:%d/%m}", looks(past.thing, past.rows), (state, version, rows))


def _compare_bundles(books, folder):
    """Dossiers that the province returned, that were split, that a meeting and a decision dealt with, and these."""
    head, dossier = books.year.town.office_head, books.year.dossier
    things = [dossier("C1", "bk-tinh"), dossier("C4", "gk-xa"), dossier("R2", "gk-xa"), dossier("C1", "gk-xa")]
    things += [Meeting.objects.get(code__endswith="M002"), Decision.objects.order_by("pk")[1], Campaign.objects.get()]
    for thing in things:
        kind, _slash, code = thing.stream.partition("/")
        made = make_bundle(kind=kind, code=code, by=head, held=access.capacities(head))
        place = folder / code
        with made.file, zipfile.ZipFile(made.file) as archive:
            archive.extractall(place)
        words = [sys.executable, "-I", "-S", "verify_bundle.py"]
        run = subprocess.run(words, cwd=place, capture_output=True, text=True, check=False)
        books.same(f"bundle of {thing.stream}", (run.returncode, run.stderr), (0, ""))


def _compare_packages(books, folder):
    sendings = list(Sending.objects.order_by("pk"))
    books.same("sendings", len(sendings), SENDINGS)
    for sending in sendings:
        name, path = f"{sending.transmittal.code}-{sending.number}", path_of(sending.sha256)
        books.same(f"package {name}", [str(fault) for fault in check_package(path)], [])
        with zipfile.ZipFile(path) as archive:
            archive.extractall(folder / "packages")
        bag = folder / "packages" / name
        books.same(f"bag {name}", bagit.Bag(str(bag)).is_valid(fast=False), True)
        schema, dossier = (
            json.loads((bag / "data" / file).read_text()) for file in ("dossier.schema.json", "dossier.json")
        )
        faults = [str(each) for each in jsonschema_rs.Draft202012Validator(schema).iter_errors(dossier)]
        books.same(f"schema of {name}", faults, [])
        sent = sorted(sending.lines.values_list("line__nomination__full_name", flat=True))
        books.same(f"nominees of {name}", len(dossier["nominees"]), len(sent))
