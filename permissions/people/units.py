"""Kinds of unit in the tree province > commune > office, school, front, company, hamlet."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class UnitKind(models.TextChoices):
    PROVINCE = "province", _("Province")
    COMMUNE = "commune", _("Commune People's Committee")
    CULTURE_OFFICE = "culture_society_office", _("Culture and Society Office")
    OFFICE = "office", _("Office, centre")
    SCHOOL = "school", _("School")
    FRONT = "front", _("Fatherland Front, mass organisation")
    FORCES = "armed_forces", _("Armed forces")
    COMPANY = "company", _("Company, cooperative")
    HAMLET = "hamlet", _("Hamlet")
    COUNCIL = "council", _("Awards council")
