from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from documents.proposals.lists import services, sweeping
from documents.proposals.lists.checking import check_list
from documents.proposals.lists.faulty_file import faulty_file
from documents.proposals.lists.models import ListDraft
from documents.proposals.models import Nomination
from documents.sheets.reading import read_sheet
from permissions.ledger.models import LedgerEntry, LedgerPayload
from permissions.ledger.verify import verify
from permissions.refusals import LostRace, NotNow, NotYou, ValidationError
from tests import making
from tests.documents.proposals.lists.conftest import FORM, HEADS, file_of, line
from tests.documents.sheets.books import book
from workflows.approval import letter_services

pytestmark = pytest.mark.django_db


def take(letter, by, **options):
    draft = ListDraft.objects.get(letter=letter)
    return services.take_list(letter=letter, row_version=draft.row_version, by=by, **options)


def mend(letter, by, cells, **options):
    draft = ListDraft.objects.get(letter=letter)
    return services.mend_cells(letter=letter, row_version=draft.row_version, cells=cells, by=by, **options)


def faults_of(letter):
    checked = check_list(ListDraft.objects.get(letter=letter).rows, letter)
    return [(fault.row, fault.column, fault.nearest) for row in checked.rows for fault in row.faults]


# --- uploading -----------------------------------------------------------------------------------------
def test_an_uploaded_list_changes_nothing_of_the_letter(letter, two_faults):
    assert letter.nominations.count() == 0
    assert faults_of(letter) == [(3, "award_form", FORM), (4, "birth_on", "")]
    assert two_faults.told == {"unknown": [], "skipped": [], "others": []}


def test_the_same_file_twice_is_one_list(letter, cast):
    content = book(HEADS, line(1, "Hoa"))  # made once: a workbook holds the second in which it was

    first, again = (
        services.upload_list(letter=letter, upload=SimpleUploadedFile("a.xlsx", content), by=cast.here.unit_clerk)
        for _time in range(2)
    )

    assert again.pk == first.pk


def test_a_second_list_waits_until_the_first_is_taken_or_dropped(letter, upload):
    upload(line(1, "Hoa"))

    with pytest.raises(NotNow):
        upload(line(1, "Lan"))


@pytest.mark.parametrize("content", [b"", b"STT;Ten\n1;Hoa", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", book(["a"], ["b"])])
def test_what_is_no_list_is_refused_and_nothing_is_kept(letter, cast, content):
    with pytest.raises(ValidationError):
        services.upload_list(letter=letter, upload=SimpleUploadedFile("x.xlsx", content), by=cast.here.unit_clerk)

    assert ListDraft.objects.count() == 0


def test_a_file_over_the_limit_is_refused_before_it_is_read(letter, cast, monkeypatch):
    monkeypatch.setattr(services, "LIST_LIMIT_BYTES", 100)

    with pytest.raises(ValidationError):
        services.upload_list(letter=letter, upload=file_of(line(1, "Hoa")), by=cast.here.unit_clerk)


def test_only_who_drafts_the_letter_uploads(letter, cast):
    for person in (cast.here.other_clerk, cast.here.office_reviewer, cast.stranger):
        with pytest.raises(NotYou):
            services.upload_list(letter=letter, upload=file_of(line(1, "Hoa")), by=person)


def test_a_letter_handed_over_takes_no_list(cast, rules):
    letter = making.draft(cast.here)
    letter_services.hand_to_head(letter=letter, row_version=letter.row_version, by=cast.here.unit_clerk)

    with pytest.raises(NotNow):
        services.upload_list(letter=letter, upload=file_of(line(1, "Hoa")), by=cast.here.unit_head)


# --- mending -------------------------------------------------------------------------------------------
def test_a_mended_cell_is_checked_again(letter, cast, two_faults):
    mend(letter, cast.here.unit_clerk, {(3, "award_form"): FORM, (4, "birth_on"): "31/02/1991"})

    assert faults_of(letter) == [(4, "birth_on", "")]


def test_cells_with_the_same_fault_and_text_are_mended_together_when_asked(letter, cast, upload):
    upload(line(1, "Hoa", period="Năm học 2025-2026"), line(2, "Lan", period="Năm học 2025-2026"), line(3, "Cúc"))

    mend(letter, cast.here.unit_clerk, {(2, "period"): "05/09/2025 - 31/05/2026"}, alike=True)

    rows = ListDraft.objects.get().rows
    assert [row["cells"]["period"] for row in rows] == ["05/09/2025 - 31/05/2026"] * 2 + ["01/09/2025 - 31/05/2026"]
    assert faults_of(letter) == []


def test_one_cell_alone_is_mended_when_not_asked(letter, cast, upload):
    upload(line(1, "Hoa", period="hè"), line(2, "Lan", period="hè"))

    mend(letter, cast.here.unit_clerk, {(2, "period"): "2025"})

    assert faults_of(letter) == [(3, "period", "")]


def test_mending_from_a_page_that_is_older_is_refused_with_the_winner(letter, cast, two_faults):
    mend(letter, cast.here.unit_head, {(3, "award_form"): FORM})

    with pytest.raises(LostRace) as race:
        services.mend_cells(letter=letter, row_version=1, cells={(3, "award_form"): "x"}, by=cast.here.unit_clerk)

    assert race.value.winner == cast.here.unit_head.full_name


@pytest.mark.parametrize("cell", [(99, "full_name"), (3, "no_such_column"), (3, "id")])
def test_a_cell_that_is_not_there_is_refused(letter, cast, two_faults, cell):
    with pytest.raises(ValidationError):
        mend(letter, cast.here.unit_clerk, {cell: "x"})


# --- what is told of rows ------------------------------------------------------------------------------
def test_faults_that_only_the_letter_knows_are_told(letter, cast, upload):
    heads = [*HEADS, "Loại đối tượng"]
    rows = [
        [*line(1, "Tổ 4-5"), "Tập thể"],
        [*line(2, "Hoa", form="Chiến sĩ thi đua cơ sở"), "Hộ gia đình"],
        [*line(3, "Lan", birth="01/01/2090", period="2090"), "Cá nhân"],
    ]
    file = SimpleUploadedFile("x.xlsx", book(heads, *rows))
    services.upload_list(letter=letter, upload=file, by=cast.here.unit_clerk)

    assert sorted((row, column) for row, column, _nearest in faults_of(letter)) == [
        (2, "birth_on"),
        (2, "position"),
        (3, "award_form"),
        (3, "birth_on"),
        (3, "position"),
        (4, "birth_on"),
        (4, "period"),
    ]


def test_people_who_stand_twice_are_told_and_still_taken(letter, cast, upload):
    values = making.row_values("Nguyễn Thị Hoà", making.award_form(), birth_on=date(1990, 9, 5), workplace="")
    from documents.proposals.services import add_nomination

    add_nomination(letter=letter, values=values, by=cast.here.unit_clerk)
    upload(line(1, "nguyễn thị hòa"), line(2, "Lan"), line(3, "LAN"), line(4, "Lan", birth="01/01/1991"))

    checked = check_list(ListDraft.objects.get().rows, letter)
    take(letter, cast.here.unit_clerk)

    assert [bool(row.twin) for row in checked.rows] == [True, False, True, False]
    assert letter.nominations.count() == 5


# --- taking over ---------------------------------------------------------------------------------------
def test_nothing_is_taken_while_a_fault_stands(letter, cast, two_faults):
    with pytest.raises(NotNow) as told:
        take(letter, cast.here.unit_clerk)

    assert told.value.code == "list_has_faults"
    assert letter.nominations.count() == 0


def test_the_good_rows_are_taken_when_the_clerk_says_so_and_the_others_wait(letter, cast, two_faults):
    rows, rest = take(letter, cast.here.unit_clerk, only_good=True)

    assert [row.full_name for row in rows] == ["Nguyễn Thị Hòa"]
    assert [row["row"] for row in rest.rows] == [3, 4]
    mend(letter, cast.here.unit_clerk, {(3, "award_form"): FORM, (4, "birth_on"): ""})
    rows, rest = take(letter, cast.here.unit_clerk)
    assert ([row.order for row in rows], rest) == ([2, 3], None)
    assert list(letter.nominations.values_list("full_name", flat=True)) == [
        "Nguyễn Thị Hòa",
        "Đặng Quốc Ý",
        "Lê Văn Tám",
    ]


def test_a_row_left_out_is_not_taken_and_may_be_brought_back(letter, cast, two_faults):
    clerk = cast.here.unit_clerk
    for row, is_out in ((3, True), (4, True), (4, False)):
        draft = ListDraft.objects.get()
        services.leave_out(letter=letter, row_version=draft.row_version, row=row, is_out=is_out, by=clerk)
    mend(letter, clerk, {(4, "birth_on"): "1/2/1990"})

    rows, rest = take(letter, clerk)

    assert ([row.full_name for row in rows], rest) == (["Nguyễn Thị Hòa", "Lê Văn Tám"], None)


def test_taking_is_one_entry_that_names_every_row_and_its_history(letter, cast, upload):
    draft = upload(line(1, "Hoa"), line(2, "Lan"))

    rows, _rest = take(letter, cast.here.unit_clerk)

    entry = LedgerEntry.objects.filter(stream__key=letter.stream).latest("seq")
    body = LedgerPayload.objects.get(entry=entry).body
    assert (entry.act, entry.actor_id) == ("list.taken", cast.here.unit_clerk.pk)
    for word in (*(f'"nomination":{row.pk}' for row in rows), draft.sha256, "danh-sach.xlsx"):
        assert word in body.replace(" ", "")
    assert Nomination.history.filter(id__in=[row.pk for row in rows]).count() == 2
    assert [row.history.get().history_user for row in rows] == [cast.here.unit_clerk] * 2


def test_taking_twice_adds_the_rows_once(letter, cast, upload):
    upload(line(1, "Hoa"))
    take(letter, cast.here.unit_clerk)

    with pytest.raises(NotNow) as told:
        services.take_list(letter=letter, row_version=1, by=cast.here.unit_clerk)

    assert (told.value.code, letter.nominations.count()) == ("no_list", 1)


def test_more_rows_than_a_letter_takes_are_refused_whole(letter, cast, upload, monkeypatch):
    upload(line(1, "Hoa"), line(2, "Lan"))
    monkeypatch.setattr(services, "MAX_ROWS", 1)

    with pytest.raises(NotNow):
        take(letter, cast.here.unit_clerk)

    assert letter.nominations.count() == 0


def test_five_thousand_rows_are_taken_in_a_fixed_number_of_statements(letter, cast, upload):
    upload(*(line(number, f"Người {number}") for number in range(5_000)))

    with CaptureQueriesContext(connection) as captured:
        rows, _rest = take(letter, cast.here.unit_clerk)

    inserts = [query for query in captured if query["sql"].startswith("INSERT")]
    assert len(rows) == letter.nominations.count() == 5_000
    assert len(captured) - len(inserts) < 30


def test_a_dropped_list_leaves_the_letter_as_it_was(letter, cast, two_faults):
    services.drop_list(letter=letter, row_version=two_faults.row_version, by=cast.here.unit_clerk)

    assert (ListDraft.objects.count(), letter.nominations.count()) == (0, 0)


def test_the_file_comes_back_with_what_was_mended_and_what_is_still_wrong(letter, cast, two_faults):
    mend(letter, cast.here.unit_clerk, {(3, "award_form"): FORM})
    draft = ListDraft.objects.get()

    checked = check_list(draft.rows, letter)
    back = read_sheet(faulty_file(draft, letter), checked.columns)

    assert back.rows[1].values["award_form"] == FORM
    assert len(back.unknown) == 1
    assert [fault.row for fault in back.faults] == [4]


def test_lists_that_nobody_touched_for_a_month_go(letter, two_faults):
    now = timezone.now()

    assert sweeping.sweep_lists(now + timedelta(days=29)) == 0
    assert sweeping.sweep_lists(now + timedelta(days=31)) == 1
    assert sweeping.sweep_lists(now + timedelta(days=31)) == 0


def test_the_trail_holds_after_a_list_is_taken(letter, cast, upload):
    upload(line(1, "Hoa"))
    take(letter, cast.here.unit_clerk)

    assert verify().holds
