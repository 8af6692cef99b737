"""The facts of signed minutes, kept for good: what is printed of the meeting afterwards is drawn from them.

Names, units and rules may change later; what the two people signed does not.
"""

import hashlib
import json
from types import SimpleNamespace

from permissions.ledger import kept
from workflows.council.minutes_facts import gather
from workflows.council.minutes_models import MinutesFacts

_STREAM = "meeting/"


def _sha256(body):
    return hashlib.sha256(body.encode()).hexdigest()


def _body(facts):
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def keep_facts(meeting, *, number):
    """Keep the facts as they stand, inside the deed's transaction; returns the row."""
    body = _body(gather(meeting, number))
    return MinutesFacts.objects.create(meeting=meeting, body=body, sha256=_sha256(body))


def facts_of(meeting, *, number=None):
    """What the minutes of a closed meeting tell: as kept when both had signed, before that as it stands now.

    Objects become namespaces (`facts.meeting.title`), lists stay lists. Minutes signed before facts were kept are read
    anew.
    """
    row = MinutesFacts.objects.filter(meeting=meeting).first()
    if row is None and number is None and meeting.minutes_id:
        number = meeting.minutes.number or None
    body = row.body if row else _body(gather(meeting, number))
    return json.loads(body, object_hook=lambda found: SimpleNamespace(**found))


def _whole_ones(named):
    """For `verify_trail`: the facts of these meetings that still have their hash."""
    codes = {one.stream.removeprefix(_STREAM) for one in named}
    rows = MinutesFacts.objects.filter(meeting__code__in=codes)
    return [
        (kept.Named(_STREAM + code, None, sha256), pk)
        for pk, code, body, sha256 in rows.values_list("pk", "meeting__code", "body", "sha256")
        if _sha256(body) == sha256
    ]


kept.register_rows(MinutesFacts, streams=[_STREAM], keys=["facts_sha256"], find=_whole_ones)
