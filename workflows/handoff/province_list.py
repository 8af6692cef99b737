"""The list of a package in Excel, with the columns the province asks for: a setting, for provinces differ."""

from functools import cache

from django.conf import settings
from django.core.checks import Error, Tags, register

from documents.proposals.naming import place_of, post_and_place
from documents.sheets.columns import Column
from documents.sheets.writing import write_sheet
from workflows.approval.paper_words import NOMINEES
from workflows.handoff import papers


def _kind(line):
    word = NOMINEES[line.nomination.nominee_type]
    return f"{word[:1].upper()}{word[1:]}"


def _sex(line):
    return {True: "Nữ", False: "Nam"}.get(line.nomination.is_female, "")


def _vote(line):
    """The verdict of the last counted vote in one sentence, without ballots."""
    return line.nomination.ballot_boxes.binding().order_by("-pk").values_list("sentence", flat=True).first() or ""


# What may stand in the list: name in the setting -> (the column, what it says of a line).
_KNOWN = {
    "kind": (Column("kind", "Loại đối tượng", width=16), _kind),
    "name": (Column("name", "Họ và tên, tên tập thể", width=34), lambda line: line.nomination.full_name),
    "birth_on": (Column("birth_on", "Ngày sinh", kind="date", width=14), lambda line: line.nomination.birth_on),
    "sex": (Column("sex", "Giới tính", width=10), _sex),
    "position": (Column("position", "Chức vụ", width=24), lambda line: line.nomination.position),
    "workplace": (Column("workplace", "Đơn vị, địa chỉ", width=34), lambda line: place_of(line.nomination)),
    "detail": (Column("detail", "Chức vụ, đơn vị, địa chỉ", width=40), lambda line: post_and_place(line.nomination)),
    "unit": (Column("unit", "Đơn vị trình", width=30), lambda line: str(line.nomination.proposal.unit)),
    "award": (Column("award", "Hình thức đề nghị", width=26), lambda line: line.transmittal.award_form.name),
    "period_from": (
        Column("period_from", "Thành tích từ ngày", kind="date", width=14),
        lambda line: line.nomination.period_from,
    ),
    "period_to": (
        Column("period_to", "Thành tích đến ngày", kind="date", width=14),
        lambda line: line.nomination.period_to,
    ),
    "summary": (Column("summary", "Tóm tắt thành tích", width=70, lines=True), lambda line: line.nomination.summary),
    "vote": (Column("vote", "Kết quả bỏ phiếu", width=44), _vote),
    "code": (Column("code", "Mã hồ sơ", width=18), lambda line: line.nomination.proposal.code),
}


@cache
def _columns(chosen):
    """[(column, what it says)] in the order of the setting; a name may carry a heading of its own: "name=Họ tên"."""
    found = []
    for each in chosen:
        name, _equals, heading = (part.strip() for part in each.partition("="))
        column, says = _KNOWN[name]
        found.append((Column(column.key, heading or column.title, kind=column.kind, width=column.width), says))
    return found


@register(Tags.compatibility)
def every_column_is_known(app_configs, **kwargs):
    names = [each.partition("=")[0].strip() for each in settings.PROVINCE_LIST_COLUMNS]
    faults = [f"{name!r} is no column" for name in names if name not in _KNOWN]
    faults += [f"{name!r} stands twice" for name in sorted({name for name in names if names.count(name) > 1})]
    if "name" not in names:
        faults.append("the column 'name' is missing")
    hint = f"Columns: {', '.join(_KNOWN)}."
    return [Error(f"PROVINCE_LIST_COLUMNS: {fault}.", hint=hint, id="workflows.E010") for fault in faults]


def list_sheet(letter, lines):
    """Bytes of the list in Excel, in the order of the printed list. lines: as `queries.lines_as_sent`."""
    columns = _columns(tuple(settings.PROVINCE_LIST_COLUMNS))
    kinds = list(NOMINEES)
    ordered = sorted(lines, key=lambda line: kinds.index(line.nomination.nominee_type))
    rows = []
    for line in ordered:
        line.transmittal = letter
        rows.append([says(line) for _column, says in columns])
    title = f"Danh sách kèm theo Tờ trình số {papers.number_of(letter)}"
    return write_sheet(title, [column for column, _says in columns], rows, note=letter.title)
