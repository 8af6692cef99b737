"""Is a package to the province whole? Reads every byte; names each file that was changed, added or removed."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from workflows.handoff.packages import check_package


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the zip as it was sent")

    def handle(self, *args, file, **options):
        if not file.is_file():
            raise CommandError(f"{file}: no such file.")
        faults = check_package(file)
        for fault in faults:
            self.stderr.write(str(fault))
        if faults:
            raise CommandError(f"{file.name}: {len(faults)} faults.")
        self.stdout.write(f"{file.name}: whole.")
