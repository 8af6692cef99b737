"""`manage.py bundle KIND CODE FILE --by USER`: the bundle that the page gives out, for who has no browser."""

import os
import shutil
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from permissions import access
from permissions.arguments import text
from permissions.ledger.services import read
from permissions.people.models import User
from permissions.refusals import NotNow, NotYou
from workflows.trail.bundles.making import CONTENTS, make_bundle


class Command(BaseCommand):
    help = "Write the bundle of evidence of one thing to a file, as this person may take it out; a record is left."

    def add_arguments(self, parser):
        parser.add_argument("kind", choices=sorted(CONTENTS))
        parser.add_argument("code", type=text, help="of the dossier, meeting, decision, amendment or campaign")
        parser.add_argument("file", type=Path, help="where to write it; must not be there yet")
        told = "who takes it out, and reads what is in it"
        parser.add_argument("--by", type=text, required=True, metavar="USER", help=told)

    def handle(self, *, kind, code, file, by, **options):
        person = User.objects.filter(username__iexact=by, is_active=True).first()
        if person is None:
            raise CommandError(_("There is no such account."))
        if os.path.lexists(file):
            raise CommandError(_("There is such a file already: %(file)s") % {"file": file})
        try:
            made = make_bundle(kind=kind, code=code, by=person, held=access.capacities(person))
        except (NotNow, NotYou) as refusal:
            raise CommandError(str(refusal)) from refusal
        if made is None:
            raise CommandError(_("There is nothing of this code that this person may see."))
        with made.file:
            self._give_out(made, file, person)
        told = _("Written: %(file)s. SHA-256 of its list of files, to be told outside of it: %(sha256)s")
        self.stdout.write(told % {"file": file, "sha256": made.written.manifest_sha256})

    def _give_out(self, made, path, person):
        """For its owner's eyes alone; the record is there before anything of it is."""
        try:
            with open(path, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as out:
                read("exported", by=person, commune_id=made.thing.commune_id, what=made.taken_out)
                shutil.copyfileobj(made.file, out)
        except OSError as fault:
            raise CommandError(_("The file cannot be written: %(fault)s") % {"fault": fault.strerror}) from fault
