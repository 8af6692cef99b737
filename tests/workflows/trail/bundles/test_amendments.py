"""The bundle of a cancelling or correcting decision: what it says of each award, which papers go with it."""

import json

import pytest

from permissions.refusals import NotYou
from tests.documents.signatures.bringing import PERSON, bring, bytes_in, keys_of, trust
from tests.workflows.decisions.conftest import NOW
from tests.workflows.revocations.conftest import TODAY, clock, desk, papers
from workflows.revocations.models import Revocation
from workflows.revocations.queries import version_of
from workflows.revocations.returning import record_given_back

__all__ = ["clock", "desk", "papers"]
pytestmark = pytest.mark.django_db
WRONG, RIGHT = "Nguyễn Thi Hòa", "Nguyễn Thị Hòa"
LAST = "2026-12-15"  # fifteen working days after the decision


@pytest.fixture(scope="module")
def keys():
    return keys_of(NOW)


def _facts(made):
    return json.loads(made.text("files/noi-dung.json"))


def _files(made, folder):
    return {(made.folder / name).read_bytes() for name in made.names if name.startswith(f"files/{folder}/")}


def _given_back(values, by):
    revocation = Revocation.objects.get()
    said = {"revocation": revocation, "row_version": version_of(revocation), "item": "money", "values": values}
    return record_given_back(**said, by=by)


def test_a_cancelling_decision_tells_the_awards_the_grounds_and_what_came_back(cast, desk, papers, bundled):
    decision = desk.issued(desk.passed("Bùi A", "Chu B"))
    papers.paid("Bùi A")
    papers.handed("Bùi A")
    amendment = papers.issued("Bùi A")
    _given_back({"state": "returned", "voucher": "PT-1", "returned_on": TODAY}, desk.town.office_reviewer)
    _given_back(
        {"state": "returned", "voucher": "PT-2", "returned_on": TODAY, "note": "Nhầm số phiếu."},
        desk.town.office_reviewer,
    )

    made = bundled(amendment, cast.here.inspector)

    code, said = made.check()
    assert (code, "ĐÚNG TOÀN BỘ" in said) == (0, True), said
    facts, page = _facts(made), made.text("MUC-LUC.html")
    (line,) = facts["lines"]
    named = ("name", "decision", "decision_number", "outcome", "wrong", "right")
    assert [line[name] for name in named] == ["Bùi A", decision.code, "01/QĐ-UBND", "revoked", {}, {}]
    assert "gian dối" in line["ground"] and "Điều 93" in line["ground_basis"]
    money, thing = facts["due_back"]
    named = ("name", "item", "amount", "give_back_by")
    assert [money[name] for name in named] == ["Bùi A", "money", 760_000, LAST]
    assert [thing[name] for name in named] == ["Bùi A", "object", 0, LAST]
    assert [(row["voucher"], row["holds"]) for row in money["records"]] == [("PT-1", False), ("PT-2", True)]
    assert thing["records"] == []
    assert ("PT-2" in page, "PT-1" in page, "760.000" in page, "Chưa ghi nhận" in page) == (True, False, True, True)
    own = {bytes_in(row.blob) for row in (amendment.first_rendition, amendment.second_rendition)}
    assert _files(made, "van-ban") == own
    assert _files(made, "quyet-dinh-lien-quan") == {bytes_in(decision.second_rendition.blob)}
    acts = [event["act"] for event in json.loads(made.text("files/dong-thoi-gian.json"))]
    assert acts == ["amendment.drafted", "amendment.sign", "amendment.issue"]
    assert "Quyết định hủy bỏ, đính chính PQ-2026-D002" in page
    held = {row["path"] for row in json.loads(made.text("data/named.json"))}
    assert {name for name in made.names if name.startswith("files/van-ban/")} <= held


def test_a_correcting_decision_tells_the_words_before_and_after(cast, desk, papers, bundled):
    desk.issued(desk.passed(WRONG))
    amendment = papers.corrected(WRONG, full_name=RIGHT, birth_on="1990-02-03")

    made = bundled(amendment, cast.here.commune_chair)

    (line,) = _facts(made)["lines"]
    assert (line["name"], line["wrong"], line["right"]) == (
        WRONG,
        {"full_name": WRONG, "birth_on": ""},
        {"full_name": RIGHT, "birth_on": "1990-02-03"},
    )
    page = made.text("MUC-LUC.html")
    assert all(words in page for words in (WRONG, RIGHT, "03/02/1990", "(để trống)"))
    assert "phải nộp lại" not in page
    assert made.check()[0] == 0


def test_a_draft_brings_no_paper_of_its_own_and_a_lost_byte_is_found(cast, desk, papers, bundled):
    desk.issued(desk.passed("Bùi A"))
    made = bundled(papers.drafted("Bùi A"), cast.here.office_head)

    assert (_files(made, "van-ban"), _facts(made)["due_back"]) == (set(), [])
    assert made.check()[0] == 0
    path = made.folder / "files/noi-dung.json"
    path.write_bytes(path.read_bytes().replace(b"D002", b"D003", 1))
    code, said = made.check()
    assert (code, "noi-dung.json" in said) == (1, True)


def test_signed_files_of_the_paper_and_of_what_it_touches_stand_in_one_section(cast, desk, papers, keys, bundled):
    trust(keys, cast)
    chair = cast.here.commune_chair
    decision = desk.issued(desk.passed("Bùi A"))
    first = bring(decision.second_rendition, decision, keys.person, chair, field="Ky")
    amendment = papers.issued("Bùi A")
    second = bring(amendment.second_rendition, amendment, keys.person, chair, field="Ky")

    made = bundled(amendment, cast.here.inspector)

    told = _facts(made)["digital_signatures"]
    assert [(row["verdict"], row["sha256"]) for row in told] == [
        ("valid", second.blob.sha256),
        ("valid", first.blob.sha256),
    ]
    page = made.text("MUC-LUC.html")
    assert (page.count("Chữ ký số</h2>"), page.count(f"{PERSON}, ") >= 2) == (1, True)
    assert bytes_in(second.blob) in _files(made, "van-ban")
    assert _files(made, "quyet-dinh-lien-quan") == {bytes_in(first.blob)}
    assert made.check()[0] == 0


def test_statements_do_not_grow_with_the_awards(cast, desk, papers, bundled, django_assert_max_num_queries):
    for names in (("Bùi A",), ("Chu B", "Dương C", "Đỗ D")):
        desk.issued(desk.passed(*names))
        amendment = papers.issued(*names)
        with django_assert_max_num_queries(70):
            bundled(amendment, cast.here.inspector, is_sealed=False)


def test_who_works_on_it_without_the_right_and_who_is_of_another_commune_gets_none(cast, desk, papers, bundled):
    desk.issued(desk.passed("Bùi A"))
    amendment = papers.issued("Bùi A")

    for person in (cast.here.office_reviewer, cast.here.records_clerk):
        with pytest.raises(NotYou):
            bundled(amendment, person)
    assert bundled(amendment, cast.here.unit_head) is None
    assert bundled(amendment, cast.there.inspector) is None
