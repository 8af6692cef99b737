"""`manage.py database_roles`: gives the application's role of PostgreSQL its rights; evidence it may only add to."""

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _

from permissions.ledger import database_roles


class Command(BaseCommand):
    help = "Give the application's role of PostgreSQL its rights; run as the owner of the tables, after migrate."

    def add_arguments(self, parser):
        parser.add_argument("--application", required=True, metavar="NAME", help="the role the service signs in as")

    def handle(self, *, application, **options):
        if connection.vendor != "postgresql":
            raise CommandError(_("Roles are of PostgreSQL; SQLite has none."))
        try:
            database_roles.let_in(connection, application)
        except database_roles.Unfit as unfit:
            raise CommandError(str(unfit)) from unfit
        self.stdout.write(
            _("%(role)s may use the tables, and only read and add to the evidence.") % {"role": application}
        )
