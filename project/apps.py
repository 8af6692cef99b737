"""The project application."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "project"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from project import acts  # noqa: F401 - importing declares them
