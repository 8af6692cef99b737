"""Load the sample commune; does nothing where it is loaded, refuses where there is other data."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from documents.proposals.models import Letter
from documents.signatures import sampling
from permissions.ledger.checkpoints import keys, making
from permissions.ledger.models import Stream
from permissions.people.models import User
from project.demo import story


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args, **options):
        if not settings.DEMO:  # its accounts have a password that everybody knows
            raise CommandError("The sample commune is loaded with DEMO=1 only.")
        if Stream.objects.filter(key=story.STREAM).exists():
            self.stdout.write("The sample commune is loaded.")
            return
        if User.objects.exists() or Letter.objects.exists():
            raise CommandError("This database holds real people or dossiers; the sample commune is not loaded into it.")
        story.load()
        if settings.LEDGER_KEY_FILE and not Path(settings.LEDGER_KEY_FILE).exists():
            keys.make(settings.LEDGER_KEY_FILE)
        if settings.SAMPLE_KEY_FILE:
            sampling.trust_sample_key(by=User.objects.get(username="quantri"))
        making.make()
        self.stdout.write("The sample commune Phong Quang is loaded.")
