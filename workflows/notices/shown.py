"""Notices as pages and endpoints show them."""

from django.conf import settings
from django.utils.translation import gettext as _

from workflows.notices import words
from workflows.notices.models import Wish
from workflows.notices.states import Mail, NoticeKind

_LOOKS = {
    NoticeKind.WAITS: ("amber", "inbox"),
    NoticeKind.TOLD: ("blue", "info-circle"),
    NoticeKind.REMINDER: ("red", "clock"),
}


def with_words(notices):
    """The notices as a list, each with its sentence, code, name of the page of the thing, tone and icon."""
    found = list(notices)
    for notice in found:
        notice.page, notice.code = words.page_of(notice.subject)
        notice.sentence = words.sentence(notice.words)
        notice.tone, notice.icon = _LOOKS[NoticeKind(notice.kind)]
    return found


def for_their_person(notices, held):
    """As `with_words`, for the person who was told; what was told in an office that is held no longer has no title.

    held: the offices of today.
    """
    found, here = with_words(notices), {(capacity.unit_id, capacity.office) for capacity in held}
    for notice in found:
        if (notice.unit_id, notice.office) not in here:
            notice.title = _("You were told in an office that you no longer hold.")
    return found


def mail_of(person):
    """How often the person gets mail: as chosen, else as the installation says; without an address, never."""
    if not person.email:
        return Mail.NEVER
    wish = Wish.objects.filter(person=person).first()
    return Mail(wish.mail if wish else settings.NOTICE_MAIL)
