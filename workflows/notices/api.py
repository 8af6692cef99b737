"""Endpoints of a person's notices: list, marking as read, how often to get mail."""

from django.shortcuts import get_object_or_404
from ninja import Query

from permissions.api_fields import Key, Page
from permissions.endpoints import Asks, Endpoints, SignedIn
from permissions.keyset import page_of
from workflows.notices import schemas, sending, services
from workflows.notices.exports import notices_file
from workflows.notices.models import Mailing, Notice
from workflows.notices.queries import notices_of
from workflows.notices.shown import for_their_person, mail_of

router = Endpoints(tags=["notices"])


@router.get("/notices", auth=SignedIn(), response=Page[schemas.Notice])
def notices(request, query: Query[schemas.NoticeQuery]):
    """What I was told, the newest first."""
    page = page_of(notices_of(request.user, unread_only=query.unread), ("-pk",), query)
    for_their_person(page["items"], request.held)
    return page


@router.get("/notices.xlsx", auth=SignedIn())
def notices_for_excel(request, query: Query[schemas.NoticeQuery]):
    """The same list as a file; every file taken out leaves a record."""
    return notices_file(request, notices_of(request.user, unread_only=query.unread))


@router.post("/notices/read", auth=SignedIn(), response=schemas.Marked)
def read(request, body: schemas.ReadUpTo):
    """Mark as read every notice up to the newest one that was seen."""
    return {"count": services.read_all(person=request.user, up_to=body.up_to)}


@router.post("/notices/{key}/read", auth=SignedIn(), response=schemas.Notice)
def read_one(request, key: Key):
    """Mark as read whatever I was told of the thing of this notice."""
    notice = get_object_or_404(Notice, pk=key, person=request.user)
    services.opened(person=request.user, subject=notice.subject)
    notice.refresh_from_db()
    return for_their_person([notice], request.held)[0]


@router.get("/mailings", auth=Asks("mailings.manage"), response=Page[schemas.Mailing])
def mailings(request, query: Query[schemas.MailingQuery]):
    """The mails of the installation, the newest first."""
    rows = Mailing.objects.select_related("person")
    return page_of(rows.filter(state=query.state) if query.state else rows, ("-pk",), query)


@router.post("/mailings/{key}/repeat", auth=Asks("mailings.manage"), response=schemas.Mailing)
def repeat(request, key: Key):
    """Send a failed mail again."""
    return sending.repeat(mailing=get_object_or_404(Mailing, pk=key))


@router.get("/me/mail", auth=SignedIn(), response=schemas.MailChoice)
def mail(request):
    """How often I get mail about notices."""
    return {"mail": mail_of(request.user)}


@router.put("/me/mail", auth=SignedIn(), response=schemas.MailChoice)
def choose_mail(request, body: schemas.MailChoice):
    """Choose how often I get mail about notices."""
    services.choose_mail(person=request.user, mail=body.mail)
    return {"mail": mail_of(request.user)}
