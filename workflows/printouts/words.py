"""Words that the papers to print share: heads, room for the pen, how nominees are counted. Official wording."""

from dataclasses import dataclass
from datetime import date

from documents.catalogue.kinds import NomineeType
from documents.printing import wording
from documents.printing.blocks import Head, Paragraph, Table
from documents.printing.signing import signer_by_post, signer_of
from documents.proposals.queries import signer_of as signer_of_unit
from permissions import access
from permissions.people.models import Appointment, Deputising
from permissions.people.units import UnitKind
from permissions.roles import Office
from workflows.approval.paper_words import NOMINEES, committee_lines, commune_name

ROMAN = ("I", "II", "III", "IV", "V")
OFFICE = "Phòng Văn hóa - Xã hội"
_UNDER_THE_COMMITTEE = (
    UnitKind.OFFICE,
    UnitKind.CULTURE_OFFICE,
    UnitKind.SCHOOL,
    UnitKind.HAMLET,
)
_OFFICE_HEAD = "Trưởng phòng"
_HEAD = "Thủ trưởng đơn vị"
_LONGEST_LINE = 24  # letters of an issuer's name in capitals that fit on one line of the head


@dataclass(frozen=True, slots=True)
class Drawn:
    """A paper ready for a writer. on: date of the file. is_draft: marked as such across every page."""

    blocks: list
    title: str
    on: date
    is_draft: bool = False


def _lines(name, place):
    """A name in capitals on one line, or two: broken before the place it ends with, else about in the middle."""
    name, words = name.upper(), name.upper().split()
    if len(name) <= _LONGEST_LINE or len(words) == 1:
        return (name,)
    for tail in (f"XÃ {place}".upper(), place.upper()):
        if place and name.endswith(f" {tail}"):
            return name.removesuffix(tail).rstrip(), tail
    cuts = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    return min(cuts, key=lambda cut: abs(len(cut[0]) - len(cut[1])))


def head_of_unit(unit, *, number, day, year):
    """The top of a paper of a unit. Units of the committee name it above themselves; companies and fronts do not."""
    commune = unit.commune
    superior = committee_lines(commune) if unit.kind in _UNDER_THE_COMMITTEE else ()
    place = unit.place or commune.place or commune_name(commune)
    dateline = wording.dateline(place, day, year=year) if year else ""
    return Head(issuer=_lines(unit.name, commune.place), superior=superior, number=number, dateline=dateline)


def head_of_office(commune, symbol, *, day=None, year=None):
    """The top of a paper of the Culture and Society Office, its number left to the pen."""
    return Head(
        issuer=(OFFICE.upper(),),
        superior=committee_lines(commune),
        number=wording.number_line(None, symbol),
        dateline=wording.dateline(commune.place or commune_name(commune), day, year=year),
    )


def unit_signer(unit, *, name="", title="", on):
    """Who signs for a unit: its head today, or who is written down; a deputy in the form in which the head lets sign.

    name, title: of who signs, as the letter says them. on: day of the paper.
    """
    head = signer_of_unit(unit)
    post = head.title if head else ""
    name = name or (head.user.full_name if head else "")
    if deputising := _deputising(head, name, on):
        title = deputising.title or title
        return signer_of(head=post or _HEAD, name=name, form=deputising.signing_form, title=title)
    return signer_by_post(title or post or _HEAD, name=name, head=post)


def _deputising(head, name, on):
    """By what a person of this name stands in for the head on the day; None for the head, or for anybody else."""
    if head is None or name == head.user.full_name:
        return None
    rows = Deputising.objects.filter(access.in_force(on=on), appointment=head, deputy__full_name=name)
    return rows.order_by("-from_on").first()


def room(label, said=""):
    """A line of a form: what is known, or dots for the pen."""
    return Paragraph(f"{label}: {said}" if said else f"{label}: {'.' * max(90 - len(label), 20)}")


def dotted(lines=3):
    """Lines of dots."""
    return [Paragraph("." * 132, is_indented=False) for _line in range(lines)]


def counted(types):
    """02 tập thể, 01 hộ gia đình và 05 cá nhân. types: kinds of nominee, one for each."""
    types = list(types)
    told = [f"{types.count(kind):02d} {word}" for kind, word in NOMINEES.items() if kind in types]
    if not told:
        return "không có trường hợp nào"
    *others, last = told
    return f"{', '.join(others)} và {last}" if others else last


def kind_word(nominee_type):
    """Tập thể, Hộ gia đình, Cá nhân"""
    word = NOMINEES[NomineeType(nominee_type)]
    return word[:1].upper() + word[1:]


def table_or(columns, rows, empty):
    """The table, or a sentence where it would be empty."""
    rows = tuple(rows)
    return Table(columns=columns, rows=rows) if rows else Paragraph(empty)


def office_head(commune):
    """Who signs for the Culture and Society Office today; the name is left out where nobody holds the office."""
    rows = Appointment.objects.filter(
        access.in_force(), unit__commune=commune, office=Office.OFFICE_HEAD, user__is_active=True
    )
    head = rows.select_related("user").order_by("-from_on").first()
    return signer_of(head=_OFFICE_HEAD, name=head.user.full_name if head else "")


def signer_of_act(entry):
    """Who signs a paper of the office that an act of its head made: who did it, a deputy in the form of the delegation.

    entry: the LedgerEntry, with actor and deputising.
    """
    stands_in = entry.deputising
    said = {"form": stands_in.signing_form, "title": stands_in.title} if stands_in else {}
    return signer_of(head=_OFFICE_HEAD, name=entry.actor.full_name, **said)
