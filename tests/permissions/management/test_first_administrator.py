"""The first account of a new installation."""

import pytest
from django.core.management import CommandError, call_command

from permissions import access
from permissions.people.models import User

pytestmark = pytest.mark.django_db
ASKED = {"province_code": "TN", "province_name": "Tỉnh Thái Nguyên", "password": "dai-va-kho-doan-1"}


def test_the_first_administrator_may_manage_people():
    call_command("first_administrator", "quantri", "Nguyễn Văn A", **ASKED)

    assert access.may(User.objects.get(username="quantri"), "people.edit")


def test_who_is_first_is_told_to_appoint_the_second(capsys):
    call_command("first_administrator", "quantri", "Nguyễn Văn A", **ASKED)

    assert "Appoint a second administrator first" in capsys.readouterr().out


def test_there_is_only_one_first():
    call_command("first_administrator", "quantri", "Nguyễn Văn A", **ASKED)

    with pytest.raises(CommandError):
        call_command("first_administrator", "khac", "Nguyễn Văn B", **ASKED)
