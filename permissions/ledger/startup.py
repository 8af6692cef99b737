"""What the ledger does when the program starts and after a migration."""

from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, connections
from django.db.models.signals import post_migrate

from permissions.ledger import digests, guards, signing


def _after_migrate(sender, using, **kwargs):
    guards.install(connections[using])
    digests.keep_field_sets(using)


_UNGUARDED = "Evidence can be changed: no append-only guard on %s."
_UNSIGNED = "Checkpoints of the evidence are made without signature: %s"
_CURE = "Run `manage.py migrate`; it puts the guards back."


def refuse_unguarded():
    """Called before a process serves. Raises ImproperlyConfigured where evidence could be changed unseen."""
    bare = guards.missing(connection)
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
    reason = "" if settings.DEBUG else why_unsigned()
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


def connect(app_config):
    """Called once by the application's `ready`."""
    post_migrate.connect(_after_migrate, sender=app_config, dispatch_uid="permissions.ledger.guards")
    checks.register(_guards_stand, checks.Tags.database)
    checks.register(_checkpoints_are_signed, checks.Tags.database)
