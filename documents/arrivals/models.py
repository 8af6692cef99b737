"""The arrival book of the records clerk: every paper that came in, its number of arrival, from whom, what, the scan."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from documents.arrivals.kinds import RecordedAs
from documents.numbers.kinds import Mode
from permissions.people.models import history
from permissions.vietnamese import search_key

__all__ = ["Arrival", "Recording"]


class Arrival(models.Model):
    """One paper (or bundle) received on a day. Letters, signatures and answers on paper are recorded on it."""

    tells_of_people = True  # who opens one is recorded

    commune = models.ForeignKey("permissions.Unit", models.PROTECT, related_name="+", db_index=False)
    register_mode = models.CharField(_("register"), max_length=10, choices=Mode)
    year = models.PositiveSmallIntegerField(_("year of the register"))
    number = models.CharField(_("number of arrival"), max_length=20)
    arrived_on = models.DateField(_("arrived on"))
    unit = models.ForeignKey(
        "permissions.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("from the unit")
    )
    sender = models.CharField(_("from whom"), max_length=200)
    paper_number = models.CharField(_("number on the paper"), max_length=60, blank=True)
    paper_on = models.DateField(_("date of the paper"), null=True, blank=True)
    title = models.CharField(_("what it is about"), max_length=300)
    scan = models.ForeignKey("documents.Blob", models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=255)
    registered_by = models.ForeignKey("permissions.User", models.PROTECT, related_name="+")
    registered_at = models.DateTimeField(_("registered at"))
    row_version = models.PositiveIntegerField(default=1, editable=False)
    search_key = models.CharField(max_length=900, editable=False, default="")

    history = history()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["commune", "year", "number"], name="arrival_number_once_a_year"),
        ]
        indexes = [models.Index(fields=["commune", "-id"], name="arrival_newest")]

    def __str__(self):
        return f"{self.number}/{self.year}"

    @property
    def stream(self):
        return f"arrival/{self.commune.code}/{self.year}/{self.number}"

    def fill_keys(self):
        """Called by the services before saving: the key that search reads."""
        self.search_key = search_key(str(self), self.sender, self.title, self.paper_number)[:900]


class Recording(models.Model):
    """What a paper was recorded as, once and for good. code: of the letter, dossier, meeting or paper it moved.

    Only what the province sends may say several things: they all stand on the first row.
    """

    append_only = True

    arrival = models.OneToOneField(Arrival, models.PROTECT, related_name="recording")
    kind = models.CharField(max_length=20, choices=RecordedAs)
    code = models.CharField(max_length=40)
    recorded_by = models.ForeignKey("permissions.User", models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.get_kind_display()} {self.code}"
