"""Every address; each topic brings its own. No page is named here that does not exist."""

from importlib.util import find_spec

from django.urls import include, path

handler400 = "project.errors.bad_request"
handler403 = "project.errors.forbidden"
handler404 = "project.errors.not_found"
handler500 = "project.errors.fault"

TOPICS = (
    ("", "permissions.people.urls"),
    ("catalogue/", "documents.catalogue.urls"),
    ("campaigns/", "documents.campaigns.urls"),
    ("files/", "documents.attachments.urls"),
    ("letters/", "workflows.approval.letter_urls"),
    ("", "workflows.approval.urls"),
    ("meetings/", "workflows.council.urls"),
    ("decisions/", "workflows.decisions.urls"),
    ("", "workflows.inbox.urls"),
    ("trail/", "workflows.trail.urls"),
)

urlpatterns = [
    path("", include("project.site_urls")),
    *(path(root, include(module)) for root, module in TOPICS if find_spec(module)),
]
