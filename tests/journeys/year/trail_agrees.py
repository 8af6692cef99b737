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
from documents.proposals.models import Proposal
from permissions import access
from permissions.ledger import guards
from permissions.ledger.checkpoints import checking
from permissions.ledger.verify import verify
from workflows.handoff.models import Sending
from workflows.handoff.packages import check_package
from workflows.trail.bundles.making import make_bundle

SENDINGS = 4  # three letters, one of them sent again


def compare(books, folder):
    year = books.year
    report = verify(files=True)
    checking.check(report)
    books.same("the trail holds", [str(found) for found in report.breaks], [])
    books.same("unguarded tables", list(guards.missing(connection)), [])
    told = year.told()
    acts = {act for act in told | year.diary if told[act] != year.diary[act]}
    books.same("acts of the year", {act: told[act] for act in acts}, {act: year.diary[act] for act in acts})
    _compare_bundles(books, folder)
    _compare_packages(books, folder)


def _compare_bundles(books, folder):
    """One dossier that was returned by the province, one that was split, one that was granted here."""
    head, dossier = books.year.town.office_head, books.year.dossier
    for proposal in (dossier("C1", "bk-tinh"), dossier("C4", "gk-xa"), dossier("R2", "gk-xa")):
        made = make_bundle(kind="proposal", code=proposal.code, by=head, held=access.capacities(head))
        place = folder / proposal.code
        with made.file, zipfile.ZipFile(made.file) as archive:
            archive.extractall(place)
        words = [sys.executable, "-I", "-S", "verify_bundle.py"]
        run = subprocess.run(words, cwd=place, capture_output=True, text=True, check=False)
        books.same(f"bundle of {proposal.code}", (run.returncode, run.stderr), (0, ""))


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


def compare_states(books, ended):
    """ended: how many dossiers are in each state at the end of the year."""
    found = Counter(Proposal.objects.values_list("state", flat=True))
    books.same("states of the dossiers", dict(found), ended)
