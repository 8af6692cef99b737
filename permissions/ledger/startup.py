"""What the ledger does when the program starts and after a migration."""

from django.core import checks
from django.db import connections
from django.db.models.signals import post_migrate

from permissions.ledger import digests, guards


def _after_migrate(sender, using, **kwargs):
    guards.install(connections[using])
    digests.keep_field_sets(using)


def _guards_stand(app_configs, databases, **kwargs):
    """A warning, not an error: `migrate` runs this check first, and `migrate` is the cure."""
    found = []
    for alias in databases or []:
        bare = guards.missing(connections[alias])
        if bare:
            found.append(
                checks.Warning(
                    f"Evidence can be changed: no append-only guard on {', '.join(bare)}.",
                    hint="Run `manage.py migrate`; it puts the guards back.",
                    id="permissions.W001",
                )
            )
    return found


def connect(app_config):
    """Called once by the application's `ready`."""
    post_migrate.connect(_after_migrate, sender=app_config, dispatch_uid="permissions.ledger.guards")
    checks.register(_guards_stand, checks.Tags.database)
