"""What the signing program of an officer's computer talks to: the addresses of one signing, the file, the signed file.

The names of the JSON are the program's own: it is told FileName and FileUploadHandler, and answered with Status and
Message as its script expects.
"""

from django.conf import settings
from django.http import JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from documents.attachments.serving import file_response
from documents.signatures import addresses, both_views, signable
from documents.signatures.kinds import Verdict
from documents.signatures.services import current_file
from permissions.ledger.services import read
from permissions.pages import asks, open_to_all
from permissions.reads import address_of
from permissions.refusals import NotNow, NotYou, ValidationError

_DONE, _REFUSED = 0, 1


@require_GET
@asks(signable.RIGHT)
def begin(request, pk):
    """The two addresses of one signing, as the program's script takes them."""
    issued, _thing = both_views.paper_or_404(request, pk)
    token = addresses.make_address(issued=issued, person=request.user, acting_as=request.GET.get("acting_as", ""))
    told = {
        "FileName": settings.SITE_URL + reverse("signatures:hand", args=[token]),
        "FileUploadHandler": settings.SITE_URL + reverse("signatures:back", args=[token]),
        "SessionId": "",
        "JWTToken": "",
        "MetaData": [],
    }
    return JsonResponse(told)


@require_GET
@open_to_all
def hand(request, token):
    """The file to sign, to who holds the address."""
    try:
        opened = addresses.open_address(token)
    except (NotNow, NotYou) as refusal:
        return _refused(request, refusal.sentences, refusal.status)
    blob = current_file(opened.issued)
    what = f"{opened.thing.stream}/to-sign {blob.sha256}"
    read("downloaded", by=opened.person, commune_id=opened.issued.commune_id, what=what, address=address_of(request))
    return file_response(blob, f"{opened.issued.pk}.pdf", inline=False)


@csrf_exempt
@require_POST
@open_to_all
def back(request, token):
    """The signed file, from the program: no session comes with it, the address alone counts."""
    upload = next(iter(request.FILES.values()), None)
    if upload is None:
        return _refused(request, [_("No file came with the request.")], 422)
    try:
        row = addresses.take_posted(token=token, upload=upload)
    except (NotNow, NotYou) as refusal:
        return _refused(request, refusal.sentences, refusal.status)
    except ValidationError as fault:
        return _refused(request, fault.messages, 422)
    is_valid = row.verdict == Verdict.VALID
    message = str(row.get_verdict_display() if is_valid else row.get_fault_display())
    return _answer(_DONE if is_valid else _REFUSED, message, file=str(row.pk))


def _refused(request, sentences, status):
    """The address itself stands in no record: it is a key."""
    read("refused", by=None, commune_id=None, what=f"signing-address {request.method}", address=address_of(request))
    return _answer(_REFUSED, " ".join(str(each) for each in sentences), status=status)


def _answer(code, message, *, file="", status=200):
    told = {"Status": code, "Message": message, "FileName": file, "FileServer": file}
    return JsonResponse(told | {"DocumentNumber": "", "DocumentDate": ""}, status=status)
