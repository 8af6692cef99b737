"""Who comes in: the sign-in form, the brake on guessing, and the accounts that a sample commune shows."""

from dataclasses import dataclass
from datetime import timedelta

from django import forms
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.forms import PasswordChangeForm
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from permissions.access import capacities, in_force
from permissions.ledger.models import AccessRecord
from permissions.ledger.services import read
from permissions.people.conditions import refuse_given_password
from permissions.people.models import Appointment
from permissions.people.units import UnitKind
from permissions.vietnamese import clean_line

# Failed sign-ins within the window: of one name from one address, and of one name or one address in all.
WINDOW = timedelta(minutes=15)
FAILURES_OF_PAIR = 10
FAILURES_IN_ALL = 50

_TOO_OFTEN = _("Too many failed attempts. Wait 15 minutes, or ask the administrator for a new password.")

# The published password of the sample commune; no account outside it has it.
DEMO_PASSWORD = "phong-quang-2026"


def address_of(request):
    """The network address of the person; behind our own proxy the one it appended last."""
    if settings.BEHIND_PROXY:
        return request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    return request.META.get("REMOTE_ADDR", "")


def has_failed_too_often(*, name, address, now):
    """Is the name (from this address, or in all) or the address shut for the rest of the window?"""
    failures = AccessRecord.objects.filter(kind=AccessRecord.Kind.SIGN_IN_FAILED, commune=None, at__gte=now - WINDOW)
    of_name = failures.filter(what=name)
    return (
        of_name.filter(address=address).count() > FAILURES_OF_PAIR
        or of_name.count() > FAILURES_IN_ALL
        or failures.filter(address=address).count() > FAILURES_IN_ALL
    )


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
        name, address = clean_line(typed["username"]).casefold(), address_of(self.request)
        if has_failed_too_often(name=name, address=address, now=timezone.now()):
            raise forms.ValidationError(_TOO_OFTEN, code="too_often")
        self.person = authenticate(self.request, username=typed["username"].strip(), password=typed["password"])
        if self.person is None:
            read("sign_in_failed", by=None, commune_id=None, what=name, address=address)
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
        name, address = clean_line(self.user.username).casefold(), address_of(self.request)
        if has_failed_too_often(name=name, address=address, now=timezone.now()):
            raise forms.ValidationError(_TOO_OFTEN, code="too_often")
        if not self.user.check_password(self.cleaned_data["old_password"]):
            read("sign_in_failed", by=None, commune_id=None, what=name, address=address)
        return super().clean_old_password()


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
