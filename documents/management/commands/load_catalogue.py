"""Fills the catalogue of rules; safe to run again: what is there stays as it is."""

from django.core.management.base import BaseCommand

from documents.catalogue import loading


class Command(BaseCommand):
    help = "Load the legal instruments, rules, base wages and public holidays that are missing."

    def handle(self, *args, **options):
        counts = loading.load()
        if options["verbosity"]:
            for subject, count in counts.items():
                self.stdout.write(f"{subject}: {count} rows added")
