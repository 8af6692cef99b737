"""A workbook that is given back computes nothing, opens nothing, and still says all that stood in it."""

import io

from openpyxl import Workbook, load_workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula

from documents.sheets.harmless import open_harmless
from tests.documents.sheets.books import book, bytes_of, sheet_part, with_parts


def given_back(content):
    return load_workbook(io.BytesIO(bytes_of(open_harmless(content))))


def test_a_formula_is_the_value_it_had():
    content = book(["Tên", "=SUM(1,2)", "=A1"])
    part = sheet_part(content).replace(b"<f>SUM(1,2)</f><v></v>", b"<f>SUM(1,2)</f><v>3</v>")
    part = part.replace(b'<c r="C1"><f>A1</f><v></v>', b'<c r="C1" t="str"><f>A1</f><v>=cmd</v>')

    page = given_back(with_parts(content, {"xl/worksheets/sheet1.xml": part})).worksheets[0]

    assert [(cell.value, cell.data_type) for cell in page[1]] == [("Tên", "s"), (3, "n"), ("=cmd", "s")]
    assert page["C1"].quotePrefix


def test_a_formula_without_a_value_is_its_own_words_on_every_sheet():
    made = Workbook()
    made.active.append(['=HYPERLINK("http://x","y")'])
    other = made.create_sheet("Khác")
    other.sheet_state = "hidden"
    other["B2"] = ArrayFormula("B2:B3", "=WEBSERVICE(A1)")

    back = given_back(bytes_of(made))

    found = [back.worksheets[0]["A1"], back["Khác"]["B2"]]
    assert [(cell.value, cell.data_type, cell.quotePrefix) for cell in found] == [
        ('=HYPERLINK("http://x","y")', "s", True),
        ("=WEBSERVICE(A1)", "s", True),
    ]


def test_a_text_that_begins_like_a_formula_stays_a_text_and_links_are_gone():
    made = Workbook()
    made.active.append(["+84 987", "@cmd", "-1+1", "Hoa"])
    made.active["D1"].hyperlink = "http://x"

    page = given_back(bytes_of(made)).worksheets[0]

    assert [(cell.value, bool(cell.quotePrefix), cell.hyperlink) for cell in page[1]] == [
        ("+84 987", True, None),
        ("@cmd", True, None),
        ("-1+1", True, None),
        ("Hoa", False, None),
    ]


def test_names_rules_and_colours_that_compute_are_gone_and_lists_to_choose_from_stay():
    made = Workbook()
    page = made.active
    for formula in ("'Danh mục'!$A$1:$A$5", '"Nam,Nữ"', "INDIRECT(A1)", "Tên"):
        rule = DataValidation("list", formula1=formula)
        rule.add("A1")
        page.add_data_validation(rule)
    page.conditional_formatting.add("A1", FormulaRule(formula=["WEBSERVICE(A1)"]))
    made.defined_names["Tên"] = DefinedName("Tên", attr_text="WEBSERVICE(A1)")

    back = given_back(bytes_of(made))

    page = back.worksheets[0]
    assert [rule.formula1 for rule in page.data_validations.dataValidation] == ["'Danh mục'!$A$1:$A$5", '"Nam,Nữ"']
    assert (len(page.conditional_formatting), list(back.defined_names)) == (0, [])
