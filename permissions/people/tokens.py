"""Personal tokens of the API: issued, recognised, revoked. The token itself is shown once and never kept."""

import hashlib
import re
from datetime import timedelta
from secrets import token_urlsafe

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permissions import access
from permissions.ledger import acts
from permissions.ledger.services import Line, record
from permissions.people import conditions
from permissions.people.models import ApiToken
from permissions.people.services import home_of, stream_of
from permissions.refusals import NotNow, ValidationError
from permissions.vietnamese import clean_line

acts.declare(
    {
        "token.issued": gettext_lazy("issued a personal token"),
        "token.revoked": gettext_lazy("revoked a personal token"),
    }
)
USUAL_DAYS, LONGEST_DAYS = 90, 365
MOST_LIVE = 50
_FORM = re.compile(r"bangvang_(\d{1,18})_([\w-]{43})", re.ASCII)


def _digest(secret, user):
    """Bound to the password as stored: a new password ends every token, as it ends every other session."""
    return hashlib.sha256(f"{secret}:{user.password}".encode()).hexdigest()


def live_tokens(user, now):
    """The tokens of a person that still open the door."""
    return ApiToken.objects.filter(user=user, revoked_at=None, expires_at__gt=now)


def _record(token, act, *, by, capacity, now):
    home = home_of(token.user)
    body = {"token": token.pk, "name": token.name, "person": token.user_id, "expires_at": token.expires_at}
    line = Line(stream=stream_of(home), act=act, body=body)
    record([line], commune_id=home.commune_id if home else None, by=by, acting_as=capacity, at=now)


@transaction.atomic
def issue(*, user, name="", days=USUAL_DAYS, now=None):
    """A new token of a person; returns (ApiToken, the text to show once).

    days: 1 to LONGEST_DAYS. Raises ValidationError, NotNow with too many live tokens, OwnPasswordFirst.
    """
    now = now or timezone.now()
    conditions.require_own_password(user)
    if not 1 <= days <= LONGEST_DAYS:
        raise ValidationError({"days": _("A token lives 1 to %(count)s days.") % {"count": LONGEST_DAYS}})
    if live_tokens(user, now).count() >= MOST_LIVE:
        raise NotNow(
            _("You have %(count)s tokens in use; revoke one you no longer need.") % {"count": MOST_LIVE},
            code="too_many_tokens",
        )
    secret = token_urlsafe(32)
    token = ApiToken(
        user=user,
        name=clean_line(name),
        digest=_digest(secret, user),
        made_at=now,
        expires_at=now + timedelta(days=days),
    )
    token.name = token.name or _("API")
    token.full_clean(exclude=["user"])
    token.save()
    _record(token, "token.issued", by=user, capacity=None, now=now)
    return token, f"bangvang_{token.pk}_{secret}"


def holder(text, now):
    """The active person who holds this token; None for a token that is wrong, ended or revoked. One statement."""
    found = _FORM.fullmatch(text)
    token = found and ApiToken.objects.select_related("user").filter(pk=found[1], revoked_at=None).first()
    if not token or not token.is_live(now) or not token.user.is_active:
        return None
    return token.user if constant_time_compare(token.digest, _digest(found[2], token.user)) else None


@transaction.atomic
def revoke(*, token, by, acting_as="", now=None):
    """End a token at once: one's own, or as administrator another person's. Twice is harmless."""
    now = now or timezone.now()
    token = ApiToken.objects.select_for_update(of=("self",)).select_related("user").get(pk=token.pk)
    capacity = None if token.user_id == by.pk else access.require(by, "people.edit", acting_as=acting_as)
    if token.revoked_at:
        return token
    token.revoked_at = now
    token.save(update_fields=["revoked_at"])
    _record(token, "token.revoked", by=by, capacity=capacity, now=now)
    return token
