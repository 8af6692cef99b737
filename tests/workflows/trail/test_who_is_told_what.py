"""Office x act x how much is told of it, typed by hand from the rules of who sees what.

Signs: W whole   B that it happened, not why and of whom   D that the unit was drafting   - nothing of it
       0 not the stream at all
People: C clerk and H head of the unit, R reviewer, E head of office, S secretary, M member and P chair of the council,
G chair and V deputy chair of the commune, N records clerk, T inspector; c clerk of another unit, x a stranger; t the
inspector of another commune.
"""

import pytest

from permissions import access
from permissions.ledger.models import LedgerEntry
from tests import making
from workflows.approval import review_services
from workflows.approval import services as approval
from workflows.trail.queries import timeline
from workflows.trail.readers import reader_of

pytestmark = pytest.mark.django_db

TABLE = """
#                                        CHREM SPGVN Tcxt
draft       letter.drafted               WW000 00000 0000
draft       nomination.added             WW000 00000 0000
letter      letter.drafted               WWDD0 00DD0 D000
letter      nomination.added             WWDD0 00DD0 D000
letter      paper.attached               WWDD0 00DD0 D000
letter      letter.send                  WWWW0 00WW0 W000
paused      proposal.submitted           WWWW0 00WW0 W000
paused      proposal.take_up             WWWW0 00WW0 W000
paused      nomination.judged            --WW0 00--0 W000
paused      proposal.propose_appraisal   --WW0 00--0 W000
paused      proposal.suspend             BBWW0 00WW0 W000
endorsed    nomination.judged            --WW0 W0WW0 W000
endorsed    proposal.propose_appraisal   --WW0 W0WW0 W000
endorsed    proposal.endorse             BBWW0 W0WW0 W000
noted       remark.noted                 --WW0 00--0 W000
returned    remark.noted                 --WW0 00--0 W000
returned    proposal.return_for_completion WWWW0 00WW0 W000
returned    nomination.changed           WWDD0 00DD0 D000
"""
PEOPLE = [
    *("unit_clerk", "unit_head", "office_reviewer", "office_head", "council_member"),
    *("council_secretary", "council_chair", "commune_chair", "commune_deputy_chair", "records_clerk"),
    *("inspector", "other_clerk"),
]


@pytest.fixture
def streams(cast, rules):
    """{name in the table: stream key}"""
    town = cast.here
    paused = making.awaiting_endorsement(town)
    approval.suspend(
        proposal=paused,
        row_version=paused.row_version,
        by=town.office_head,
        suspension_code="complaint",
        suspension_reference="12/TB-TTr",
    )
    noted = making.under_review(town)
    review_services.note_remark(
        proposal=noted, row_version=noted.row_version, by=town.office_reviewer, text="Bổ sung số liệu."
    )
    return {
        "draft": making.draft(town).stream,
        "letter": paused.letter.stream,
        "paused": paused.stream,
        "endorsed": making.appraised(town).stream,
        "noted": noted.stream,
        "returned": making.rewrite(town, making.returned(town)).stream,
    }


def _told(person, stream, act):
    held = access.capacities(person)
    reader = reader_of(stream, person, held)
    if reader is None:
        return "0"
    seq = LedgerEntry.objects.filter(stream__key=stream, act=act).values_list("seq", flat=True).last()
    whole = next(event for event in timeline(stream) if event.seq == seq)
    event = next((each for each in timeline(stream, sight=reader.sight) if each.seq == seq), None)
    if event is None:
        return "-"
    if not event.act:
        assert (event.person, event.reason, event.details, event.differences, event.files) == ("", "", [], [], [])
        return "D"
    return "W" if event == whole and act not in reader.sight.bare else "B"


def test_each_office_is_told_exactly_this_of_each_act(cast, streams):
    audience = [*(cast.here.person[who] for who in PEOPLE), cast.stranger, cast.there.inspector]
    lines = [line.split() for line in TABLE.strip().splitlines() if not line.startswith("#")]

    found = {(name, act): "".join(_told(p, streams[name], act) for p in audience) for name, act, *_signs in lines}

    assert found == {(name, act): "".join(signs) for name, act, *signs in lines}
