"""Voiding a number that stands on no paper any more. It is kept and never given again."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.numbers.bearers import bearers_of, kinds_with_bearers
from documents.numbers.models import IssuedNumber, Register, VoidedNumber
from permissions import access
from permissions.ledger.acts import declare
from permissions.ledger.races import lost_race
from permissions.ledger.services import Line, record
from permissions.refusals import NotNow, ValidationError
from permissions.vietnamese import clean_text

RIGHT = "decisions.issue"
declare({"register.number_voided": gettext_lazy("voided a number of a register")})


def void_number(*, number, row_version, reason, by, acting_as="", now=None):
    """Void a number; returns the VoidedNumber.

    number: an IssuedNumber. row_version: of its Entry as it was read. Raises NotYou, LostRace, ValidationError without
    a reason, NotNow where the number was voided before, still stands on a paper in force, or belongs to a register
    whose papers are not known.
    """
    now = now or timezone.now()
    with transaction.atomic():
        register = Register.objects.select_for_update().get(pk=number.register_id)
        capacity = access.require(by, RIGHT, register, acting_as=acting_as)
        number = IssuedNumber.objects.get(pk=number.pk)
        _refuse_stale(number, row_version)
        _refuse_standing(register, number)
        reason = clean_text(reason)
        if not reason:
            raise ValidationError({"reason": _("Say why the number is voided.")})
        voided = VoidedNumber.objects.create(number=number, reason=reason, voided_by=by, voided_at=now)
        body = {"number": str(number), "reason": reason}
        line = Line(stream=register.stream, act="register.number_voided", body=body)
        record([line], commune_id=register.commune_id, by=by, acting_as=capacity, at=now)
    return voided


def _refuse_stale(number, row_version):
    """Raises LostRace, naming who voided it."""
    voided = VoidedNumber.objects.select_related("voided_by").filter(number=number).first()
    if str(row_version) != str(int(voided is not None)):
        told = _("number %(number)s") % {"number": number}
        raise lost_race(told, by=voided and voided.voided_by, at=voided and voided.voided_at)


def _refuse_standing(register, number):
    told = {"number": str(number), "register": register}
    if register.kind not in kinds_with_bearers():
        raise NotNow(_("Numbers of “%(register)s” are not voided here.") % told, code="register_not_shown")
    if VoidedNumber.objects.filter(number=number).exists():
        raise NotNow(_("Number %(number)s was voided before.") % told, code="voided_before")
    bearer = bearers_of(register, [number]).get(str(number))
    if bearer is not None and bearer.is_live:
        sentence = _("Number %(number)s stands on %(paper)s, which is in force. Revoke the paper first.")
        raise NotNow(sentence % (told | {"paper": bearer.code}), code="number_in_use")
