"""Answers by Excel: the open lines out, filled in by the province's officer, read back with every fault."""

from django.utils.translation import gettext_lazy as _

from documents.sheets.columns import Column
from documents.sheets.reading import read_sheet
from documents.sheets.writing import write_sheet
from workflows.handoff.province_services import Spoken
from workflows.handoff.queries import is_open
from workflows.handoff.states import Said

ROWS_AT_MOST = 2_000


def _columns():
    return (
        Column("line", "Mã dòng", ("line", "ma dong"), kind="number", required=True, width=10),
        Column("name", "Họ và tên, tên tập thể", ("full name",), width=34),
        Column("unit", "Đơn vị trình", width=30),
        Column("said", "Kết quả", ("answer",), kind="choice", choices=_choices(), width=16),
        Column("number", "Số quyết định, văn bản", ("so quyet dinh", "number"), max_length=60, width=22),
        Column("decided_on", "Ngày", ("date", "ngay quyet dinh"), kind="date", width=14),
        Column("issuer", "Cơ quan ban hành", ("issuer",), max_length=200, width=34),
        Column("reason", "Lý do không tặng", ("reason", "ly do"), width=44, lines=True),
    )


def _choices():
    return ((Said.GRANTED, "Tặng"), (Said.REFUSED, "Không tặng"))


def answer_template(letter, lines):
    """The open lines as an .xlsx to be filled in. lines: of `queries.lines_as_sent`."""
    rows = [
        (line.pk, line.nomination.full_name, str(line.nomination.proposal.unit), None, None, None, None, None)
        for line in lines
        if is_open(line)
    ]
    return write_sheet(f"Kết quả {letter.code}", _columns(), rows, note=letter.title, empty_rows=0)


class ReadAnswers:
    """What a filled-in list says: `values` {line: {field: text}}, `faults` sentences, `spoken` of the rows without."""

    def __init__(self, content, lines):
        sheet = read_sheet(content, _columns(), limit=ROWS_AT_MOST)
        self.values, self.faults, self.spoken = {}, [fault.sentence for fault in sheet.faults], []
        here = {line.pk: line for line in lines if is_open(line)}
        for row in sheet.rows:
            self._take(row, here)

    def _take(self, row, here):
        key = row.typed.get("line")
        key = int(key) if key is not None and int(key) == key else None
        if key not in here:
            self.faults.append(str(_("Row %(row)s: no such line waits for an answer.") % {"row": row.number}))
            return
        if key in self.values:
            self.faults.append(str(_("Row %(row)s: this line stands in the list twice.") % {"row": row.number}))
            return
        said = {name: row.typed.get(name) or "" for name in ("said", "number", "issuer", "reason")}
        day = row.typed.get("decided_on")
        self.values[key] = {**{k: str(v) for k, v in said.items()}, "decided_on": day}
        if said["said"]:
            self.spoken.append(Spoken(line=key, decided_on=day, **{k: str(v) for k, v in said.items()}))
