"""The documents application."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "documents"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from documents.arrivals import bearers  # noqa: F401 - tells which paper bears a number
        from documents.attachments import checking, sweeping  # noqa: F401 - importing registers its timed job
        from documents.disposal import of_dossiers  # noqa: F401 - importing registers what goes with a dossier
        from documents.proposals import coverage, versions  # noqa: F401 - importing registers them
        from documents.proposals.lists import sweeping as _lists  # noqa: F401 - importing registers its timed job
        from documents.proposals.reports import services  # noqa: F401 - importing registers its timed job
        from documents.signatures import sampling  # noqa: F401 - importing registers its check

        checking.named_on("letter/", "proposal/", "arrival/")
