"""Every “when” of what is recorded from paper, typed by hand: how it is made unmet, and the sentence then."""

from datetime import date

from tests.conftest import appoint
from tests.workflows.approval.condition_table_above import BLANK, GIVE_REASON, at

ITSELF = "This unit has accounts and does it itself."
OF_THE_UNIT = "Name the paper of the unit: the records clerk registers it with its number of arrival first."


def hamlet(station):
    return lambda stations: stations.of_the_hamlet(station)


def drafted_by_the_chair(stations):
    appoint(stations.town.commune_chair, "office_reviewer", stations.town.office)
    return stations.do("draft_decision", stations.at("passed"), by="commune_chair")


def drafted_by_the_records_clerk(stations):
    appoint(stations.town.records_clerk, "office_reviewer", stations.town.office)
    return stations.do("draft_decision", stations.at("passed"), by="records_clerk")


UNMET_ON_PAPER = [
    (
        "record_resend",
        "unit_answers_on_paper",
        at("returned"),
        {},
        [ITSELF, OF_THE_UNIT, "1 remarks are not answered yet."],
    ),
    ("record_resend", "paper_of_the_unit_is_registered", hamlet("answered"), {"arrival": None}, [OF_THE_UNIT]),
    ("record_resend", "every_remark_is_answered", hamlet("returned"), {}, ["1 remarks are not answered yet."]),
    (
        *("record_signed_decision", "signed_paper_is_registered", at("decision_drafted"), {"arrival": None}),
        ["Name the signed paper: it gets its number in the arrival book first, with the scan."],
    ),
    (
        *("record_signed_decision", "recorder_did_not_draft", drafted_by_the_records_clerk, {}),
        ["Who drafted or changed the decision may not record its signature; another person must."],
    ),
    (
        *("record_signed_decision", "signer_on_paper_may_sign", at("decision_drafted"), {"signer": None}),
        ["Choose who signed: the chair of the commune, or a deputy who could sign on that day."],
    ),
    (
        *("record_signed_decision", "signer_on_paper_did_not_draft", drafted_by_the_chair, {}),
        ["Who drafted or changed the decision may not sign it, nor may anybody in that person's name."],
    ),
    (
        *("record_signed_decision", "signature_on_paper_has_its_day", at("decision_drafted")),
        {"signed_on": date(2026, 11, 22)},
        ["The decision was drafted on 11/23/2026; it cannot have been signed before."],
    ),
    (
        *("record_signed_decision", "signature_on_paper_has_its_day", at("decision_drafted")),
        {"signed_on": date(2026, 11, 24)},
        ["The signed paper arrived on 11/23/2026; it cannot have been signed later."],
    ),
    ("record_withdrawal", "unit_answers_on_paper", at("submitted"), {}, [ITSELF, OF_THE_UNIT]),
    ("record_withdrawal", "paper_of_the_unit_is_registered", hamlet("submitted"), {"arrival": None}, [OF_THE_UNIT]),
    ("record_withdrawal", "reason_is_given", hamlet("submitted"), {"reason": BLANK}, [GIVE_REASON]),
]
