"""Each kind of bundle holds in a bare Python, says what is in it, and refuses whom it must."""

import json

import pytest

from documents.attachments import store
from permissions import access
from permissions.refusals import NotNow, NotYou
from tests import making
from tests.conftest import give_mandate
from tests.project.office_world import World
from workflows.trail.bundles import making as bundles

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(cast, rules):
    return World(cast)


@pytest.fixture
def things(world):
    assert world.campaign_file
    return {
        "proposal": making.send_again(world.town, making.returned(world.town)),
        "meeting": world.closed[1],
        "decision": world.issued[1],
        "amendment": world.revoked[1],
        "campaign": world.campaign[1],
    }


def test_a_bundle_of_each_kind_holds_in_an_empty_folder_and_names_each_file_on_its_first_page(cast, things, bundled):
    for office in ("inspector", "office_head", "commune_chair"):
        for kind, thing in things.items():
            made = bundled(thing, cast.here.person[office])

            code, said = made.check()
            page = made.text("MUC-LUC.html")
            files = [name for name in made.names if name.startswith("files/")]

            assert code == 0, (kind, said)
            assert ("ĐÚNG TOÀN BỘ" in said, "LƯU Ý" in said, made.written.unsealed) == (True, False, 0)
            assert [name for name in files if f'href="{name}"' not in page] == []
            assert page.count('href="files/') == len(files)
            assert "<script" not in page


def test_a_dossier_brings_its_versions_papers_remarks_and_timeline(cast, things, bundled):
    dossier = things["proposal"]
    made = bundled(dossier, cast.here.office_head)

    facts = json.loads(made.text("files/noi-dung.json"))
    events = json.loads(made.text("files/dong-thoi-gian.json"))
    sentences = [event["act"] for event in events if event["stream"] == dossier.stream]

    versions = list(dossier.versions.order_by("number"))
    assert [made.text(f"files/phien-ban/phien-ban-{v.number}.json") for v in versions] == [v.body for v in versions]
    assert [(each["text"], each["answer"]) for each in facts["remarks"]] == [("Bổ sung số liệu.", "Đã bổ sung.")]
    assert {"proposal.submitted", "proposal.return_for_completion", "proposal.resend"} <= set(sentences)
    assert [name for name in made.names if name.startswith("files/giay-to/")]
    named = json.loads(made.text("data/named.json"))
    assert {row["path"] for row in named} >= {"files/phien-ban/phien-ban-1.json", "files/phien-ban/phien-ban-2.json"}


def test_a_decision_brings_its_kept_papers_which_the_trail_names(cast, things, bundled):
    made = bundled(things["decision"], cast.here.inspector)

    papers = [name for name in made.names if name.startswith("files/van-ban/")]
    named = {row["path"] for row in json.loads(made.text("data/named.json"))}

    assert len(papers) == 3
    assert set(papers) <= named


def test_entries_that_no_checkpoint_seals_yet_are_told(cast, things, bundled):
    made = bundled(things["campaign"], cast.here.inspector, is_sealed=False)

    code, said = made.check()

    assert (code, "mục chưa niêm phong" in said) == (0, True)
    assert "chưa có điểm niêm phong nào" in made.text("MUC-LUC.html")


def test_one_changed_byte_of_a_file_and_one_of_the_chain_are_found(cast, things, bundled):
    made = bundled(things["proposal"], cast.here.inspector)
    for name in ("files/noi-dung.json", "data/streams/0001.jsonl", "MUC-LUC.html"):
        path = made.folder / name
        whole = path.read_bytes()
        path.write_bytes(whole[:-3] + bytes([whole[-3] ^ 1]) + whole[-2:])

        code, said = made.check()
        path.write_bytes(whole)

        assert (code, name in said) == (1, True), said
    assert made.check()[0] == 0


def test_a_file_that_was_changed_in_the_store_is_told_and_left_out(cast, things, bundled):
    dossier = things["proposal"]
    sha256 = json.loads(dossier.versions.first().body)["letter"]["papers"][0]["sha256"]
    place = store.path_of(sha256)
    place.chmod(0o640)
    place.write_bytes(b"%PDF-1.4 something else")

    made = bundled(dossier, cast.here.inspector)

    page = made.text("MUC-LUC.html")
    assert made.check()[0] == 0
    assert f"THIẾU HOẶC ĐÃ BỊ THAY ĐỔI trong kho: không đưa vào; SHA-256 {sha256}" in page
    assert "something else" not in made.everything


def test_too_much_for_one_bundle_is_refused_with_a_sentence(cast, things, bundled, monkeypatch):
    monkeypatch.setattr(bundles, "MOST_BYTES", 100)

    with pytest.raises(NotNow) as refused:
        bundled(things["proposal"], cast.here.inspector)

    assert refused.value.code == "too_large"


def test_who_reads_a_thing_but_holds_no_such_right_is_refused(cast, things, bundled):
    readers = [("unit_head", "proposal"), ("office_reviewer", "proposal"), ("council_secretary", "meeting")]
    for office, kind in readers:
        with pytest.raises(NotYou):
            bundled(things[kind], cast.here.person[office])


def test_nothing_is_there_for_another_commune_or_of_another_kind(cast, things, bundled):
    held = access.capacities(cast.here.inspector)

    assert bundled(things["proposal"], cast.there.inspector) is None
    assert bundles.make_bundle(kind="people", code="PQ", by=cast.here.inspector, held=held) is None


def test_an_inspector_whose_mandate_covers_one_dossier_takes_no_other_and_no_meeting(cast, things, bundled):
    inspector = cast.here.inspector
    inspector.appointments.get().mandates.all().delete()
    give_mandate(inspector, dossiers=things["proposal"].code)

    made = bundled(things["proposal"], inspector)

    assert made.check()[0] == 0
    assert things["meeting"].code not in made.everything
    assert bundled(things["meeting"], inspector) is None
    assert bundled(things["decision"], inspector) is None
    assert bundled(things["amendment"], inspector) is None


def test_statements_are_bounded(cast, things, bundled, django_assert_max_num_queries):
    for thing in things.values():
        with django_assert_max_num_queries(90):
            bundled(thing, cast.here.inspector, is_sealed=False)
