"""The part by which a page with a form tells that a colleague has changed what it shows."""

from django.http import HttpResponse
from django.shortcuts import render

from permissions.fields import whole_number
from permissions.ledger import acts
from permissions.reads import followed
from workflows.council import news


def tell_news(request, meeting):
    """Who last changed what the page shows since it was opened; nothing (204) while nobody did."""
    of = request.GET["of"]
    last = news.last_since(meeting, of, whole_number(request.GET.get("seen"), 0))
    if last is None:
        return HttpResponse(status=204)
    followed(request, meeting)
    page_url = request.htmx.current_url_abs_path or ""
    context = {"meeting": meeting, "of": of, "seen": last.seq, "last": last, "page_url": page_url}
    context["deed"] = acts.sentence(last.act)
    return render(request, "workflows/council/news.html", context)
