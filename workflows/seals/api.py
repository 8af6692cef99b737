"""Endpoints of the checkpoints: list, one, its file, proof of an entry, addresses they are mailed to."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Query

from permissions.api_fields import Key, Page
from permissions.endpoints import Asks, Endpoints, read_form
from permissions.keyset import page_of
from permissions.ledger.checkpoints.models import Checkpoint
from workflows.seals import schemas, services
from workflows.seals.forms import AddressForm
from workflows.seals.models import SealAddress
from workflows.seals.queries import proof_for
from workflows.seals.serving import checkpoint_file, proof_file

router = Endpoints(tags=["trail"])
VIEW, MANAGE = Asks("ledger.view"), Asks("mailings.manage")


@router.get("/checkpoints", auth=VIEW, response=Page[schemas.Checkpoint])
def checkpoints(request, query: Query[schemas.CheckpointQuery]):
    """The checkpoints, the newest first."""
    return page_of(Checkpoint.objects.all(), ("-pk",), query)


@router.get("/checkpoints/{number}", auth=VIEW, response=schemas.Checkpoint)
def checkpoint(request, number: Key):
    """One checkpoint with the text that is signed."""
    return get_object_or_404(Checkpoint, number=number)


@router.get("/checkpoints/{number}/file", auth=VIEW)
def checkpoint_as_file(request, number: Key):
    """The file that leaves the house: `verify_bundle.py` and `verify_trail --checkpoint` take it."""
    return checkpoint_file(request, get_object_or_404(Checkpoint, number=number))


@router.get("/ledger/proof", auth=VIEW)
def proof(request, query: Query[schemas.ProofQuery]):
    """The proof that an entry lies under a checkpoint, without any other entry; 409 while none seals it."""
    try:
        text = proof_for(request.user, request.held, query.stream, query.seq)
    except LookupError:
        raise Http404 from None
    return proof_file(request, query.stream, query.seq, text)


@router.get("/checkpoint-addresses", auth=MANAGE, response=list[schemas.Address])
def addresses(request):
    """Whom the checkpoints are mailed to, those that ended last."""
    return SealAddress.objects.all()[:200]


@router.post("/checkpoint-addresses", auth=MANAGE, response={201: schemas.Address})
def add_address(request, body: schemas.NewAddress):
    """Mail every checkpoint from the next one on to this address."""
    said = read_form(AddressForm({"name": body.name, "email": body.email})).cleaned_data
    return services.add_address(**said, by=request.user, acting_as=body.acting_as)


@router.post("/checkpoint-addresses/{key}/end", auth=MANAGE, response=schemas.Address)
def end_address(request, key: Key, body: schemas.AddressEnd):
    """Mail no more to this address."""
    address = get_object_or_404(SealAddress, pk=key)
    return services.end_address(
        address=address, row_version=body.row_version, by=request.user, acting_as=body.acting_as
    )
