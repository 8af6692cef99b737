"""Reading signed files: for the page of a paper, and in a word beside the paper elsewhere."""

from dataclasses import dataclass

from django.utils.dateparse import parse_datetime

from documents.signatures import signable
from documents.signatures.kinds import Fault, Revocation, Verdict
from documents.signatures.models import SignedFile
from documents.signatures.services import signatures_of
from permissions import access


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a kept paper in a list of files. newest: its last signed file, None without one.

    takes_file: may the reader bring in a signed file of it now?
    """

    key: int
    newest: SignedFile | None
    may_open: bool
    takes_file: bool


def files_of(issued):
    """The signed files of a paper, the newest first, each with `signatures` as they were found, in words."""
    rows = list(issued.signed_files.select_related("blob", "added_by"))
    for row in rows:
        row.signatures = [_in_words(each) for each in signatures_of(row)]
    return rows


def _in_words(found):
    fault, revocation = found["fault"], found["revocation"]
    return found | {
        "verdict_words": Fault(fault).label if fault else Verdict(found["verdict"]).label,
        "revocation_words": Revocation(revocation).label if revocation else "",
        "at": parse_datetime(found["claimed_at"]) if found["claimed_at"] else None,
    }


def beside(papers, thing, held):
    """{key of a kept paper: Beside}, at one statement. papers: of a thing; held: the reader's capacities."""
    may_open = any(capacity.office in access.offices_with(signable.RIGHT) for capacity in held)
    keys = [issued.pk for issued in papers]
    newest = {row.issued_id: row for row in SignedFile.objects.filter(issued__in=keys).order_by("pk")}
    return {
        issued.pk: Beside(issued.pk, newest.get(issued.pk), may_open, may_open and _takes_file(issued, thing, held))
        for issued in papers
    }


def _takes_file(issued, thing, held):
    kind = signable.kind_of(issued)
    return kind.is_open(thing, issued) and any(c.office in kind.offices and c.reaches(thing) for c in held)
