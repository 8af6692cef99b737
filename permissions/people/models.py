"""People, units, offices held from-to, and dated deputies. Who may do what is asked in access.py."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords

from permissions.people.units import UnitKind
from permissions.roles import Office
from permissions.vietnamese import clean_line, name_sort_key, search_key, sort_key


class KeptHistoryManager(HistoryManager):
    """simple-history makes a manager class at each access to a history, a tenth of a whole move: one is enough."""

    _made = {}

    @classmethod
    def from_queryset(cls, queryset_class, class_name=None):
        key = cls, queryset_class, class_name
        if key not in cls._made:
            cls._made[key] = super().from_queryset(queryset_class, class_name)
        return cls._made[key]


class LeanHistoricalRecords(HistoricalRecords):
    """History is read by the key of its object and by its own; an index per foreign key would only slow every move."""

    def copy_fields(self, model):
        fields = super().copy_fields(model)
        for name, field in fields.items():
            field.db_index = field.db_index and name == model._meta.pk.name
        return fields

    def post_save(self, instance, created, using=None, **kwargs):
        """A save of nothing that history keeps (the moment of a sign-in, a password hashed anew) leaves no row."""
        written = kwargs.get("update_fields")
        if written is None or set(written) - set(self.excluded_fields):
            super().post_save(instance, created, using=using, **kwargs)


def history(**options):
    """History with 64-bit keys; every row names the person and, in the ledger, the act."""
    keys = models.BigAutoField(primary_key=True)
    return LeanHistoricalRecords(history_id_field=keys, history_manager=KeptHistoryManager, **options)


USERNAME = RegexValidator(
    r"^[A-Za-z0-9][A-Za-z0-9._-]*\Z", _("Letters without accents, digits, dots and hyphens only.")
)
TELEPHONE = RegexValidator(r"^\+?[0-9 .()-]{3,}\Z", _("Digits, blanks, dots, hyphens and a leading + only."))


class UserManager(BaseUserManager):
    def create_user(self, username, password=None, **fields):
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username):
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """A person with an account. Deactivated, never deleted; nobody is above the rules."""

    tells_of_people = True  # who opens one is recorded

    username = models.CharField(_("user name"), max_length=60, unique=True, validators=[USERNAME])
    full_name = models.CharField(_("full name"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True, validators=[TELEPHONE])
    is_active = models.BooleanField(_("active"), default=True)
    is_superuser = models.BooleanField(default=False, editable=False)
    joined_at = models.DateTimeField(auto_now_add=True)
    # Who set the present password for the holder, and when; nobody once the holder has chosen an own one.
    password_set_by = models.ForeignKey("self", models.PROTECT, null=True, editable=False, related_name="+")
    password_set_at = models.DateTimeField(null=True, editable=False)
    search_key = models.CharField(max_length=200, editable=False, default="")
    sort_key = models.CharField(max_length=700, editable=False, default="")

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]
    objects = UserManager()
    history = history(excluded_fields=["password", "last_login"])

    class Meta:
        verbose_name = _("account")
        ordering = ["sort_key", "pk"]
        constraints = [models.CheckConstraint(name="user_nobody_is_superuser", condition=Q(is_superuser=False))]

    def __str__(self):
        return self.full_name

    def save(self, **kwargs):
        self.full_name = clean_line(self.full_name)
        self.search_key = search_key(self.full_name, self.username)
        self.sort_key = name_sort_key(self.full_name)
        super().save(**kwargs)

    @property
    def stream(self):
        """How records of access name the person; what is changed is told on the people's stream."""
        return f"person/{self.pk}"

    @property
    def home_commune_id(self):
        """Key of the commune of the newest office; None without one. One statement."""
        newest = self.appointments.order_by("-from_on", "-pk")
        return newest.values_list("unit__commune_id", flat=True).first()

    @property
    def initials(self):
        """First letters of family and given name, for the round badge."""
        words = self.full_name.split()
        return (words[0][:1] + words[-1][:1]).upper() if len(words) > 1 else self.full_name[:2].upper()

    @property
    def must_change_password(self):
        """Somebody else knows the password: until the holder has chosen an own one, the account opens nothing."""
        return self.password_set_by_id is not None

    # Django's and guardian's code asks these; in this system the answer is in access.py.
    @property
    def is_staff(self):
        return False

    def has_perm(self, perm, obj=None):
        return False

    def has_perms(self, perms, obj=None):
        return False

    def has_module_perms(self, app_label):
        return False


class Unit(models.Model):
    """A body in the tree. `commune` is the commune above it (itself for a commune, empty above)."""

    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    commune = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="units_below")
    kind = models.CharField(_("kind"), max_length=30, choices=UnitKind)
    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    symbol = models.CharField(_("document symbol"), max_length=30, blank=True)
    place = models.CharField(_("place name on papers"), max_length=60, blank=True)
    agency_code = models.CharField(
        _("electronic identifier of the agency"),
        max_length=40,
        blank=True,
        validators=[RegexValidator(r"^[A-Z0-9]{1,5}(\.[A-Z0-9]{1,5}){0,5}\Z", _("Write it like H55.242."))],
        help_text=_("As the province gave it, like H55.242. Without it no message for the document axis is made."),
    )
    has_accounts = models.BooleanField(_("has accounts"), default=True)
    is_active = models.BooleanField(_("active"), default=True)
    search_key = models.CharField(max_length=300, editable=False, default="")
    sort_key = models.CharField(max_length=1500, editable=False, default="")

    history = history()

    class Meta:
        verbose_name = _("unit")
        ordering = ["sort_key", "pk"]
        constraints = [
            models.CheckConstraint(
                name="unit_province_stands_above_communes",
                condition=Q(kind=UnitKind.PROVINCE, commune=None) | ~Q(kind=UnitKind.PROVINCE),
            )
        ]
        indexes = [models.Index(fields=["commune", "kind"], name="unit_in_commune_by_kind")]

    def __str__(self):
        return self.name

    def save(self, **kwargs):
        self.name = clean_line(self.name)
        self.search_key = search_key(self.name, self.short_name, self.code)
        self.sort_key = sort_key(self.name)
        super().save(**kwargs)

    @property
    def unit_id(self):
        """A unit is reached by the offices held in it."""
        return self.pk


class Appointment(models.Model):
    """An office held by a person in a unit, from a day to a day (both counted; open end allowed)."""

    user = models.ForeignKey("permissions.User", models.PROTECT, related_name="appointments")
    unit = models.ForeignKey("permissions.Unit", models.PROTECT, related_name="appointments")
    office = models.CharField(_("office"), max_length=30, choices=Office)
    title = models.CharField(_("title on papers"), max_length=120, blank=True)
    basis = models.CharField(_("decision or mandate"), max_length=200, blank=True)
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("to"), null=True, blank=True)
    confirmed_by = models.ForeignKey("permissions.User", models.PROTECT, null=True, blank=True, related_name="+")
    appointed_by = models.ForeignKey("permissions.User", models.PROTECT, null=True, blank=True, related_name="+")
    # In whose name: another person than appointed_by where a deputy appointed.
    appointed_for = models.ForeignKey("permissions.User", models.PROTECT, null=True, blank=True, related_name="+")
    needs_confirmation = models.BooleanField(default=False, editable=False)

    history = history()

    class Meta:
        ordering = ["unit", "office", "-from_on"]
        constraints = [
            models.CheckConstraint(
                name="appointment_ends_after_it_starts",
                condition=Q(to_on=None) | Q(to_on__gte=F("from_on")),
                violation_error_message=_("The last day lies before the first."),
            ),
            models.CheckConstraint(
                name="appointment_by_another_person",
                condition=Q(appointed_by=None) | ~Q(appointed_by=F("user")),
            ),
        ]
        indexes = [
            models.Index(fields=["user", "from_on"], name="appointment_of_user"),
            models.Index(fields=["unit", "office"], name="appointment_in_unit"),
        ]

    def __str__(self):
        return f"{self.title or self.get_office_display()}, {self.unit}"

    @property
    def parties(self):
        """Keys of those who gave the office and who got it: none of them confirms it."""
        return {self.appointed_by_id, self.appointed_for_id, self.user_id}

    def holds_on(self, day):
        """Is the office held on the day, and confirmed where it must be? As `access.in_force` asks it in SQL."""
        confirmed = self.confirmed_by_id is not None or not self.needs_confirmation
        return confirmed and self.from_on <= day and (self.to_on is None or day <= self.to_on)


class Deputising(models.Model):
    """A dated deputy: `deputy` acts in the name of the holder of `appointment`, with a signing form."""

    class SigningForm(models.TextChoices):
        KT = "KT", _("KT. (for the superior)")
        TL = "TL", _("TL. (by order)")
        TUQ = "TUQ", _("TUQ. (by authorisation)")

    appointment = models.ForeignKey("permissions.Appointment", models.PROTECT, related_name="deputisings")
    deputy = models.ForeignKey("permissions.User", models.PROTECT, related_name="deputisings")
    signing_form = models.CharField(_("signing form"), max_length=3, choices=SigningForm, default=SigningForm.KT)
    title = models.CharField(_("title on papers"), max_length=120, blank=True)
    basis = models.CharField(_("delegation paper"), max_length=200)
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("to"), null=True, blank=True)
    confirmed_by = models.ForeignKey("permissions.User", models.PROTECT, null=True, blank=True, related_name="+")
    named_by = models.ForeignKey("permissions.User", models.PROTECT, null=True, blank=True, related_name="+")
    # In whose name: another person than named_by where a deputy named.
    named_for = models.ForeignKey("permissions.User", models.PROTECT, null=True, blank=True, related_name="+")
    needs_confirmation = models.BooleanField(default=False, editable=False)

    history = history()

    class Meta:
        ordering = ["appointment", "-from_on"]
        constraints = [
            models.CheckConstraint(
                name="deputising_ends_after_it_starts",
                condition=Q(to_on=None) | Q(to_on__gte=F("from_on")),
                violation_error_message=_("The last day lies before the first."),
            ),
            models.CheckConstraint(
                name="deputising_by_another_person", condition=Q(named_by=None) | ~Q(named_by=F("deputy"))
            ),
        ]

    def __str__(self):
        return f"{self.signing_form}. {self.appointment}: {self.deputy}"

    @property
    def parties(self):
        """Keys of those who named the deputy, and the deputy: none of them confirms it."""
        return {self.named_by_id, self.named_for_id, self.deputy_id}


class ApiToken(models.Model):
    """A personal key to the API: only its digest is kept. Ends on a day or when revoked, and with the password."""

    user = models.ForeignKey("permissions.User", models.PROTECT, related_name="api_tokens")
    name = models.CharField(_("what it is for"), max_length=80)
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(_("ends"))
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(name="api_token_ends_after_it_is_made", condition=Q(expires_at__gt=F("made_at")))
        ]

    def __str__(self):
        return self.name

    def is_live(self, now):
        """Does it still open the door (while the password is the same)?"""
        return self.revoked_at is None and self.expires_at > now


class SignInAttempt(models.Model):
    """A password being tried, kept a while where it was wrong: what the brake on guessing counts. No evidence."""

    name = models.CharField(max_length=200)
    address = models.CharField(max_length=45, blank=True)
    at = models.DateTimeField(db_index=True)
