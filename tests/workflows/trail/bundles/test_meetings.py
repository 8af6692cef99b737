"""A meeting in a bundle: each round of a vote that was repeated, marked; every rendition that was kept, checked."""

import json

import pytest

from documents.attachments.store import path_of
from documents.printing.models import Issued
from permissions.ledger import bundle, verify_bundle
from tests.permissions.ledger.bundling import with_lists
from tests.workflows.council import conftest as council
from tests.workflows.council.test_extracts import signed
from tests.workflows.council.test_invitation_services import invite
from workflows.council import services, vote_services

pytestmark = pytest.mark.django_db
clock = council.clock
table = council.table
REASON = "Phiếu in sai tên."
COUNTS = "Lần 2, là kết quả có hiệu lực"


@pytest.fixture
def repeated(table):
    """`repeated(is_announced=...)`: a dossier and the closed meeting in which the vote on it was repeated."""

    def made(*, is_announced):
        meeting = table.opened(table.proposal("Nguyễn Thị Hòa"), vote_method="open")
        item = meeting.items.get()
        table.vote(meeting, yes=4, no=5, item=item)
        item = table.count(item)
        item = table.announce(item) if is_announced else item
        vote_services.repeat_vote(item=item, row_version=item.row_version, reason=REASON, by=table.chair)
        table.vote(meeting, yes=9, item=item)
        return item.proposal, table.close(meeting)

    return made


def votes_in(made):
    """[(round, yes, is it set aside)] of the facts, and the page a person reads."""
    facts = json.loads(made.text("files/noi-dung.json"))["votes"]
    return [(each["round"], each["yes"], each["is_set_aside"]) for each in facts], made.text("MUC-LUC.html")


def test_each_round_of_a_repeated_vote_is_marked_and_says_why_it_was_repeated(cast, repeated, bundled):
    proposal, meeting = repeated(is_announced=True)

    for thing in (proposal, meeting):
        made = bundled(thing, cast.here.inspector)

        rounds, page = votes_in(made)

        assert rounds == [(1, 4, True), (2, 9, False)]
        assert f"Lần 1 (đã công bố), KHÔNG TÍNH: biểu quyết lại. Lý do: {REASON}" in page
        assert page.count(COUNTS) == 1
        assert "chỉ lần cuối có hiệu lực" in page
        assert made.check()[0] == 0


def test_a_round_that_was_never_announced_stands_with_the_meeting_as_in_its_minutes_and_not_with_the_dossier(
    cast, repeated, bundled
):
    proposal, meeting = repeated(is_announced=False)

    of_dossier, dossier = votes_in(bundled(proposal, cast.here.inspector))
    of_meeting, page = votes_in(bundled(meeting, cast.here.inspector))

    assert (of_dossier, of_meeting) == ([(2, 9, False)], [(1, 4, True), (2, 9, False)])
    assert f"Lần 1 (chưa công bố), KHÔNG TÍNH: biểu quyết lại. Lý do: {REASON}" in page
    assert (COUNTS in dossier, REASON in dossier) == (True, False)


def test_a_result_that_was_never_announced_for_its_item_was_deferred_stands_in_no_bundle(cast, table, bundled):
    proposal = table.proposal()
    meeting = table.opened(proposal)
    item = meeting.items.get()
    table.vote(meeting, yes=7, no=2)
    table.count(item)
    services.defer_item(item=item, reason="Chờ xác minh.", by=table.chair)
    meeting = table.close(meeting)

    for thing in (meeting, proposal):
        rounds, _page = votes_in(bundled(thing, cast.here.inspector))
        assert rounds == []


def test_a_vote_that_was_not_repeated_is_the_first_round_and_nothing_more_is_said(cast, table, bundled):
    meeting = table.closed(table.proposal("Nguyễn Thị Hòa"))

    rounds, page = votes_in(bundled(meeting, cast.here.inspector))

    assert rounds == [(1, 9, False)]
    assert "<td>Lần 1</td>" in page
    assert "biểu quyết lại" not in page


# --- renditions ------------------------------------------------------------------------------------
@pytest.fixture
def minuted(table):
    """A meeting that was called together on paper, and whose minutes both have signed."""
    meeting = table.prepared(table.proposal("Nguyễn Thị Hòa"))
    invite(table, meeting)
    meeting.refresh_from_db()
    table.mark(meeting, "present", *table.seats, table.secretary)
    meeting.refresh_from_db()
    meeting = council.services.open_meeting(meeting=meeting, row_version=meeting.row_version, by=table.chair)
    table.vote(meeting, yes=9)
    return signed(table, table.close(meeting))


def test_every_rendition_that_is_kept_of_a_meeting_is_in_its_bundle_with_the_entry_that_names_it(
    cast, minuted, bundled
):
    made = bundled(minuted, cast.here.inspector)

    kept = {row.sha256: path_of(row.sha256).read_bytes() for row in Issued.objects.filter(subject_key=minuted.stream)}
    there = {name: (made.folder / name).read_bytes() for name in made.names if name.startswith("files/van-ban/")}
    page = made.text("MUC-LUC.html")

    assert len(kept) == 3
    assert sorted(kept.values()) == sorted(there.values())
    assert sorted(name.rpartition(".")[2] for name in there) == ["docx", "pdf", "pdf"]
    assert {row["path"] for row in json.loads(made.text("data/named.json"))} >= there.keys()
    assert [sha256 for sha256 in kept if f"SHA-256 <code>{sha256}</code>, ghi tại mục " not in page] == []
    assert made.check()[0] == 0


def test_a_rendition_put_in_place_of_the_kept_one_is_found_though_the_list_of_files_fits(
    cast, minuted, bundled, tmp_path
):
    made = bundled(minuted, cast.here.inspector)
    contents = {name: (made.folder / name).read_bytes() for name in made.names}
    word = next(name for name in contents if name.endswith(".docx"))
    contents[word] += b"\0"
    lists = with_lists(contents)
    signature = json.loads(lists[verify_bundle.SIGNATURE]) | {"key": None, "signature": ""}
    lists[verify_bundle.SIGNATURE] = json.dumps(signature, sort_keys=True, separators=(",", ":")).encode()
    with (tmp_path / "forged.zip").open("wb") as out:
        archive = bundle.Archive(out)
        for name, content in lists.items():
            archive.add(name, content)
        archive.close()

    with pytest.raises(verify_bundle.Fault, match="không phải tệp mà nhật ký ghi"):
        verify_bundle.check(tmp_path / "forged.zip")


def test_a_dossier_names_both_renditions_of_the_minutes(cast, minuted, bundled):
    proposal = minuted.items.get().proposal
    page = bundled(proposal, cast.here.inspector).text("MUC-LUC.html")
    kept = {row.kind: row.sha256 for row in Issued.objects.filter(subject_key=minuted.stream)}

    assert f"SHA-256 của biên bản: {kept['minutes']}; của bản Word: {kept['minutes_text']}" in page
