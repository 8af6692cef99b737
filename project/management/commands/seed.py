"""`manage.py seed`: bulk data with a trail that verifies, for trying out and measuring."""

from time import perf_counter

from django.core.management.base import BaseCommand, CommandError

from permissions.refusals import NotNow
from project.seeding.services import seed


class Command(BaseCommand):
    help = "Add bulk data: communes, units, people, dossiers and their trail. Refuses beside real people or dossiers."

    def add_arguments(self, parser):
        parser.add_argument("--communes", type=int, default=20, help="how many communes (default 20)")
        parser.add_argument("--proposals", type=int, default=10_000, help="how many proposals to add (default 10000)")
        parser.add_argument("--dice", type=int, default=2026, help="start of the random numbers")

    def handle(self, **options):
        if options["communes"] < 1 or options["proposals"] < 1:
            raise CommandError("--communes and --proposals count from 1.")
        started = perf_counter()
        try:
            added = seed(
                communes=options["communes"],
                proposals=options["proposals"],
                first=options["dice"],
                tell=lambda count: options["verbosity"] and self.stdout.write(f"{count} proposals"),
            )
        except NotNow as refusal:
            raise CommandError(str(refusal)) from None
        if options["verbosity"]:
            self.stdout.write(f"{added} in {perf_counter() - started:.1f} s")
