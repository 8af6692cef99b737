"""Holds, and the list that two persons must agree on."""

import json

import pytest

from documents.disposal import queries, services
from documents.disposal.models import DisposalList, Hold
from documents.proposals.models import Letter
from permissions.ledger.models import LedgerEntry
from permissions.ledger.verify import verify
from permissions.refusals import LostRace, NotNow, NotYou, ValidationError
from tests.conftest import appoint
from tests.documents.disposal.conftest import OVER


def _hold(letter, by, **said):
    said = {"reason": "Thanh tra tỉnh yêu cầu", "document_number": "12/TTr"} | said
    return services.hold(letter=letter, by=by, now=OVER, **said)


def _propose(town, *letters, by=None, **said):
    said = {"legal_basis": "Luật Lưu trữ"} | said
    return services.propose(commune=town.commune, letters=list(letters), by=by or town.records_clerk, now=OVER, **said)


def _acts(stream):
    return list(LedgerEntry.objects.filter(stream__key=stream).order_by("seq").values_list("act", flat=True))


def test_hold_and_release_are_acts_with_reason_and_document(ended, town):
    letter = ended()

    held = _hold(letter, town.records_clerk)
    services.release(held=held, row_version=1, reason="Thanh tra đã xong", by=town.commune_chair, now=OVER)

    last = LedgerEntry.objects.filter(stream__key=letter.stream).order_by("-seq").select_related("payload")[:2]
    assert [entry.act for entry in last] == ["disposal.released", "disposal.held"]
    told = json.loads(last[1].payload.body)
    assert (told["reason"], told["document_number"]) == ("Thanh tra tỉnh yêu cầu", "12/TTr")
    assert Hold.objects.get().release_reason == "Thanh tra đã xong"
    assert verify().holds


def test_held_dossier_is_told_and_may_not_be_listed(ended, town):
    letter = ended()
    _hold(letter, town.records_clerk)

    assert [row.is_held for row in queries.due(Letter.objects.all(), today=OVER.date())] == [True]
    with pytest.raises(NotNow):
        _propose(town, letter)
    assert not DisposalList.objects.exists()


def test_list_with_a_dossier_held_since_is_not_approved(ended, town):
    letter = ended()
    listed = _propose(town, letter)
    _hold(letter, town.records_clerk)

    with pytest.raises(NotNow):
        services.approve(disposal_list=listed, row_version=1, by=town.commune_chair, now=OVER)


def test_hold_once_at_a_time_and_release_once(ended, town):
    letter = ended()
    held = _hold(letter, town.records_clerk)

    with pytest.raises(NotNow):
        _hold(letter, town.commune_chair)
    services.release(held=held, row_version=1, reason="Xong", by=town.records_clerk, now=OVER)
    with pytest.raises(LostRace):
        services.release(held=held, row_version=1, reason="Xong", by=town.records_clerk, now=OVER)
    with pytest.raises(NotNow):
        services.release(held=held, row_version=2, reason="Xong", by=town.records_clerk, now=OVER)
    _hold(letter, town.records_clerk)


@pytest.mark.parametrize("name", ["reason", "document_number"])
def test_hold_needs_reason_and_document(ended, town, name):
    letter = ended()

    with pytest.raises(ValidationError) as refused:
        _hold(letter, town.records_clerk, **{name: "  "})
    assert list(refused.value.message_dict) == [name]


@pytest.mark.parametrize("office", ["unit_head", "office_reviewer", "office_head", "inspector"])
def test_hold_and_list_need_their_rights(ended, town, office):
    letter, person = ended(), getattr(town, office)

    with pytest.raises(NotYou):
        _hold(letter, person)
    with pytest.raises(NotYou):
        _propose(town, letter, by=person)


def test_list_tells_its_dossiers_and_its_acts(ended, town):
    letter = ended()
    listed = _propose(town, letter)
    services.approve(disposal_list=listed, row_version=1, by=town.commune_chair, now=OVER)

    assert listed.code == "PQ-2037-TH001"
    assert list(listed.items.values_list("letter__code", "due_year")) == [(letter.code, 2037)]
    assert _acts(listed.stream) == ["disposal.proposed", "disposal.approved"]
    assert verify().holds


def test_refused_list_lets_its_dossiers_be_listed_again(ended, town):
    letter = ended()
    listed = _propose(town, letter)
    with pytest.raises(ValidationError):
        services.refuse(disposal_list=listed, row_version=1, by=town.commune_chair, reason=" ", now=OVER)
    services.refuse(disposal_list=listed, row_version=1, by=town.commune_chair, reason="Thiếu căn cứ", now=OVER)

    assert _propose(town, letter).code == "PQ-2037-TH002"


def test_who_proposed_may_not_approve(ended, town):
    appoint(town.records_clerk, "commune_chair", town.commune)
    listed = _propose(town, ended())

    with pytest.raises(NotYou):
        services.approve(disposal_list=listed, row_version=1, by=town.records_clerk, now=OVER)


def test_answered_list_is_not_answered_again(ended, town):
    listed = _propose(town, ended())
    services.approve(disposal_list=listed, row_version=1, by=town.commune_chair, now=OVER)

    with pytest.raises(LostRace):
        services.approve(disposal_list=listed, row_version=1, by=town.commune_chair, now=OVER)
    with pytest.raises(NotNow):
        services.refuse(disposal_list=listed, row_version=2, reason="Muộn", by=town.commune_chair, now=OVER)


def test_dossiers_of_another_commune_and_those_not_due_are_named(ended, cast, town):
    letter = ended()

    with pytest.raises(NotNow):
        services.propose(
            commune=cast.there.commune, letters=[letter], legal_basis="Luật", by=cast.there.records_clerk, now=OVER
        )
    with pytest.raises(NotNow):
        services.propose(commune=town.commune, letters=[letter], legal_basis="Luật", by=town.records_clerk)
    with pytest.raises(ValidationError):
        _propose(town)
    with pytest.raises(ValidationError):
        _propose(town, letter, legal_basis="")
