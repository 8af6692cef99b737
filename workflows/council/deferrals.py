"""What was put off of single dossiers in a meeting: for its pages, its minutes and what the units are told."""

import json
from dataclasses import dataclass

from documents.proposals.models import Proposal, Version
from workflows.council.after_models import NominationDeferral


@dataclass(frozen=True, slots=True)
class Deferral:
    """Nominations of a dossier that were put off together. rows: what the Version says of each, as they were sent."""

    mother: Proposal
    sister: Proposal
    rows: list
    reason: str

    @property
    def names(self):
        return [row["full_name"] for row in self.rows]


def deferrals_in(meeting):
    """The Deferrals of a meeting, the oldest first; two statements, one where there are none."""
    rows = NominationDeferral.objects.filter(meeting=meeting).order_by("pk")
    rows = rows.select_related("mother__award_form", "mother__unit", "sister")
    found = {row.sister_id: row for row in rows}
    first = Version.objects.filter(proposal__in=found, number=1) if found else []
    bodies = {version.proposal_id: version for version in first}
    return [Deferral(row.mother, row.sister, _rows(bodies[pk]), row.reason) for pk, row in found.items()]


def _rows(version):
    return [] if version.is_disposed else json.loads(version.body)["nominations"]


def put_deferrals(items):
    """Give each item of one meeting what was `put_off` of its dossier; as `deferrals_in`."""
    found = deferrals_in(items[0].meeting) if items else []
    for item in items:
        item.put_off = [each for each in found if each.mother.pk == item.proposal_id]
    return items
