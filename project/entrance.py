"""Who comes in: the sign-in form, the brake on guessing, and the accounts that a sample commune shows."""

from dataclasses import dataclass
from datetime import timedelta

from django import forms
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.forms import PasswordChangeForm
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from permissions.access import capacities, in_force
from permissions.ledger.models import AccessRecord
from permissions.ledger.services import read
from permissions.people.conditions import refuse_given_password
from permissions.people.models import Appointment, SignInAttempt
from permissions.people.units import UnitKind
from permissions.reads import address_of
from permissions.vietnamese import clean_line

# Failed sign-ins within the window: of one name from one address, and of one name or one address in all.
WINDOW = timedelta(minutes=15)
FAILURES_OF_PAIR = 10
FAILURES_IN_ALL = 50
# From where a person came in during these days, failures elsewhere do not shut the person out.
KNOWN_FOR = timedelta(days=30)

_TOO_OFTEN = _("Too many failed attempts. Wait 15 minutes, or ask the administrator for a new password.")

# The published password of the sample commune; no account outside it has it.
DEMO_PASSWORD = "phong-quang-2026"


def _is_known(attempt):
    """Has the person of this name come in from this address lately?"""
    came_in = AccessRecord.objects.filter(kind=AccessRecord.Kind.SIGNED_IN, what=attempt.name)
    return came_in.filter(address=attempt.address, at__gte=attempt.at - KNOWN_FOR).exclude(address="").exists()


def _is_shut(attempt):
    """Is the name (from this address, or in all) or the address shut for the rest of the window?"""
    of_name, of_address = Q(name=attempt.name), Q(address=attempt.address)
    others = SignInAttempt.objects.filter(at__gte=attempt.at - WINDOW).exclude(pk=attempt.pk)
    counted = others.aggregate(
        of_pair=Count("pk", filter=of_name & of_address),
        of_name=Count("pk", filter=of_name),
        of_address=Count("pk", filter=of_address),
    )
    if counted["of_pair"] > FAILURES_OF_PAIR or counted["of_address"] > FAILURES_IN_ALL:
        return True
    return counted["of_name"] > FAILURES_IN_ALL and not _is_known(attempt)


def _commune_of(name):
    """Key of the commune in which the person of this name holds an office: its inspector reads what failed there.

    None for a name that nobody has; one statement for both, so that waiting tells nobody which it is.
    """
    held = Appointment.objects.filter(user__username=name).order_by("-from_on", "-pk")
    return held.values_list("unit__commune_id", flat=True).first()


def braked(check, *, name, request):
    """What `check()` gives: the person or True, nothing for a wrong password.

    The attempt stands before the password is looked at: of many at once, each is counted by all that come after it.
    Raises forms.ValidationError, code "too_often", without looking while the name or the address is shut.
    """
    name, address, now = clean_line(name).casefold(), address_of(request)[:45], timezone.now()
    SignInAttempt.objects.filter(at__lt=now - WINDOW).delete()
    attempt = SignInAttempt.objects.create(name=name, address=address, at=now)
    if _is_shut(attempt):
        attempt.delete()
        what = f"too_often {request.method} {request.path} {name}"
        read("refused", by=None, commune_id=_commune_of(name), what=what, address=address)
        raise forms.ValidationError(_TOO_OFTEN, code="too_often")
    found = check()
    if found:
        attempt.delete()
    else:
        read("sign_in_failed", by=None, commune_id=_commune_of(name), what=name, address=address)
    return found


def is_own_password(request, typed):
    """Is this the password of the person who is signed in? Guessing it is braked like the sign-in."""
    return braked(lambda: request.user.check_password(typed), name=request.user.username, request=request)


class SignInForm(forms.Form):
    """Name and password; valid only for an active person, and not while the name or address is shut."""

    username = forms.CharField(
        label=_("User name"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request
        self.person = None

    def clean(self):
        typed = super().clean()
        if self.errors:
            return typed

        def check():
            return authenticate(self.request, username=typed["username"].strip(), password=typed["password"])

        self.person = braked(check, name=typed["username"], request=self.request)
        if self.person is None:
            raise forms.ValidationError(
                _("The user name or the password is wrong. Mind capital letters and the Vietnamese keyboard."),
                code="wrong",
            )
        return typed


class OwnPasswordForm(PasswordChangeForm):
    """The old and the new password; guessing the old one is braked like the sign-in."""

    def __init__(self, *args, request, **kwargs):
        super().__init__(request.user, *args, **kwargs)
        self.request = request

    def clean_new_password1(self):
        refuse_given_password(self.user, self.cleaned_data["new_password1"])
        return self.cleaned_data["new_password1"]

    def clean_old_password(self):
        if not is_own_password(self.request, self.cleaned_data["old_password"]):
            raise forms.ValidationError(self.error_messages["password_incorrect"], code="password_incorrect")
        return self.cleaned_data["old_password"]


def note_sign_in(request, person):
    """Leave a record that the person came in."""
    held = capacities(person)
    read(
        "signed_in",
        by=person,
        commune_id=held[0].commune_id if held else None,
        what=person.username,
        address=address_of(request),
    )


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account of the sample commune as the sign-in page lists it."""

    username: str
    initials: str
    full_name: str
    office: str
    unit: str


def demo_accounts():
    """The accounts of the sample commune with their offices in force; empty outside demo mode. One statement."""
    if not settings.DEMO:
        return []
    rows = Appointment.objects.filter(in_force(), user__is_active=True).select_related("user", "unit").order_by("pk")
    people = {}
    for row in rows:
        people.setdefault(row.user, []).append(row)
    return [_demo_account(person, held) for person, held in people.items()]


def _demo_account(person, held):
    titles = dict.fromkeys(row.title or str(row.get_office_display()) for row in held)
    # A title at the commune or in the council says itself where it is held.
    units = [row.unit.name for row in held if row.unit.kind not in {UnitKind.COMMUNE, UnitKind.COUNCIL}]
    unit = units[0] if units else ""
    return DemoAccount(person.username, person.initials, person.full_name, "; ".join(titles), unit)
