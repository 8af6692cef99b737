"""Every address; each topic brings its own."""

from django.urls import include, path

from project.api import api

handler400 = "project.errors.bad_request"
handler403 = "project.errors.forbidden"
handler404 = "project.errors.not_found"
handler500 = "project.errors.fault"

urlpatterns = [
    path("", include("project.site_urls")),
    path("api/v1/", api.urls),
    path("", include("permissions.people.urls")),
    path("", include("permissions.mandates.urls")),
    path("catalogue/", include("documents.catalogue.urls")),
    path("campaigns/", include("documents.campaigns.urls")),
    path("word-forms/", include("documents.word_forms.urls")),
    path("arrivals/", include("documents.arrivals.urls")),
    path("disposal/", include("documents.disposal.urls")),
    path("signatures/", include("documents.signatures.urls")),
    path("awards/", include("documents.registry.urls")),
    path("", include("workflows.trail.past_urls")),
    path("", include("workflows.trail.reads_urls")),
    path("", include("workflows.printouts.urls")),
    path("letters/", include("workflows.approval.letter_urls")),
    path("", include("workflows.offers.urls")),
    path("", include("workflows.public_notice.urls")),
    path("", include("workflows.approval.urls")),
    path("meetings/", include("workflows.council.urls")),
    path("conclusions/", include("workflows.council.conclusion_urls")),
    path("decisions/", include("workflows.decisions.urls")),
    path("revocations/", include("workflows.revocations.urls")),
    path("returns/", include("workflows.revocations.return_urls")),
    path("registers/", include("workflows.registers.urls")),
    path("certificates/stocks/", include("documents.printing.urls")),
    path("", include("workflows.decisions.certificate_urls")),
    path("payments/", include("workflows.payments.urls")),
    path("handovers/", include("workflows.handover.urls")),
    path("receipts/", include("workflows.receipts.urls")),
    path("opinions/", include("workflows.opinions.urls")),
    path("transmittals/", include("workflows.handoff.urls")),
    path("", include("workflows.inbox.urls")),
    path("trail/", include("workflows.trail.urls")),
    path("bundles/", include("workflows.trail.bundles.urls")),
    path("notices/", include("workflows.notices.urls")),
    path("checkpoints/", include("workflows.seals.urls")),
]
