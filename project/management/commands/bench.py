"""`manage.py bench WHAT`: measures against floors and peers in a database of its own, made and dropped."""

import json
import subprocess
import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from project.bench.database import SETTINGS

WHAT = ("moves", "inbox", "import", "trail", "council", "papers")
COUNCIL = ("members", "nominations", "dossiers", "kills", "pause", "talk")


class Command(BaseCommand):
    help = "Measure in a database of its own (SQLite, or as DATABASE_URL says), made and dropped."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("what", choices=WHAT)
        parser.add_argument("--json", action="store_true", help="write the report as JSON")
        parser.add_argument("--rounds", type=int, default=200, help="how often each way is measured (default 200)")
        parser.add_argument(
            "--sizes",
            default="10000,1000000",
            help="numbers of proposals for the inbox, small ones first (default 10000,1000000)",
        )
        parser.add_argument("--members", type=int, default=50, help="of the council (default 50)")
        parser.add_argument("--nominations", type=int, default=200, help="voted on in a meeting (default 200)")
        parser.add_argument("--dossiers", type=int, default=100, help="of a meeting that is closed (default 100)")
        parser.add_argument("--kills", type=int, default=12, help="how often a closing is cut (default 12)")
        parser.add_argument("--pause", type=float, default=1, help="seconds between two polls of a screen (default 1)")
        parser.add_argument("--talk", type=float, default=30, help="seconds of talk before a vote (default 30)")
        parser.add_argument("--sheets", type=int, default=500, help="certificates in one file (default 500)")
        parser.add_argument("--table", action="store_true", help="write the report as rows of RESULTS.md")
        parser.add_argument("--entries", type=int, default=1_000_000, help="entries of the trail (default 1000000)")

    def handle(self, **options):
        if settings.SETTINGS_MODULE != SETTINGS:
            self._in_own_process(options)
            return
        from project.bench import importing, inbox, moves, papers, report, trail
        from project.bench.council import cases as council
        from project.bench.database import own_database

        rounds = options["rounds"]
        measure = {
            "moves": lambda: moves.cases(rounds),
            "inbox": lambda: inbox.cases(_sizes(options["sizes"]), rounds),
            "import": lambda: importing.cases(rounds),
            "trail": lambda: trail.cases(options["entries"], rounds),
            "papers": lambda: papers.cases(options["sheets"], rounds),
            "council": lambda: council.cases(council.Size(**{name: options[name] for name in COUNCIL})),
        }
        with own_database():
            cases = list(measure[options["what"]]())
            for line in _told(report, cases, options):
                self.stdout.write(line)

    def _in_own_process(self, options):
        """The stock peer needs applications of its own, so the bench has settings of its own."""
        command = [sys.executable, str(settings.ROOT / "manage.py"), "bench", options["what"]]
        command += [f"--settings={SETTINGS}", f"--rounds={options['rounds']}", f"--sizes={options['sizes']}"]
        command += [f"--{name}={options[name]}" for name in ("entries", "sheets", *COUNCIL)]
        command += [f"--{name}" for name in ("json", "table") if options[name]]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        self.stderr.write(done.stderr, ending="")
        self.stdout.write(done.stdout, ending="")
        if done.returncode:
            raise CommandError("The bench did not end well.", returncode=done.returncode)


def _told(report, cases, options):
    if options["json"]:
        return [json.dumps(report.as_dict(cases), ensure_ascii=False, indent=2)]
    return report.rows(cases) if options["table"] else report.lines(cases)


def _sizes(text):
    try:
        return sorted(int(size) for size in text.split(","))
    except ValueError:
        raise CommandError("--sizes are whole numbers with commas between.") from None
