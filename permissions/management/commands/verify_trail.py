"""`manage.py verify_trail`: checks the evidence; exit code 0 only if all of it holds and is guarded."""

import json
from time import monotonic

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _

from permissions.arguments import day, text
from permissions.days import begin_of
from permissions.ledger import database_roles, guards, verify_bundle
from permissions.ledger.checkpoints import checking
from permissions.ledger.verify import verify

SECONDS_OF_SILENCE = 5


class Command(BaseCommand):
    help = "Recompute every chain and checkpoint of the evidence; name the first broken entry of each stream."

    def add_arguments(self, parser):
        parser.add_argument("--stream", type=text, help="only this stream, for instance proposal/PQ-2026-0012")
        parser.add_argument("--since", type=day, help="only entries from this day on (YYYY-MM-DD)")
        parser.add_argument("--files", action="store_true", help="read every stored file too and compare its SHA-256")
        parser.add_argument(
            "--checkpoint",
            action="append",
            default=[],
            metavar="FILE",
            help="compare with a checkpoint that left the house; may be given several times",
        )
        parser.add_argument("--json", action="store_true", help="write the report as JSON")

    def handle(self, **options):
        report = self._check(options)
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

    def _check(self, options):
        stream, since = options["stream"], options["since"]
        if since is not None:
            since = begin_of(since)
        report = verify(stream=stream, since=since, files=options["files"], tell=self._teller())
        checking.check(report, stream=stream, since=since)
        for path in options["checkpoint"]:
            try:
                with open(path, "rb") as file:
                    given = verify_bundle.checkpoint_text(file)
                checking.check_file(report, given)
            except (OSError, verify_bundle.Fault) as fault:
                report.add(path, 0, None, "checkpoint_file", str(fault))
        return report

    def _teller(self):
        """Says on standard error how far a long check is."""
        last = monotonic()

        def tell(report):
            nonlocal last
            if monotonic() - last > SECONDS_OF_SILENCE:
                last = monotonic()
                counts = {"streams": report.streams, "entries": report.entries}
                self.stderr.write(_("Streams: %(streams)s. Entries: %(entries)s.") % counts)

        return tell

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
        self.stdout.write(_("Checkpoints: %(count)s.") % {"count": report.checkpoints})
        if report.accesses is not None:
            self.stdout.write(_("Sealed access records: %(count)s.") % {"count": report.accesses})
        for told in report.notices:
            self.stdout.write(told)
        for found in report.breaks:
            place = {"stream": found.stream, "seq": found.seq, "id": found.entry_id or "-", "reason": found.reason}
            told = _("%(stream)s, entry %(seq)s (row %(id)s): %(reason)s") if found.seq else "%(stream)s: %(reason)s"
            if found.checkpoint is not None:
                told = _("Checkpoint %(number)s: ") % {"number": found.checkpoint} + told
            self.stdout.write(told % place)
        if bare:
            self.stdout.write(_("No append-only guard on: %(tables)s") % {"tables": ", ".join(bare)})
        if report.holds and not bare:
            self.stdout.write(_("Everything holds."))
