"""The bare page that others are measured against: session, person, one indexed statement, fifty rows; no rule asked."""

from os import getpid

from django.http import HttpResponse
from django.template import Context, Engine

from documents.proposals.models import Proposal
from permissions.pages import signed_in

ROWS = 50
_PAGE = Engine(autoescape=True).from_string(
    "<!doctype html><title>Bare</title><table>"
    "{% for row in rows %}<tr><td>{{ row.code }}</td><td>{{ row.title }}</td><td>{{ row.state }}</td></tr>{% endfor %}"
    "</table>"
)


@signed_in
def page(request):
    """Fifty dossiers by their keys. The header names the process that answered."""
    response = HttpResponse(_PAGE.render(Context({"rows": Proposal.objects.order_by("pk")[:ROWS]})))
    response["X-Process"] = getpid()
    return response
