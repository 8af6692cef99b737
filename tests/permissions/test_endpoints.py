"""Endpoints declare their right, or are not taken."""

import pytest
from django import forms
from django.core.exceptions import ImproperlyConfigured

from permissions.endpoints import OPEN, Asks, Endpoints, SignedIn, read_form
from permissions.fields import LineField
from permissions.refusals import ValidationError


def endpoint(request):
    """Nothing."""


@pytest.mark.parametrize("auth", [{}, {"auth": None}, {"auth": lambda request: True}])
def test_an_endpoint_without_a_right_is_not_taken(auth):
    with pytest.raises(ImproperlyConfigured):
        Endpoints().get("/x", **auth)(endpoint)


@pytest.mark.parametrize(
    ("auth", "right"), [(Asks("people.view"), "people.view"), (SignedIn(), "signed_in"), (OPEN, "open")]
)
def test_the_right_stands_on_the_endpoint_for_the_check_at_the_start(auth, right):
    def told(request):
        """Nothing."""

    Endpoints().get("/x", auth=auth)(told)

    assert told.right == right


def test_an_undeclared_right_is_a_mistake():
    with pytest.raises(ImproperlyConfigured):
        Asks("people.fly")


def form(data):
    class Short(forms.Form):
        title = LineField(max_length=3)

    return Short(data)


def test_a_form_that_holds_is_given_back():
    assert read_form(form({"title": "abc"})).cleaned_data == {"title": "abc"}


def test_faults_are_named_as_the_request_names_the_field():
    with pytest.raises(ValidationError) as refusal:
        read_form(form({"title": "abcd"}), {"title": "abstract"})

    assert set(refusal.value.message_dict) == {"abstract"}


def test_a_value_for_a_field_that_is_not_asked_is_refused_and_an_empty_one_is_not():
    with pytest.raises(ValidationError) as refusal:
        read_form(form({"title": "abc"}), said={"title": "abc", "number": "15", "place": None})

    assert set(refusal.value.message_dict) == {"number"}
