from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from documents.proposals.models import Letter, Paper
from documents.proposals.reports import services
from documents.proposals.reports.models import WaitingReport
from permissions.ledger.models import LedgerEntry, LedgerPayload
from permissions.ledger.verify import verify
from permissions.refusals import LostRace, NotNow, NotYou, ValidationError
from tests import making
from tests.calling import Caller

pytestmark = pytest.mark.django_db
REPORT = "bao-cao-thanh-tich"


@pytest.fixture
def rows(letter, cast, add_rows):
    return add_rows(letter, 3, cast.here.unit_clerk)


def files(*names):
    return [making.pdf(name, name) for name in names]


def take_in(letter, cast, *names):
    return services.take_in(letter=letter, uploads=files(*names), by=cast.here.unit_clerk)


def attach(letter, **said):
    """With the letter as it is now."""
    seen = Letter.objects.get(pk=letter.pk).row_version
    return services.attach_all(letter=letter, row_version=seen, **said)


def test_files_are_kept_and_refused_ones_told_with_their_reason(letter, cast):
    bad = SimpleUploadedFile("virus.pdf", b"MZ" + b"\0" * 90)

    kept, refused = services.take_in(letter=letter, uploads=[*files("1.pdf", "2.pdf"), bad], by=cast.here.unit_clerk)

    assert [report.file_name for report in kept] == ["1.pdf", "2.pdf"]
    assert [(name, len(sentences)) for name, sentences in refused] == [("virus.pdf", 1)]
    assert Paper.objects.count() == 0


def test_the_same_file_waits_once(letter, cast):
    for _time in range(2):
        take_in(letter, cast, "1.pdf")

    assert WaitingReport.objects.count() == 1


def test_the_same_file_under_another_name_is_told_with_the_name_it_waits_under(letter, cast):
    first, again = files("1.pdf")[0], files("1.pdf")[0]
    again.name = "7.pdf"

    kept, refused = services.take_in(letter=letter, uploads=[first, again], by=cast.here.unit_clerk)

    assert [report.file_name for report in kept] == ["1.pdf"]
    assert [(name, "1.pdf" in sentences[0], name in sentences[0]) for name, sentences in refused] == [
        ("7.pdf", True, True)
    ]


def test_chosen_files_are_attached_in_one_act_that_names_each(letter, cast, rows):
    kept, _refused = take_in(letter, cast, "a.pdf", "b.pdf", "c.pdf")
    choice = {kept[0].pk: rows[0].pk, kept[1].pk: rows[2].pk}

    papers = attach(letter, kind=REPORT, rows=choice, by=cast.here.unit_clerk)

    entry = LedgerEntry.objects.filter(stream__key=letter.stream).latest("seq")
    body = LedgerPayload.objects.get(entry=entry).body
    assert [(paper.nomination_id, paper.file_name) for paper in papers] == [
        (rows[0].pk, "a.pdf"),
        (rows[2].pk, "b.pdf"),
    ]
    assert [report.file_name for report in WaitingReport.objects.all()] == ["c.pdf"]
    assert entry.act == "papers.attached"
    assert [word for word in (rows[0].full_name, "b.pdf", papers[1].blob.sha256) if word not in body] == []
    assert LedgerEntry.objects.filter(act="papers.attached").count() == 1


def test_the_trail_holds_with_every_file_of_the_act(letter, cast, rows):
    kept, _refused = take_in(letter, cast, "a.pdf")
    attach(letter, kind=REPORT, rows={kept[0].pk: rows[0].pk}, by=cast.here.unit_clerk)

    assert verify().holds


def test_a_file_of_the_act_that_has_another_hash_now_is_found_at_its_entry(letter, cast, rows, tamper):
    kept, _refused = take_in(letter, cast, "a.pdf", "b.pdf")
    choice = {report.pk: row.pk for report, row in zip(kept, rows, strict=False)}
    papers = attach(letter, kind=REPORT, rows=choice, by=cast.here.unit_clerk)

    tamper("UPDATE documents_blob SET sha256 = %s WHERE id = %s", ["0" * 64, papers[1].blob_id])

    assert [(each.stream, each.kind) for each in verify().breaks] == [(letter.stream, "kept")]


def test_the_same_file_is_not_attached_twice_in_one_place(letter, cast, rows):
    for _time in range(2):
        kept, _refused = take_in(letter, cast, "a.pdf")
        attach(letter, kind=REPORT, rows={kept[0].pk: rows[0].pk}, by=cast.here.unit_clerk)

    assert (Paper.objects.count(), WaitingReport.objects.count()) == (1, 0)


def test_thirty_reports_ask_the_same_statements_as_one(letter, cast, add_rows):
    many = add_rows(letter, 31, cast.here.unit_clerk)
    kept, _refused = take_in(letter, cast, *(f"{number}.pdf" for number in range(31)))
    asked = []
    for files_now, rows_now in ((kept[:1], many[:1]), (kept[1:], many[1:])):
        choice = {report.pk: row.pk for report, row in zip(files_now, rows_now, strict=True)}
        with CaptureQueriesContext(connection) as captured:
            attach(letter, kind=REPORT, rows=choice, by=cast.here.unit_clerk)
        asked.append(len(captured))

    assert asked[1] == asked[0]


def test_a_row_or_a_file_of_another_letter_is_refused_and_nothing_is_attached(letter, cast, rows):
    other = making.draft(cast.here)
    kept, _refused = take_in(letter, cast, "a.pdf")
    strange, _refused = services.take_in(letter=other, uploads=files("x.pdf"), by=cast.here.unit_clerk)
    for choice in ({kept[0].pk: other.nominations.first().pk}, {strange[0].pk: rows[0].pk}, {0: rows[0].pk}):
        with pytest.raises(ValidationError):
            attach(letter, kind=REPORT, rows=choice, by=cast.here.unit_clerk)

    assert Paper.objects.filter(letter=letter).count() == 0


def test_nothing_chosen_is_told(letter, cast):
    with pytest.raises(NotNow):
        attach(letter, kind=REPORT, rows={}, by=cast.here.unit_clerk)


def test_who_attaches_by_an_old_list_is_told_who_was_faster(letter, cast, rows, sign_in):
    seen = Letter.objects.get(pk=letter.pk).row_version
    kept, _refused = take_in(letter, cast, "a.pdf", "b.pdf")
    attach(letter, kind=REPORT, rows={kept[0].pk: rows[0].pk}, by=cast.here.unit_head)

    with pytest.raises(LostRace) as race:
        services.attach_all(
            letter=letter, row_version=seen, kind=REPORT, rows={kept[1].pk: rows[0].pk}, by=cast.here.unit_clerk
        )
    old = {f"row-{kept[1].pk}": rows[0].pk, "kind": REPORT, "row_version": seen}
    page = sign_in(cast.here.unit_clerk).post(reverse("letters:reports_attach", args=[letter.code]), old)

    assert race.value.winner == cast.here.unit_head.full_name
    assert (page.status_code, cast.here.unit_head.full_name in page.text) == (409, True)
    assert Paper.objects.count() == 1


def test_only_who_drafts_takes_reports_in(letter, cast):
    with pytest.raises(NotYou):
        services.take_in(letter=letter, uploads=files("a.pdf"), by=cast.here.other_clerk)


def test_files_that_nobody_gave_a_row_go_after_a_month(letter, cast):
    take_in(letter, cast, "a.pdf")

    assert services.sweep_reports(timezone.now() + timedelta(days=29)) == 0
    assert services.sweep_reports(timezone.now() + timedelta(days=31)) == 1


# --- pages ---------------------------------------------------------------------------------------------
def test_the_page_shows_what_matched_what_is_doubtful_and_what_was_refused(letter, cast, rows, sign_in):
    client, address = sign_in(cast.here.unit_clerk), reverse("letters:reports", args=[letter.code])
    bad = SimpleUploadedFile("nguoi la.pdf", b"MZ" + b"\0" * 90)

    answer = client.post(address, {"files": [*files("01 - Nguoi thu 1.pdf", "Nguoi.pdf"), bad]})

    shown = {report.file_name: report.row and report.row.order for report in answer.context["waiting"]}
    assert (answer.status_code, shown) == (422, {"01 - Nguoi thu 1.pdf": 1, "Nguoi.pdf": None})
    assert [name for name, _told in answer.context["refused"]] == ["nguoi la.pdf"]
    chosen = {f"row-{report.pk}": report.row.pk if report.row else "" for report in answer.context["waiting"]}
    client.post(
        reverse("letters:reports_attach", args=[letter.code]),
        chosen | {"kind": REPORT, "row_version": answer.context["letter"].row_version},
    )
    assert [paper.nomination for paper in Paper.objects.all()] == [rows[0]]
    assert WaitingReport.objects.get().file_name == "Nguoi.pdf"


def test_a_file_that_waits_may_be_dropped(letter, cast, rows, sign_in):
    kept, _refused = take_in(letter, cast, "a.pdf")

    sign_in(cast.here.unit_clerk).post(reverse("letters:reports_drop", args=[letter.code]), {"report": kept[0].pk})

    assert WaitingReport.objects.count() == 0


def test_the_page_asks_the_same_statements_for_one_file_and_for_many(letter, cast, rows, sign_in, statements):
    client, address = sign_in(cast.here.unit_clerk), reverse("letters:reports", args=[letter.code])
    client.get("/help/")
    take_in(letter, cast, "a.pdf")
    few = statements(client, address)
    take_in(letter, cast, *(f"{number}.pdf" for number in range(20)))

    assert statements(client, address) == few <= 14


def test_reports_go_the_whole_way_through_the_api(letter, cast, rows):
    caller, path = Caller(cast.here.unit_clerk), f"/letters/{letter.code}/reports"

    told = caller.upload(path, making.pdf("02.pdf", "x")).json()
    assert [(one["file_name"], one["nomination"]) for one in told["waiting"]] == [("02.pdf", rows[1].pk)]

    choice = [{"report": told["waiting"][0]["id"], "nomination": told["waiting"][0]["nomination"]}]
    told = {"kind": REPORT, "rows": choice, "row_version": told["row_version"]}
    papers = caller.post(f"{path}/attach", **told).json()
    assert [paper["nomination_id"] for paper in papers] == [rows[1].pk]
    assert caller.get(path).json()["waiting"] == []
    assert caller.post(f"{path}/attach", **told | {"kind": "no-such"}).status_code == 422
