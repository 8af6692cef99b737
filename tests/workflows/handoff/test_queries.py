"""Who sees which letter, and what of it."""

import pytest

from documents.proposals import services as letters
from documents.proposals.models import Proposal
from permissions import access
from tests import making
from tests.conftest import appoint, make_person, make_unit, no_history
from tests.workflows.approval.stations import OF_THE_PROVINCE
from workflows.approval import services as approval
from workflows.handoff.models import Transmittal
from workflows.handoff.queries import found_by_words
from workflows.handoff.shown import lines_for

pytestmark = pytest.mark.django_db


def seen_by(person):
    return [letter.code for letter in access.visible_to(person, Transmittal).order_by("pk")]


def test_who_sees_a_letter_in_each_state(above):
    letter = above.drafted()
    inside = {"office_reviewer", "second_reviewer", "office_head", "commune_chair", "commune_deputy_chair", "inspector"}

    assert {name for name, person in above.town.person.items() if seen_by(person)} == inside
    assert seen_by(above.cast.province_officer) == []

    letter = above.signed(above.passed(("Lò Thị Thủy",)))
    assert {name for name, person in above.town.person.items() if letter.code in seen_by(person)} == inside | {
        "records_clerk"
    }
    assert seen_by(above.cast.province_officer) == []


def test_the_province_sees_what_was_forwarded_from_every_commune_below(above):
    letter = above.forwarded()
    elsewhere = make_person("officer_elsewhere")
    appoint(elsewhere, "province_officer", make_unit("CB", "Tỉnh Cao Bằng", "province", None))

    assert seen_by(above.cast.province_officer) == [letter.code]
    assert seen_by(elsewhere) == []
    assert not any(seen_by(person) for person in above.cast.there.person.values())


def test_the_unit_reads_its_own_lines_alone(above):
    letter = above.forwarded()

    mine = lines_for(letter, access.capacities(above.town.unit_head))

    assert len(mine) == 3
    assert lines_for(letter, access.capacities(above.town.other_head)) == []
    assert seen_by(above.town.other_head) == []


def test_the_province_reads_what_was_sent_not_what_the_unit_writes_since(above):
    letter = above.give_back(above.received(), "Ma Thế Đường")
    dossier = above.dossier_of(letter, "Ma Thế Đường")
    dossier = approval.ask_unit(
        proposal=dossier, row_version=dossier.row_version, by=above.town.office_reviewer, reason="Bổ sung."
    )
    row = dossier.nominations.get()
    values = {"full_name": "Bản Nháp", "summary": "Nháp."}
    letters.change_nomination(nomination=row, row_version=row.row_version, values=values, by=above.town.unit_clerk)

    for person in (above.cast.province_officer, above.town.office_reviewer):
        names = {line.nomination.full_name for line in lines_for(above.now(letter), access.capacities(person))}
        assert "Bản Nháp" not in names and "Ma Thế Đường" in names


def test_a_unit_finds_a_letter_by_its_own_nominees_alone(above):
    of_the_front = above.stations.at("passed", form=making.award_form(OF_THE_PROVINCE), names=["Vàng A Páo"])
    with no_history():
        Proposal.objects.filter(pk=of_the_front.pk).update(unit=above.town.front)
    letter = above.forwarded(above.passed(("Lò Thị Thủy",)), of_the_front)

    def found(person, text):
        held = access.capacities(person)
        rows = access.visible_to(person, Transmittal, acting=held)
        return [each.code for each in found_by_words(rows, text, held)]

    for person in (above.town.unit_head, above.town.other_head, above.cast.province_officer, above.town.records_clerk):
        assert found(person, letter.code) == [letter.code]
    assert found(above.town.unit_head, "lo thi thuy") == found(above.town.other_head, "vang a pao") == [letter.code]
    assert found(above.town.unit_head, "vang a pao") == found(above.town.other_head, "lo thi thuy") == []
    assert found(above.cast.province_officer, "pao") == found(above.town.office_reviewer, "thuy") == [letter.code]
