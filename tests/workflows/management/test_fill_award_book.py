"""Decisions issued before the award book: what they granted is entered once."""

import pytest
from django.core.management import call_command

from documents.registry.models import Award
from permissions.ledger.verify import verify
from tests.workflows.decisions.conftest import Desk
from workflows.decisions import issuing

pytestmark = pytest.mark.django_db


def test_what_was_granted_before_is_entered_once(cast, rules, monkeypatch, capsys):
    desk = Desk(cast.here)
    with monkeypatch.context() as before:
        before.setattr(issuing, "enter_awards", lambda **said: {"awards": [], "history": []})
        desk.issued(desk.passed("Bùi A", "Bùi B"))
    assert not Award.objects.exists()

    call_command("fill_award_book")
    call_command("fill_award_book")

    assert capsys.readouterr().out.split("\n")[:2] == ["2 awards entered.", "0 awards entered."]
    assert Award.objects.count() == 2
    assert verify().holds
