"""`bench papers`: many certificates in one file, and one decision, beside the bare Typst run of the same source.

The decision and its nominees are made in memory, like those of a commune: what is measured is the making of papers.
"""

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import typst
from django.conf import settings

from documents.catalogue.kinds import Family, NomineeType
from documents.catalogue.models import AwardForm
from documents.proposals.models import Nomination, Proposal
from permissions.people.models import Unit
from project.bench.report import Case
from project.bench.timing import interleaved
from workflows.decisions import certificates, papers
from workflows.decisions.models import Decision, DecisionLine

_DAY = date(2026, 11, 20)
_LIST = 10  # nominees of the one decision
_MB = 1_000_000
_KIB = 1024
_WARM_UP = 1
_NAMES = ("Nguyễn Thị Minh Nguyệt", "Hoàng Văn Đức", "Tập thể Tổ chuyên môn 4 và 5", "Lương Thị Thu Hường")
_MEASURE = "import django; django.setup(); from project.bench import papers; print(papers.peak_after(%d))"


def decision_with(count):
    """(an issued decision, its lines): so many nominees, nothing saved."""
    commune = Unit(pk=1, name="Ủy ban nhân dân xã Phong Quang", place="Phong Quang")
    school = Unit(pk=2, name="Trường Tiểu học Phong Quang")
    form = AwardForm(pk=1, name="Giấy khen của Chủ tịch Ủy ban nhân dân xã", certificate_title="Giấy khen")
    form.family = Family.FORM
    signed = datetime(2026, 11, 20, 3, tzinfo=UTC)
    decision = Decision(
        pk=1,
        code="PQ-2026-D001",
        commune=commune,
        award_form=form,
        title="Về việc tặng Giấy khen của Chủ tịch Ủy ban nhân dân xã",
        grounds="Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;\nTheo đề nghị của Phòng Văn hóa - Xã hội.",
        achievement="Đã có thành tích xuất sắc trong phong trào thi đua năm 2026",
        money_source="Kinh phí từ Quỹ thi đua, khen thưởng của xã.",
        executors="Các cá nhân, tập thể có tên chịu trách nhiệm thi hành Quyết định này.",
        recipients="- Như Điều 3;\n- Lưu: VT.",
        signed_by_id=1,
        signed_at=signed,
        drafted_at=signed,
        signer_name="Nguyễn Đình Khải",
        signer_title="Chủ tịch",
        number="45",
        symbol="QĐ-UBND",
        issued_on=_DAY,
        register_year=_DAY.year,
    )
    return decision, [_line(decision, Proposal(pk=1, unit=school), order) for order in range(1, count + 1)]


def _line(decision, proposal, order):
    name = _NAMES[order % len(_NAMES)]
    nominee_type = NomineeType.COLLECTIVE if name.startswith("Tập thể") else NomineeType.INDIVIDUAL
    nomination = Nomination(
        pk=order,
        proposal=proposal,
        nominee_type=nominee_type,
        full_name=f"{name} {order}",
        position="" if nominee_type == NomineeType.COLLECTIVE else "Giáo viên",
        workplace=f"Tổ {order % 9}",
        summary="Hoàn thành xuất sắc nhiệm vụ; bồi dưỡng học sinh đạt giải cấp tỉnh. " * 3,
    )
    return DecisionLine(
        pk=order, decision=decision, nomination=nomination, order=order, bonus_amount=760_000, golden_book_number=order
    )


def _source_of(make):
    """What `make` gives to Typst: positional and named arguments; nothing is set."""
    calls, compiled = [], typst.compile
    typst.compile = lambda *args, **options: calls.append((args, options))
    try:
        make()
    finally:
        typst.compile = compiled
    ((args, options),) = calls
    return args, options


def _beside(name, aim, make, rounds):
    """Our way of making a paper over the bare run of a like source. make: of a number, each another paper.

    Typst remembers what it has set before; no source comes twice, hence ours and the bare one begin with as little.
    """
    sources = [_source_of(lambda number=number: make(-number)) for number in range(1, rounds + _WARM_UP + 1)]

    def bare(number):
        args, options = sources[number]
        typst.compile(*args, **options)

    found = interleaved({"ours": make, "floor": bare}, rounds, warm_up=_WARM_UP)
    return Case(name, found["ours"] / found["floor"], aim, found["ours"], floor_ms=found["floor"])


def peak_after(count):
    """The most memory (bytes) this process ever held after making so many certificates at once.

    Not by getrusage: it counts what the parent held before the program was started, too. Linux alone tells it.
    """
    certificates.print_first(*decision_with(count), None)
    told = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(told["VmHWM"].removesuffix("kB")) * _KIB


def _peak_of_a_process(count):
    """As `peak_after`, of a process that does nothing else."""
    command = [sys.executable, "-c", _MEASURE % count]
    done = subprocess.run(command, cwd=settings.ROOT, check=True, capture_output=True, text=True)
    return int(done.stdout)


def cases(sheets, rounds):
    """The report of one run. sheets: how many certificates in one file."""
    decision, lines = decision_with(sheets)
    name = f"{sheets} certificates in one file, over the bare Typst run"
    yield _beside(name, "<= 1.5", lambda _number: certificates.print_first(decision, lines, None), rounds)
    one, peak = _peak_of_a_process(1), _peak_of_a_process(sheets)
    yield Case(f"{sheets} certificates, the most memory of the process, MB", peak / _MB, "<= 300", 0.0)
    yield Case("one certificate, the same, MB", one / _MB, "", 0.0)
    decision, lines = decision_with(_LIST)
    name = f"one decision with a list of {_LIST}, over the bare Typst run"

    def another(number):
        decision.achievement = f"Đã có thành tích xuất sắc trong phong trào thi đua năm 2026, đợt {number}"
        papers.render_decision(decision, lines, on=_DAY)

    yield _beside(name, "", another, rounds)
