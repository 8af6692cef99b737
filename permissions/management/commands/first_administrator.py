"""Open the account of the first administrator of a new installation, who appoints the second before anybody else."""

from getpass import getpass

from django.core.management.base import BaseCommand, CommandError

from permissions.arguments import text
from permissions.people.services import found_installation
from permissions.refusals import NotNow, ValidationError


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("username", type=text)
        parser.add_argument("full_name", type=text)
        parser.add_argument("--province-code", type=text, required=True)
        parser.add_argument("--province-name", type=text, required=True)
        parser.add_argument("--password", help="asked for when left out")

    def handle(self, *args, username, full_name, province_code, province_name, password, **options):
        try:
            found_installation(
                province_code=province_code,
                province_name=province_name,
                username=username,
                full_name=full_name,
                password=password or getpass("Password: "),
            )
        except (NotNow, ValidationError) as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{username} may sign in now and add units, people and offices.")
        self.stdout.write("Appoint a second administrator first: chairs, heads and clerks wait for a second person.")
