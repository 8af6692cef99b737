"""The permissions application."""

from django.apps import AppConfig


class PermissionsConfig(AppConfig):
    name = "permissions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from permissions import checks  # noqa: F401 - importing registers them
        from permissions.ledger import startup
        from permissions.ledger.checkpoints import making  # noqa: F401 - importing registers its timed job

        startup.connect(self)
