"""A letter that came on paper and is entered on its number in the arrival book: what the book gives to it."""

from django.utils.translation import gettext as _

from documents.arrivals.kinds import RecordedAs
from documents.arrivals.recording import evidence, locked, recorded_already, take
from documents.catalogue.kinds import SIGNED_LETTER
from documents.proposals.models import Paper
from permissions.ledger import tracked
from permissions.refusals import NotNow


def values_from(arrival, unit):
    """Number and day of arrival. Raises NotNow for a paper of another unit, or one that is recorded already."""
    if arrival.unit_id != unit.pk:
        raise NotNow(_("The arrival book names another sender of this paper than %(unit)s.") % {"unit": unit})
    if told := list(recorded_already(locked(arrival), RecordedAs.LETTER)):
        raise NotNow(*told)
    return {"arrival_number": arrival.number, "arrived_on": arrival.arrived_on}


def with_scan(letter, body, *, by, now):
    """Attach the scan as the signed letter; returns the body of the ledger entry with it."""
    arrival = letter.arrival
    paper = Paper(
        letter=letter,
        kind=SIGNED_LETTER,
        file_name=arrival.file_name,
        blob=arrival.scan,
        uploaded_by=by,
        uploaded_at=now,
    )
    kept = tracked.save(paper, by=by)
    told = {"paper": paper.pk, "kind": paper.kind, "file_name": paper.file_name, "sha256": arrival.scan.sha256}
    done = take(arrival, kind=RecordedAs.LETTER, code=letter.code, recorded_for=letter.unit.name, by=by, now=now)
    return body | told | done | {"history": [*body["history"], kept]}


def entered_from(letter):
    """What the entry of the sending adds for a letter that stands on an arrival: for whom, from which scan."""
    if letter.arrival_id is None:
        return {}
    signer = ", ".join(part for part in (letter.signer_name, letter.signer_title) if part)
    return evidence(letter.arrival, recorded_for=f"{letter.unit.name}: {signer}" if signer else letter.unit.name)
