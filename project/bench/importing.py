"""`bench import`: a list of 5,000 rows read and checked, beside openpyxl reading the same file and checking nothing."""

import io
from datetime import date

from django.utils import timezone
from openpyxl import load_workbook

from documents.proposals.lists.checking import check_list
from documents.proposals.lists.columns import columns_of
from documents.proposals.models import Letter
from documents.proposals.queries import forms_by_type
from documents.sheets.reading import read_sheet
from documents.sheets.writing import write_sheet
from project.bench.report import Case
from project.bench.timing import interleaved, statements_of
from project.seeding.services import seed

ROWS = 5_000
_SUMMARY = "Hoàn thành xuất sắc nhiệm vụ; bồi dưỡng học sinh đạt giải cấp tỉnh; tham gia đủ các phong trào của xã. " * 3


def _file(columns):
    """A list as a big unit would send it: every fiftieth row has a fault."""
    form = next(text for column in columns if column.key == "award_form" for _value, text in column.pairs)
    rows = [
        (
            f"Nguyễn Thị {number}",
            date(1985, 1 + number % 12, 1 + number % 28) if number % 50 else "31/02/1985",
            "Nữ" if number % 2 else "Nam",
            "Giáo viên",
            f"Tổ {number % 40}",
            "Cá nhân",
            form,
            "01/09/2025 - 31/05/2026",
            _SUMMARY,
        )
        for number in range(ROWS)
    ]
    return write_sheet("Danh sách", columns, rows)


def cases(rounds):
    """The report of one run."""
    seed(communes=1, proposals=1)
    letter = Letter.objects.select_related("commune", "campaign", "rule_set").first()
    columns = columns_of(forms_by_type(letter, timezone.localdate()))
    content = _file(columns)

    def read_and_check(_number=0):
        sheet = read_sheet(content, columns, limit=ROWS)
        rows = [{"row": row.number, "cells": row.values} for row in sheet.rows]
        checked = check_list(rows, letter)
        if len(checked.rows) != ROWS or len(checked.faulty) != ROWS // 50:
            raise ValueError("the list was not read as it was written")

    def bare(_number):
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        return sum(1 for _row in book.worksheets[0].iter_rows(values_only=True))

    counted = len(statements_of(read_and_check))
    found = interleaved({"ours": read_and_check, "floor": bare}, rounds)
    mine, least = found["ours"], found["floor"]
    name = f"{ROWS} rows of a list read and checked"
    yield Case(f"{name}, against openpyxl alone", mine / least, "<= 3", mine, floor_ms=least, statements=counted)
    yield Case(f"{name}, seconds", mine / 1000, "<= 2", mine, floor_ms=least, statements=counted)
