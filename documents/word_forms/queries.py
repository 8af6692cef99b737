"""Which Word forms a person sees, and which one is in force."""

from django.db.models import Q

from documents.word_forms.models import WordForm
from permissions import access
from permissions.people.models import Unit


def _forms_of_the_commune(held):
    _units, communes = access.units_and_communes(held, "word_forms.keep")
    return Q(commune_id__in=communes) if communes else None


access.register_visibility(WordForm, _forms_of_the_commune)


def in_force(commune_id, kind):
    """The commune's form for a kind of paper; None without one."""
    rows = WordForm.objects.filter(commune=commune_id, kind=kind, ended_at=None)
    return rows.select_related("blob", "commune").first()


def kinds_with_form(commune_id):
    """Codes of the kinds of paper for which the commune has a form; one statement."""
    return set(WordForm.objects.filter(commune=commune_id, ended_at=None).values_list("kind", flat=True))


def forms_seen(user, held):
    """The forms this person keeps, ended ones too: those of one paper together, the newest first."""
    rows = access.visible_to(user, WordForm, acting=held)
    return rows.select_related("blob", "commune", "added_by").order_by("kind", "-number")


def commune_kept(held):
    """The commune whose forms a person keeps, None where there is none."""
    _units, communes = access.units_and_communes(held, "word_forms.keep")
    return Unit.objects.filter(pk__in=communes).order_by("pk").first()
