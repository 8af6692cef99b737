"""Endpoints of digital signatures: signed files of a kept paper, and the issuers that are trusted."""

from django.shortcuts import get_object_or_404
from ninja import File, Form
from ninja.files import UploadedFile

from documents.signatures import both_views, issuers, sampling, schemas, services, signable
from documents.signatures.models import TrustedIssuer
from documents.signatures.queries import files_of
from permissions.api_fields import Deed, Key
from permissions.endpoints import Asks, Endpoints

router = Endpoints(tags=["signatures"])
ADD, MANAGE = Asks(signable.RIGHT), Asks(issuers.RIGHT)


@router.get("/kept-papers/{key}/signed-files", auth=ADD, response=list[schemas.SignedFile])
def signed_files(request, key: Key):
    """The signed files of a paper, the newest first, as they were found."""
    issued, _thing = both_views.paper_or_404(request, key)
    return files_of(issued)


@router.get("/kept-papers/{key}/to-sign", auth=ADD)
def to_sign(request, key: Key):
    """The file to sign next, byte for byte."""
    return both_views.file_to_sign(request, key)


@router.post("/kept-papers/{key}/signed-files", auth=ADD, response={201: schemas.SignedFile})
def add_signed_file(request, key: Key, body: Form[schemas.NewSignedFile], file: UploadedFile = File(...)):  # noqa: B008 - how django-ninja names a file
    """Bring in the signed file: it is checked, judged and kept with the finding."""
    issued, thing = both_views.paper_or_404(request, key)
    return services.add_signed_file(
        issued=issued, thing=thing, upload=file, reason=body.reason, by=request.user, acting_as=body.acting_as
    )


@router.post("/kept-papers/{key}/sample-signatures", auth=ADD, response={201: schemas.SignedFile})
def sign_as_sample(request, key: Key, body: Deed):
    """Sign with the sample key, without any legal value; in the sample commune alone."""
    issued, thing = both_views.paper_or_404(request, key)
    return sampling.sign_as_sample(issued=issued, thing=thing, by=request.user, acting_as=body.acting_as)


@router.get("/signature-issuers", auth=MANAGE, response=list[schemas.Issuer])
def trusted(request):
    """Whose signatures are trusted, those that ended last."""
    return TrustedIssuer.objects.all()[:200]


@router.post("/signature-issuers", auth=MANAGE, response={201: list[schemas.Issuer]})
def load(request, body: Form[schemas.NewIssuers], file: UploadedFile = File(...)):  # noqa: B008 - as above
    """Trust the issuers whose certificates stand in the file (PEM or DER)."""
    return issuers.load_issuers(
        upload=file, source=body.source, obtained_on=body.obtained_on, by=request.user, acting_as=body.acting_as
    )


@router.post("/signature-issuers/{key}/end", auth=MANAGE, response=schemas.Issuer)
def end(request, key: Key, body: schemas.IssuerEnd):
    """Trust no new signature of this issuer."""
    issuer = get_object_or_404(TrustedIssuer, pk=key)
    return issuers.end_issuer(
        issuer=issuer, row_version=body.row_version, reason=body.reason, by=request.user, acting_as=body.acting_as
    )
