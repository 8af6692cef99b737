"""What is told of objections inside, by how a person reads the dossier."""

from django.db.models import Q

from workflows.public_notice.models import Objection


def objections_shown(proposal, sight):
    """The objections with their answers: none to the unit, the names to the office and the chairs. One statement."""
    if not sight.judgements and not sight.grounds:
        return []
    rows = list(proposal.objections.select_related("noted_by", "answered_by", "scan").order_by("pk"))
    for row in rows:
        if not sight.grounds:
            row.objector, row.scan, row.scan_name = "", None, ""
    return rows


def counted(proposal, mothers=(), split_at=None):
    """(received, answered): what everybody is told who sees the dossier. One statement.

    mothers: the dossiers it was split off from; what was objected to them until split_at was objected to it as well.
    """
    of_it = Q(proposal=proposal) | Q(proposal__in=mothers, noted_at__lte=split_at) if mothers else Q(proposal=proposal)
    answers = list(Objection.objects.filter(of_it).values_list("answer", flat=True))
    return len(answers), sum(1 for answer in answers if answer)
