"""Which opinions a person may see, and what the body that is asked sees of the dossier, and how long."""

import json
from dataclasses import dataclass

from django.db.models import Q

from documents.proposals.coverage import proposals_covered
from documents.proposals.models import Paper, Proposal, ProposalGrant
from permissions import access, grants
from permissions.roles import Office
from workflows.opinions.models import Opinion
from workflows.opinions.states import EXAMINED, OpinionState

# Who examines the dossier, or inspects how it was examined.
INSIDE = frozenset({Office.OFFICE_REVIEWER, Office.OFFICE_HEAD, Office.INSPECTOR})


def _asked_of_the_unit(held):
    units, _communes = access.units_and_communes(held, "opinions.view")
    return Q(unit__in=units) if units else None


def _asked_in_the_commune(held):
    communes = {c.commune_id for c in held if c.office in INSIDE}
    return Q(commune__in=communes) if communes else None


def _asked_on_paper(held):
    communes = {c.commune_id for c in held if c.office == Office.RECORDS_CLERK}
    return Q(commune__in=communes, is_on_paper=True) if communes else None


for _rule in (_asked_of_the_unit, _asked_in_the_commune, _asked_on_paper):
    access.register_visibility(Opinion, _rule)
access.register_coverage(Opinion, lambda mandate: proposals_covered(mandate, "proposal__"))


def is_inside(opinion, held):
    """Does the person examine the dossier (and is not only asked about it, or opens the post)?"""
    return any(c.office in INSIDE and c.commune_id == opinion.commune_id for c in access.covering(held, opinion))


def dossier_shown(opinion, held):
    """The dossier, where a grant lets this person see it today and it is being examined; else None: one statement."""
    if opinion.state != OpinionState.ASKED or opinion.unit_id is None:
        return None
    mine = [c for c in held if c.unit_id == opinion.unit_id]
    rows = Proposal.objects.filter(pk__in=grants.granted(ProposalGrant, mine, "opinions.view"), state__in=EXAMINED)
    return rows.filter(pk=opinion.proposal_id).first()


@dataclass(frozen=True, slots=True)
class AsSent:
    """A dossier as its last Version says, and nothing that is not in it. papers, and those of each row: Paper rows."""

    version: int
    told: dict
    papers: list
    rows: list


def as_sent(proposal):
    """What the body that is asked reads, without those who go another way since: three statements."""
    version = proposal.versions.get(number=proposal.version)
    told = {"letter": {"papers": []}, "nominations": []} if version.is_disposed else json.loads(version.body)
    here = set(proposal.nominations.values_list("pk", flat=True))
    told["nominations"] = [row for row in told["nominations"] if row["id"] in here]
    named = {paper["sha256"] for paper in told["letter"]["papers"]}
    named |= {paper["sha256"] for row in told["nominations"] for paper in row["papers"]}
    stored = Paper.objects.filter(letter_id=proposal.letter_id, blob__sha256__in=named).select_related("blob")
    by_place = {(p.nomination_id, p.kind, p.file_name, p.blob.sha256): p for p in stored.order_by("-pk")}

    def papers_of(key, listed):
        keys = [(key, paper["kind"], paper["file_name"], paper["sha256"]) for paper in listed]
        return [by_place[found] for found in keys if found in by_place]

    rows = [row | {"papers": papers_of(row["id"], row["papers"])} for row in told["nominations"]]
    return AsSent(version.number, told, papers_of(None, told["letter"]["papers"]), rows)


def papers_shown(opinion, held):
    """Keys of the papers of the dossier that this person may open through what is asked."""
    proposal = dossier_shown(opinion, held)
    if proposal is None:
        return {}
    sent = as_sent(proposal)
    return {paper.pk: paper for paper in [*sent.papers, *(paper for row in sent.rows for paper in row["papers"])]}


def opinions_over(proposal):
    """What was asked about a dossier, the oldest first, with the files of the answers: two statements."""
    rows = Opinion.objects.filter(proposal=proposal).select_related("unit", "asked_by", "answered_by", "letter__blob")
    return rows.prefetch_related("files__blob").order_by("pk")


def letter_shown(opinion, held):
    """The letter to a body asked on paper: for who examines the dossier or sends it; the body has it on paper."""
    return opinion.letter if is_inside(opinion, held) or _keeps_records(opinion, held) else None


def _keeps_records(opinion, held):
    return any(c.office == Office.RECORDS_CLERK and c.commune_id == opinion.commune_id for c in held)


def files_shown(opinion, held):
    """The files of the answer that this person may open: who examines the dossier, who answered, who records."""
    units, _communes = access.units_and_communes(held, "opinions.view")
    is_shown = _keeps_records(opinion, held) or opinion.unit_id in units or is_inside(opinion, held)
    return opinion.files.select_related("blob") if is_shown else opinion.files.none()
