"""Every register of the year: 1 to n without gap or double, each number on the paper that bears it."""

from documents.arrivals.models import Arrival
from documents.numbers.models import IssuedNumber, Register, VoidedNumber
from documents.numbers.queries import entries_of, numbers_of
from documents.proposals.models import Letter, Proposal
from workflows.council.models import Meeting
from workflows.decisions.certificate_models import Certificate
from workflows.decisions.models import Decision, DecisionLine
from workflows.handoff.models import Transmittal
from workflows.revocations.models import Amendment

# How many numbers of each kind the year took. Sisters of a dossier have codes of their own.
TAKEN = {
    "letter": 20,
    "proposal": 60 + 3,
    "meeting": 4,
    "minutes": 4,
    "decision_code": 5 + 2,  # decisions over decisions are of the same registers
    "decision": 5 + 2,
    "transmittal_code": 3,
    "transmittal": 3,
    "arrival": 6,
}
WITH_PAGES = ("decision", "golden_book", "transmittal", "minutes", "arrival")


def _in_codes(model):
    return sorted(
        int("".join(filter(str.isdigit, code.rpartition("-")[2]))) for code in model.values_list("code", flat=True)
    )


def _numbers(model, of):
    return [int(row.number) for row in model.objects.filter(**of).exclude(number="")]


def _borne(commune):
    """{kind: the numbers that stand on rows of the papers themselves}."""
    of = {"commune": commune}
    lines = DecisionLine.objects.filter(decision__commune=commune).exclude(golden_book_number=None)
    golden = list(lines.values_list("golden_book_number", flat=True))
    again = Certificate.objects.filter(line__decision__commune=commune, turn__gt=1).exclude(
        golden_book_number__in=golden
    )
    return {
        "letter": _in_codes(Letter.objects.filter(**of)),
        "proposal": _in_codes(Proposal.objects.filter(**of)),
        "meeting": _in_codes(Meeting.objects.filter(**of)),
        "minutes": sorted(int(row.minutes.number) for row in Meeting.objects.filter(**of)),
        "decision_code": sorted(_in_codes(Decision.objects.filter(**of)) + _in_codes(Amendment.objects.filter(**of))),
        "transmittal_code": _in_codes(Transmittal.objects.filter(**of)),
        "decision": sorted(_numbers(Decision, of) + _numbers(Amendment, of)),
        "transmittal": sorted(_numbers(Transmittal, of)),
        "arrival": sorted(int(row.number) for row in Arrival.objects.filter(**of)),
        "golden_book": sorted([*golden, *again.values_list("golden_book_number", flat=True)]),
    }


def compare(books, voided=()):
    """voided: [(kind, number)] of the year."""
    year, borne = books.year, _borne(books.year.town.commune)
    granted = DecisionLine.objects.filter(decision__state="issued").count()
    taken = TAKEN | {"golden_book": granted + 1}
    registers = {row.kind: row for row in Register.objects.filter(commune=year.town.commune)}
    books.same(
        "registers of the year",
        {(row.kind, row.year) for row in registers.values()},
        {(kind, year.NUMBER) for kind in taken},
    )
    for kind, count in taken.items():
        numbers = list(IssuedNumber.objects.filter(register=registers[kind]).values_list("number", flat=True))
        books.same(f"{kind}: 1 to n", sorted(numbers), list(range(1, count + 1)))
        books.same(f"{kind}: last number", registers[kind].last_number, count)
        books.same(f"{kind}: borne", borne[kind], list(range(1, count + 1)))
    rows = VoidedNumber.objects.values_list("number__register__kind", "number__number")
    books.same("voided numbers", sorted(rows), sorted(voided))
    for kind in WITH_PAGES:
        _as_read(books, registers[kind])


def _as_read(books, register):
    """The register as its clerk reads it: entries, page and file say one thing."""
    clerk, address = books.year.town.records_clerk, f"/registers/{register.pk}/"
    entries = entries_of(register, numbers_of(register).order_by("number"))
    bare = [entry.number for entry in entries if not (entry.code and entry.title and entry.day)]
    books.same(f"{register.kind}: numbers without a paper", bare, [])
    dated = [entry.number for entry in entries if entry.is_backdated]
    books.same(f"{register.kind}: dated back", dated, [])
    days = [entry.day for entry in entries]
    books.same(f"{register.kind}: days follow the numbers", days, sorted(days))
    page = books.column(clerk, address, "code")
    books.same(f"{register.kind}: page", sorted(page, key=int), [entry.number for entry in entries])
    file = [(str(row[1]), row[3], row[4]) for row in books.cells(clerk, address)]
    books.same(f"{register.kind}: file", file, [(entry.number, entry.code, entry.title) for entry in entries])
