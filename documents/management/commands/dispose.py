"""`manage.py dispose LIST`: carries out an approved list of dossiers whose time is over, as the owner of the tables."""

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _

from documents.disposal.executing import carry_out
from documents.disposal.models import DisposalList
from permissions.arguments import text
from permissions.ledger import database_roles
from permissions.people.models import User
from permissions.refusals import NotNow, NotYou


class Command(BaseCommand):
    help = "Dispose of the dossiers on an approved list. This cannot be undone."

    def add_arguments(self, parser):
        parser.add_argument("list", type=text, help="code of the list")
        parser.add_argument("--by", type=text, required=True, metavar="USER", help="administrator who carries it out")

    def handle(self, **options):
        if connection.vendor == "postgresql" and not database_roles.changeable(connection):
            raise CommandError(
                _("This role of PostgreSQL may not dispose of anything: run this as the owner of the tables.")
            )
        found = DisposalList.objects.select_related("commune").filter(code=options["list"]).first()
        by = User.objects.filter(username__iexact=options["by"], is_active=True).first()
        if found is None or by is None:
            raise CommandError(_("There is no such list.") if found is None else _("There is no such account."))
        left, done = 0, _("disposed of")
        try:
            for outcome in carry_out(found, by=by):
                left += bool(outcome.refusal)
                self.stdout.write(f"{outcome.code}: {outcome.refusal or done}")
        except (NotNow, NotYou) as refusal:
            raise CommandError(str(refusal)) from refusal
        if left:
            raise CommandError(
                _("Dossiers left: %(count)s. They may go once the reason named above is gone.") % {"count": left}
            )
