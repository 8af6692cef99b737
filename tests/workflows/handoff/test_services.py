"""Draft, change, sign, send back, forward, forward again; every refusal has its sentence."""

from datetime import date

import pytest
from django.core.management import call_command

from documents.proposals import services as letters
from permissions.ledger.queries import last_act
from permissions.refusals import LostRace, NotNow, NotYou, ValidationError
from tests import making
from workflows.approval import services as approval
from workflows.handoff import sending, services
from workflows.handoff.differences import changes_of
from workflows.handoff.models import Sending, Transmittal
from workflows.handoff.queries import lines_of

pytestmark = pytest.mark.django_db


def test_a_letter_is_drafted_over_several_dossiers(above):
    dossiers = [above.passed(("Lò Thị Thủy",)), above.passed(("Vàng A Páo",))]

    letter = above.drafted(*dossiers)

    assert (letter.code, letter.symbol, letter.state) == ("PQ-2026-T001", "TTr-UBND", "drafted")
    assert [line.nomination.full_name for line in lines_of(letter)] == ["Lò Thị Thủy", "Vàng A Páo"]
    assert [above.now(each).state for each in dossiers] == ["transmittal_drafted"] * 2
    assert (letter.desk_unit, letter.desk_office) == (above.town.commune, "commune_chair")


def test_one_letter_asks_for_one_award_form(above):
    mixed = [above.passed(), above.stations.at("passed", names=["Lý Thị Sen"])]

    with pytest.raises(ValidationError, match="draft one letter for each form"):
        services.draft_transmittal(
            proposals=mixed, row_versions=making.row_versions_of(mixed), by=above.town.office_reviewer
        )


def test_no_dossier_makes_no_letter(above):
    with pytest.raises(ValidationError, match="Choose at least one dossier"):
        services.draft_transmittal(proposals=[], row_versions={}, by=above.town.office_reviewer)


def test_a_dossier_stands_in_one_live_letter(above):
    letter = above.drafted()
    dossier = lines_of(letter)[0].nomination.proposal

    with pytest.raises(NotNow):
        services.draft_transmittal(
            proposals=[dossier], row_versions=making.row_versions_of([dossier]), by=above.town.office_reviewer
        )


def test_words_and_order_of_a_draft_are_changed(above):
    letter = above.drafted()
    order = [line.pk for line in lines_of(letter)][::-1]

    changed = services.change_draft(
        transmittal=letter,
        row_version=letter.row_version,
        values={"title": "Về việc đề nghị tặng Bằng khen"},
        order=order,
        by=above.town.office_reviewer,
    )

    assert changed.title == "Về việc đề nghị tặng Bằng khen"
    assert [line.pk for line in lines_of(changed)] == order
    assert last_act(letter.stream).act == "transmittal.changed"


def test_a_signed_letter_is_no_draft_any_more(above):
    letter = above.signed()

    with pytest.raises(NotNow, match="no draft any more"):
        services.change_draft(
            transmittal=letter, row_version=letter.row_version, values={}, by=above.town.office_reviewer
        )


def test_the_signature_keeps_the_letter_with_its_hash(above):
    letter = above.signed()

    assert letter.first_rendition.sha256
    assert (letter.signer_title, letter.number) == ("Chủ tịch", "")


def test_a_draft_sent_back_gives_its_words_to_the_next_one(above):
    dossier = above.passed()
    letter = above.drafted(dossier)
    letter = services.change_draft(
        transmittal=letter,
        row_version=letter.row_version,
        values={"request": "Kính trình xem xét."},
        by=above.town.office_reviewer,
    )

    services.send_back_paper(
        transmittal=letter, row_version=letter.row_version, reason="Sửa căn cứ.", by=above.town.commune_chair
    )
    again = above.drafted(above.now(dossier))

    assert above.now(letter).state == "sent_back"
    assert (again.code, again.request) == ("PQ-2026-T002", "Kính trình xem xét.")


def test_forwarding_numbers_packs_and_sends_in_one_act(above):
    letter = above.forwarded()
    sent = letter.sendings.get()
    entry = last_act(letter.stream)

    assert (letter.state, letter.number, letter.issued_on) == ("forwarded", "1", date(2026, 11, 23))
    assert (letter.desk_unit, letter.desk_office) == (above.cast.province, "province_officer")
    assert letter.due_on == date(2027, 1, 6)  # thirty working days; 24 November and New Year are off
    assert (sent.number, sent.lines.count()) == (1, 3)
    assert sent.sha256 == sent.package.sha256
    assert sent.manifest_sha256 in entry.payload.body and sent.sha256 in entry.payload.body


def test_a_package_that_is_not_whole_is_not_sent(above, monkeypatch):
    letter = above.signed()
    monkeypatch.setattr(sending, "check_package", lambda path: ["data/to-trinh.pdf: the content was changed."])

    with pytest.raises(NotNow, match="not whole") as refusal:
        services.forward(transmittal=letter, row_version=letter.row_version, by=above.town.records_clerk)

    assert "data/to-trinh.pdf: the content was changed." in refusal.value.sentences
    assert (above.now(letter).state, above.now(letter).number, Sending.objects.count()) == ("signed", "", 0)


def test_a_number_of_the_own_register_is_not_typed(above):
    letter = above.signed()

    with pytest.raises(ValidationError, match="leave this field empty"):
        services.forward(transmittal=letter, row_version=letter.row_version, number="7", by=above.town.records_clerk)


def test_another_office_may_not_forward(above):
    letter = above.signed()

    with pytest.raises(NotYou):
        services.forward(transmittal=letter, row_version=letter.row_version, by=above.town.office_reviewer)


def test_a_letter_seen_before_it_moved_is_a_lost_race(above):
    letter = above.signed()
    seen = letter.row_version
    services.forward(transmittal=letter, row_version=seen, by=above.town.records_clerk)

    with pytest.raises(LostRace):
        services.forward(transmittal=letter, row_version=seen, by=above.town.records_clerk)


# --- again -----------------------------------------------------------------------------------------
def completed(above, letter, name="Ma Thế Đường"):
    """The returned line, with a paper added by the unit, back at the commune."""
    dossier = above.dossier_of(letter, name)
    dossier = approval.ask_unit(
        proposal=dossier, row_version=dossier.row_version, by=above.town.office_reviewer, reason="Bổ sung thuế."
    )
    row = dossier.nominations.get(full_name=name)
    upload = making.pdf("xac-nhan-thue.pdf", "thue")
    letters.attach_paper(letter=dossier.letter, nomination=row, kind="khac", upload=upload, by=above.town.unit_clerk)
    dossier = above.now(dossier)
    return approval.supplement(
        proposal=dossier, row_version=dossier.row_version, by=above.town.unit_head, reason="Đã bổ sung xác nhận thuế."
    )


def test_a_completed_line_goes_again_in_a_package_of_its_own(above):
    letter = above.received()
    letter = above.give_back(letter, "Ma Thế Đường")
    first = letter.sendings.get()
    dossier = completed(above, letter)
    letter = above.now(letter)

    letter = services.forward_again(transmittal=letter, row_version=letter.row_version, by=above.town.records_clerk)
    second = letter.sendings.get(number=2)

    assert above.now(dossier).state == "forwarded"
    assert [sent.line.nomination.full_name for sent in second.lines.all()] == ["Ma Thế Đường"]
    assert second.sha256 != first.sha256 and letter.sendings.get(number=1) == first
    [line] = changes_of(second)
    assert [(change.field, change.before, change.after) for change in line.changes] == [
        ("papers", None, "xac-nhan-thue.pdf")
    ]
    assert changes_of(first) == []


def test_a_list_that_says_otherwise_is_drafted_anew(above):
    letter = above.give_back(above.received(), "Ma Thế Đường")
    dossier = above.dossier_of(letter, "Ma Thế Đường")
    dossier = approval.ask_unit(
        proposal=dossier, row_version=dossier.row_version, by=above.town.office_reviewer, reason="Sửa tên."
    )
    row = dossier.nominations.get()
    letters.change_nomination(
        nomination=row,
        row_version=row.row_version,
        values={"full_name": "Ma Thế Dương"},
        by=above.town.unit_clerk,
    )
    dossier = above.now(dossier)
    approval.supplement(
        proposal=dossier, row_version=dossier.row_version, by=above.town.unit_head, reason="Đã sửa tên."
    )
    letter = above.now(letter)

    with pytest.raises(NotNow, match="Draft the letter anew"):
        services.forward_again(transmittal=letter, row_version=letter.row_version, by=above.town.records_clerk)
    again = above.drafted(above.now(dossier))

    assert [line.nomination.full_name for line in lines_of(again)] == ["Ma Thế Dương"]
    assert above.now(dossier).state == "transmittal_drafted"
    assert above.now(letter).state == "forwarded"
    assert [line.dropped_at is None for line in lines_of(above.now(letter))] == [True, True, False]


def test_a_letter_whose_every_line_is_drafted_anew_is_replaced(above):
    letter = above.give_back(above.received(), "Nguyễn Thị Hòa", "Đặng Quốc Ý", "Ma Thế Đường")
    dossier = above.dossier_of(letter, "Ma Thế Đường")

    above.drafted(dossier)

    assert above.now(letter).state == "replaced"
    assert Transmittal.objects.count() == 2


def test_the_trail_verifies_with_packages_and_answers(above, capsys):
    letter = above.give_back(above.received(), "Ma Thế Đường")
    completed(above, letter)
    letter = above.now(letter)
    services.forward_again(transmittal=letter, row_version=letter.row_version, by=above.town.records_clerk)
    above.answer(letter, NguyễnThịHòa="granted", ĐặngQuốcÝ="refused", MaThếĐường="granted")

    call_command("verify_trail")
    call_command("desks")

    assert "where its state puts it" in capsys.readouterr().out
