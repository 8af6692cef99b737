"""The stored desks against the machine."""

import pytest
from django.core.management import CommandError, call_command

from documents.proposals.models import Proposal
from tests import making

pytestmark = pytest.mark.django_db


def test_desks_written_by_moves_are_right(cast, rules, capsys):
    making.draft(cast.here)
    making.returned(cast.here)
    making.appraised(cast.here)

    call_command("desks")

    assert "where its state puts it" in capsys.readouterr().out


def test_a_stray_desk_is_named(cast, rules, capsys):
    proposal = making.sent(cast.here)
    Proposal.objects.update(desk_office="office_head")

    with pytest.raises(CommandError):
        call_command("desks")

    assert proposal.code in capsys.readouterr().err
