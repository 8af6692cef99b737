"""What the ledger says of a letter to the province: `verify_trail` finds the packages by it."""

from django.db.models import F

from permissions.ledger import kept
from workflows.handoff.models import Sending

STREAM = "transmittal/"


def _whole_sendings(named):
    codes = {one.stream.removeprefix(STREAM) for one in named}
    rows = Sending.objects.filter(transmittal__code__in=codes, sha256=F("package__sha256"))
    return [
        (kept.Named(STREAM + code, None, sha256), pk)
        for pk, code, sha256 in rows.values_list("pk", "transmittal__code", "sha256")
    ]


kept.register_rows(Sending, streams=[STREAM], keys=["package_sha256"], find=_whole_sendings)


def told_of_answer(answer):
    """What the ledger says of an answer."""
    return {
        "answer": answer.pk,
        "line": answer.line_id,
        "said": str(answer.said),
        "number": answer.number,
        "decided_on": answer.decided_on.isoformat(),
        "issuer": answer.issuer,
        "reason": answer.reason,
    }


def told_of_return(back):
    """What the ledger says of a returned line."""
    return {"return": back.pk, "line": back.line_id, "sending": back.sending_id, "reason": back.reason}
