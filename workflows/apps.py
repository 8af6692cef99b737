"""The workflows application."""

from django.apps import AppConfig


class WorkflowsConfig(AppConfig):
    name = "workflows"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from documents.printing import services as printing
        from documents.signatures import services as signatures
        from workflows.approval import disposal as _approval  # noqa: F401 - these register what goes with a dossier
        from workflows.approval import reminders  # noqa: F401 - importing registers the job
        from workflows.council import bearers as _of_minutes  # noqa: F401 - tells which minutes bear a number
        from workflows.council import presiding  # noqa: F401 - says who of the council presides over a meeting
        from workflows.council import signing as _minutes  # noqa: F401 - says whose signatures minutes bear
        from workflows.decisions import bearers as _of_decisions  # noqa: F401 - these tell which paper bears a number
        from workflows.decisions import signing as _decisions  # noqa: F401
        from workflows.handoff import bearers as _of_letters  # noqa: F401
        from workflows.handoff import carrying, evidence, province_list, silence  # noqa: F401 - importing registers them
        from workflows.handoff import signing as _letters  # noqa: F401
        from workflows.handover import closing as _handover  # noqa: F401 - asks before a file is closed
        from workflows.notices import mailing, of_campaigns, sending  # noqa: F401 - importing registers jobs and listener
        from workflows.offers import disposal as _offers  # noqa: F401
        from workflows.opinions import disposal as _opinions  # noqa: F401
        from workflows.opinions import services as opinions  # noqa: F401 - tells approval whom a dossier waits for
        from workflows.payments import closing as _payments  # noqa: F401 - asks before a file is closed
        from workflows.printouts import own_forms  # noqa: F401 - says which fields the commune's Word forms have
        from workflows.public_notice import disposal as _notice  # noqa: F401
        from workflows.public_notice import services as public_notice  # noqa: F401 - tells it who waits for an answer
        from workflows.revocations import asking_back as _asking_back  # noqa: F401 - says which lines fell, and asks back
        from workflows.revocations import bearers as _of_amendments  # noqa: F401
        from workflows.revocations import reminding as _returns  # noqa: F401 - importing registers its timed job
        from workflows.revocations import services as _revocations  # noqa: F401 - these take numbers of the decisions
        from workflows.revocations import signing as _amendments  # noqa: F401
        from workflows.seals import sending as _seals  # noqa: F401 - importing registers its timed job

        printing.named_on("amendment/", "decision/", "meeting/", "opinion/", "transmittal/")
        signatures.named_on("amendment/", "decision/", "meeting/", "transmittal/")
