"""`manage.py tick`: timed work. One job that fails does not keep the others; the exit code tells."""

import logging

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from permissions.timed import jobs

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Do the timed work that is due: reminders, digests, ended grants, unused files. Safe to run twice at once."

    def handle(self, **options):
        now, failed = timezone.now(), []
        for name, job in jobs().items():
            try:
                done = job(now)
            except Exception:
                logger.exception("tick: %s failed", name)
                failed.append(name)
            else:
                self.stdout.write(f"{name}: {done}")
        if failed:
            raise CommandError("Failed: " + ", ".join(failed))
