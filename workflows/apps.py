"""The workflows application."""

from django.apps import AppConfig


class WorkflowsConfig(AppConfig):
    name = "workflows"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from documents.printing import services as printing
        from workflows.approval import reminders  # noqa: F401 - importing registers the job
        from workflows.handoff import evidence  # noqa: F401 - importing registers what it keeps
        from workflows.notices import mailing, sending  # noqa: F401 - importing registers the jobs

        printing.named_on("decision/", "meeting/", "transmittal/")
