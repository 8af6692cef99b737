"""What is typed about people and offices: days that cannot be are told."""

import pytest
from django.utils import translation

from permissions.people.forms import AppointmentForm, DeputyForm, EndForm, NewUnitForm

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["31/02/2026", "12/31/2026", "01/01/0001", "31/12/9999", "2026"])
def test_a_day_that_cannot_be_is_refused(cast, typed):
    forms = [AppointmentForm({"from_on": typed}), DeputyForm({"from_on": typed}, deputy=cast.stranger)]

    assert [form.errors["from_on"][0].startswith(f"“{typed}”") for form in forms] == [True, True]
    assert EndForm({"to_on": typed}).errors["to_on"][0].startswith(f"“{typed}”")


def test_every_field_of_a_new_unit_is_named_in_the_language_of_the_screen():
    labels = {}
    for language in ("en", "vi"):
        with translation.override(language):
            labels[language] = {name: str(field.label) for name, field in NewUnitForm().fields.items()}

    assert [name for name, label in labels["vi"].items() if label == labels["en"][name]] == []
