"""Papers signed digitally in a bundle: the signed files byte for byte, what was found in each, and both first pages."""

import json

import pytest

from tests.documents.signatures.bringing import OFFICE, PERSON, bring, bytes_in, keys_of, trust
from tests.project.office_world import World
from tests.workflows.council import conftest as council
from tests.workflows.council.test_extracts import signed

pytestmark = pytest.mark.django_db
table = council.table
clock = council.clock
SIGNERS = [f"{name}, UBND xã Phong Quang, VN" for name in (PERSON, OFFICE)]


@pytest.fixture(scope="module")
def keys():
    return keys_of(council.NOW)


def _told(made):
    facts = json.loads(made.text("files/noi-dung.json"))["digital_signatures"]
    return [
        (
            told["verdict"],
            told["sha256"],
            [(each["signer"], each["revocation"] and each["revocation"]["code"]) for each in told["signatures"]],
        )
        for told in facts
    ]


def test_signed_minutes_go_with_their_meeting_and_say_what_was_found(cast, table, keys, bundled):
    meeting = signed(table, table.closed(table.proposal("Nguyễn Thị Hòa")))
    untrusted = bring(meeting.minutes, meeting, keys.office, table.secretary, field="Thu")
    trust(keys, cast)
    first = bring(meeting.minutes, meeting, keys.person, table.secretary, field="ThuKy")
    second = bring(meeting.minutes, meeting, keys.office, table.chair, field="ChuTri")

    made = bundled(meeting, cast.here.inspector)

    assert bytes_in(second.blob).startswith(bytes_in(first.blob))
    assert _told(made) == [
        ("invalid", untrusted.blob.sha256, [(SIGNERS[1], None)]),
        ("valid", first.blob.sha256, [(SIGNERS[0], "not_checked")]),
        ("valid", second.blob.sha256, [(name, "not_checked") for name in SIGNERS]),
    ]
    kept = {(made.folder / name).read_bytes() for name in made.names if name.startswith("files/van-ban/")}
    assert {bytes_in(row.blob) for row in (untrusted, first, second)} < kept
    named = json.loads(made.text("data/named.json"))
    assert len([row for row in named if "ky-so" in row["path"]]) == 3
    page = made.text("MUC-LUC.html")
    assert page.count(SIGNERS[0]) == 2
    assert "Chữ ký số" in page and "chưa kiểm tra thu hồi" in page
    assert made.check()[0] == 0


def test_a_dossier_is_given_the_signed_decision_that_lists_it(cast, rules, bundled):
    world = World(cast)
    assert world.issuer
    decision = world.issued[1]
    row = bring(
        decision.second_rendition,
        decision,
        world._authority.person(PERSON)[0],
        world.town.commune_chair,
        field="Ky",
    )

    made = bundled(decision.lines.first().nomination.proposal, cast.here.office_head)

    [(verdict, sha256, signatures)] = _told(made)
    assert (verdict, sha256, len(signatures)) == ("valid", row.blob.sha256, 1)
    assert bytes_in(row.blob) in [(made.folder / name).read_bytes() for name in made.names if "van-ban" in name]
    assert made.check()[0] == 0
