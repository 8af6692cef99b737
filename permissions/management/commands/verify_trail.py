"""`manage.py verify_trail`: checks the evidence; exit code 0 only if all of it holds and is guarded."""

import json
from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _

from permissions.ledger import database_roles, guards
from permissions.ledger.verify import verify


class Command(BaseCommand):
    help = "Recompute every chain of the evidence and name the first broken entry of each stream."

    def add_arguments(self, parser):
        parser.add_argument("--stream", help="only this stream, for instance proposal/PQ-2026-0012")
        parser.add_argument("--since", type=date.fromisoformat, help="only entries from this day on (YYYY-MM-DD)")
        parser.add_argument("--files", action="store_true", help="read every stored file too and compare its SHA-256")
        parser.add_argument("--json", action="store_true", help="write the report as JSON")

    def handle(self, **options):
        report = verify(stream=options["stream"], since=options["since"], files=options["files"])
        bare = guards.missing(connection)
        if options["json"]:
            self._write_json(report, bare)
        else:
            self._write_text(report, bare)
            self._warn_of_owner()
        if not report.holds:
            raise CommandError(_("The trail does not hold: %(count)s broken.") % {"count": len(report.breaks)})
        if bare:
            raise CommandError(_("The evidence is unguarded: it can be changed. Run `manage.py migrate`."))

    def _write_json(self, report, bare):
        told = {**report.as_dict(), "holds": report.holds and not bare, "unguarded": bare}
        told["changeable"] = database_roles.changeable(connection)
        self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))

    def _warn_of_owner(self):
        if database_roles.changeable(connection):
            told = _("This role of PostgreSQL can take the guards down and change evidence: the service needs another.")
            self.stderr.write(told)

    def _write_text(self, report, bare):
        counts = {"streams": report.streams, "entries": report.entries}
        self.stdout.write(_("Streams: %(streams)s. Entries: %(entries)s.") % counts)
        if report.files is not None:
            self.stdout.write(_("Stored files: %(files)s.") % {"files": report.files})
        for found in report.breaks:
            place = {"stream": found.stream, "seq": found.seq, "id": found.entry_id or "-", "reason": found.reason}
            told = _("%(stream)s, entry %(seq)s (row %(id)s): %(reason)s") if found.seq else "%(stream)s: %(reason)s"
            self.stdout.write(told % place)
        if bare:
            self.stdout.write(_("No append-only guard on: %(tables)s") % {"tables": ", ".join(bare)})
        if report.holds and not bare:
            self.stdout.write(_("Everything holds."))
