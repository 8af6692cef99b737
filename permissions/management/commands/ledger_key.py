"""`manage.py ledger_key`: the key that signs the checkpoints, in the file that LEDGER_KEY_FILE names."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from permissions.ledger.checkpoints import keys
from permissions.ledger.checkpoints.models import SigningKey


class Command(BaseCommand):
    help = "Make the key of the checkpoints, rotate it, replace a lost one, or show those announced."

    def add_arguments(self, parser):
        parser.add_argument("deed", choices=["make", "rotate", "replace", "show"])
        parser.add_argument("--reason", default="", help="asked for by rotate and replace; it stands in the trail")

    def handle(self, *, deed, reason, **options):
        if deed == "show":
            self._show()
            return
        if not settings.LEDGER_KEY_FILE:
            raise CommandError("Set LEDGER_KEY_FILE to the place of the key, outside VAR_DIR and every backup.")
        if deed != "make" and not reason.strip():
            raise CommandError("Give a --reason; it stands in the trail for ever.")
        try:
            row = self._do(deed, reason.strip())
        except keys.KeyFault as fault:
            raise CommandError(str(fault)) from fault
        self.stdout.write(f"{row.get_kind_display()}: {row.fingerprint}")
        self.stdout.write("Write the fingerprint down outside this machine, and keep a copy of the file in the safe.")

    def _do(self, deed, reason):
        if deed == "make":
            return keys.make(settings.LEDGER_KEY_FILE)
        return {"rotate": keys.rotate, "replace": keys.replace}[deed](settings.LEDGER_KEY_FILE, reason)

    def _show(self):
        for row in SigningKey.objects.order_by("pk"):
            self.stdout.write(f"{row.at:%Y-%m-%d %H:%M} {row.fingerprint} {row.get_kind_display()}")
