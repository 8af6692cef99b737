"""Files for Excel tell whose words a correcting decision changed; the decision itself still prints the old ones."""

import io

import pytest
from django.utils.translation import gettext
from openpyxl import load_workbook

from tests.calling import Caller
from tests.workflows.decisions.conftest import other_desk

__all__ = ["other_desk"]
pytestmark = pytest.mark.django_db
WHO = ("Họ và tên", "Đối tượng")
WRONG, RIGHT = "Nguyễn Thi Hòa", "Nguyễn Thị Hòa"


def told(answer):
    """{name: what the last column says} and its head."""
    rows = list(load_workbook(io.BytesIO(answer.content)).worksheets[0].iter_rows(values_only=True))
    head = next(place for place, row in enumerate(rows) if row[0] == "STT")
    who = next(place for place, title in enumerate(rows[head]) if title in WHO)
    return rows[head][-1], {row[who]: row[-1] or "" for row in rows[head + 1 :] if isinstance(row[0], int)}


def test_every_file_that_lists_awarded_nominees_names_the_correcting_decision(desk, papers, sign_in):
    dossier = desk.passed(WRONG, "Bùi A")
    decision = desk.issued(dossier)
    papers.corrected(WRONG, full_name=RIGHT, birth_on="1990-02-03")
    papers.drafted("Bùi A", kind="correction", right={"position": "Hiệu trưởng"})
    reader = desk.town.office_reviewer

    addresses = (f"/proposals/{dossier.code}/?format=xlsx", "/awards/?format=xlsx", "/payments/?format=xlsx")
    addresses += (f"/handovers/ceremony/?decision={decision.code}&format=xlsx",)
    files = [told(sign_in(reader).get(address)) for address in addresses]
    files += [
        told(Caller(reader).get("/nominations.xlsx", proposal=dossier.code)),
        told(Caller(reader).get("/awards.xlsx")),
    ]

    words = f"Họ và tên: {WRONG} → {RIGHT}; Ngày sinh: – → 03/02/1990"
    said = gettext("Decision %(number)s of %(day)s: %(words)s")
    said %= {"number": "02/QĐ-UBND", "day": "23/11/2026", "words": words}
    assert files == [(gettext("Corrected by decision"), {RIGHT: said, "Bùi A": ""})] * 6


def test_two_corrections_of_a_nominee_are_both_told_and_those_of_another_commune_are_none(
    desk, other_desk, papers, sign_in
):
    desk.issued(desk.passed(WRONG))
    there = other_desk.passed("Bùi A")
    other_desk.issued(there)
    papers.corrected(WRONG, full_name=RIGHT)
    papers.corrected(RIGHT, position="Hiệu trưởng")

    _head, here = told(sign_in(desk.town.office_reviewer).get("/awards/?format=xlsx"))
    _head, elsewhere = told(sign_in(other_desk.town.office_reviewer).get("/awards/?format=xlsx"))

    assert (here[RIGHT].count("/QĐ-UBND"), here[RIGHT].endswith("Giáo viên → Hiệu trưởng")) == (2, True)
    assert elsewhere == {"Bùi A": ""}
