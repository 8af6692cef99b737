"""Endpoint of bundles of evidence."""

from permissions.endpoints import Asks, Endpoints
from workflows.trail.bundles.making import RIGHT
from workflows.trail.bundles.views import bundle_response

router = Endpoints(tags=["trail"])


@router.get("/bundles/{kind}/{code}", auth=Asks(RIGHT))
def bundle(request, kind: str, code: str):
    """The bundle of a proposal, meeting, decision, amendment or campaign, with its own verifier; a record is left.

    The header X-Manifest-SHA256 tells the digest of its list of files, to be compared outside of it.
    """
    return bundle_response(request, kind, code, request.held)
