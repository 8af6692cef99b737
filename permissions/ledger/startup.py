"""What the ledger does when the program starts and after a migration."""

import logging

from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, connections
from django.db.models.signals import post_migrate

from permissions.ledger import database_roles, digests, guards, signing


def _after_migrate(sender, using, **kwargs):
    guards.install(connections[using])
    digests.keep_field_sets(using)
    database_roles.let_in_again(connections[using])


_UNGUARDED = "Evidence can be changed: no append-only guard on %s."
_UNSIGNED = "Checkpoints of the evidence are made without signature: %s"
_CURE = "Run `manage.py migrate`; it puts the guards back."
_AS_OWNER = "The application signs in to PostgreSQL as a role that can take the guards down and change evidence."
_TWO_ROLES = "Let it sign in as a second role: `manage.py database_roles --application NAME`."
_logger = logging.getLogger(__name__)


def refuse_unguarded():
    """Called before a process serves; warns of a role that could take the guards down.

    Raises ImproperlyConfigured where evidence could be changed unseen.
    """
    bare = guards.missing(connection)
    if not settings.DEBUG and database_roles.changeable(connection):
        _logger.warning("%s %s", _AS_OWNER, _TWO_ROLES)
    if not connection.in_atomic_block:
        connection.close()  # the threads that serve have their own
    if bare:
        raise ImproperlyConfigured(f"{_UNGUARDED % ', '.join(bare)} {_CURE}")


def why_unsigned():
    """A sentence where the key of the checkpoints cannot be used, "" where it can."""
    if not settings.LEDGER_KEY_FILE:
        return "LEDGER_KEY_FILE is not set."
    try:
        signing.read(settings.LEDGER_KEY_FILE)
    except signing.KeyFault as fault:
        return str(fault)
    return ""


def _checkpoints_are_signed(app_configs, databases, **kwargs):
    """Asked with the database, as `migrate` and `check --database` do: settings alone are judged without a key."""
    reason = why_unsigned() if databases and not settings.DEBUG else ""
    hint = "Run `manage.py ledger_key make`."
    return [checks.Warning(_UNSIGNED % reason, hint=hint, id="permissions.W002")] if reason else []


def _guards_stand(app_configs, databases, **kwargs):
    """A warning, not an error: `migrate` runs this check first, and `migrate` is the cure."""
    found = []
    for alias in databases or []:
        bare = guards.missing(connections[alias])
        if bare:
            found.append(checks.Warning(_UNGUARDED % ", ".join(bare), hint=_CURE, id="permissions.W001"))
    return found


def _signs_in_as_nobody_special(app_configs, databases, **kwargs):
    """Asked with `check --deploy --database`, not by `migrate`, which is the owner's."""
    if settings.DEBUG or not any(database_roles.changeable(connections[alias]) for alias in databases or []):
        return []
    return [checks.Warning(_AS_OWNER, hint=_TWO_ROLES, id="permissions.W003")]


def connect(app_config):
    """Called once by the application's `ready`."""
    post_migrate.connect(_after_migrate, sender=app_config, dispatch_uid="permissions.ledger.guards")
    checks.register(_guards_stand, checks.Tags.database)
    checks.register(_checkpoints_are_signed, checks.Tags.database)
    checks.register(_signs_in_as_nobody_special, checks.Tags.database, deploy=True)
