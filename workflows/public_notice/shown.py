"""What is told of objections inside, by how a person reads the dossier."""

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


def counted(proposal):
    """(received, answered): what everybody is told who sees the dossier. One statement."""
    answers = list(Objection.objects.filter(proposal=proposal).values_list("answer", flat=True))
    return len(answers), sum(1 for answer in answers if answer)
