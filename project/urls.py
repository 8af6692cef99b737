"""Every address; each topic brings its own. No page is named here that does not exist."""

from importlib.util import find_spec

from django.urls import include, path

from project import views

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
    path("", views.home, name="home"),
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("change-password/", views.change_password, name="change_password"),
    path("help/", views.help_page, name="help"),
    path("source/", views.source, name="source"),
    path("source/archive/", views.source_archive, name="source_archive"),
    *(path(root, include(module)) for root, module in TOPICS if find_spec(module)),
]
