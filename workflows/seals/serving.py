"""Giving out files of checkpoints and proofs, for pages and endpoints; each one taken is recorded."""

from django.http import HttpResponse  # noqa: TID251 - one place for the page and the endpoint
from django.utils.translation import gettext as _

from permissions.ledger.checkpoints.queries import file_name, file_of
from permissions.pages import held_by
from permissions.reads import noted, own_commune
from permissions.refusals import NotNow, NotYou
from workflows.seals.queries import DOWNLOADED
from workflows.trail.readers import trail_communes


def _json_file(text, name):
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(text, content_type="application/json", headers=headers)


def checkpoint_file(request, checkpoint):
    """The file of a checkpoint: it names every stream, so who reads the trail of single things alone is refused."""
    if not trail_communes(held_by(request)):
        raise NotYou(_("Your mandate covers less than the commune: read the trail of each thing it covers."))
    noted(request, "downloaded", commune_id=own_commune(request), what=f"{DOWNLOADED}{checkpoint.number}")
    return _json_file(file_of(checkpoint), file_name(checkpoint))


def proof_file(request, stream, seq, text):
    """The proof of an entry. Raises NotNow while no checkpoint seals it."""
    if text is None:
        raise NotNow(_("No checkpoint seals this entry yet. The next one is made this evening."))
    noted(request, "downloaded", commune_id=own_commune(request), what=stream)
    return _json_file(text, f"chung-minh-{stream.replace('/', '-')}-{seq}.json")
