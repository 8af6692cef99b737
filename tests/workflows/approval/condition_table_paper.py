"""Every “when” of what is recorded from paper, typed by hand: how it is made unmet, and the sentence then."""

from datetime import date

from tests import making
from tests.conftest import appoint
from tests.workflows.approval.condition_table_above import BLANK, GIVE_REASON, at
from tests.workflows.approval.stations import OF_THE_PROVINCE

ITSELF = "This unit has accounts and does it itself."
USED = "Paper 1/2026 is recorded already, as: Withdrawal PQ-2026-0001."
TOO_EARLY = "Paper 1/2026 arrived before the unit was asked, on 11/23/2026; it cannot answer that."
OFFERED = "The unit has not answered the offer of a lower award form yet; it may also be taken back."
OF_THE_UNIT = "Name the paper of the unit: the records clerk registers it with its number of arrival first."


def hamlet(station):
    return lambda stations: stations.of_the_hamlet(station)


def drafted_by_the_chair(stations):
    appoint(stations.town.commune_chair, "office_reviewer", stations.town.office)
    return stations.do("draft_decision", stations.at("passed"), by="commune_chair")


def drafted_by_the_head(stations):
    appoint(stations.town.office_head, "office_reviewer", stations.town.office)
    return stations.do("draft_decision", stations.at("passed"), by="office_head")


def registered_by_the_head(stations):
    appoint(stations.town.office_head, "records_clerk", stations.town.commune)
    stations.__dict__["signed_paper"] = making.signed_paper(stations.town, by=stations.town.office_head)
    return stations.at("decision_drafted")


def letter_drafted_by(office):
    """A letter to the province that somebody drafted who holds another office too."""

    def thing(stations):
        appoint(stations.town.person[office], "office_reviewer", stations.town.office)
        proposal = stations.at("passed", form=making.award_form(OF_THE_PROVINCE))
        return stations.do("draft_transmittal", proposal, by=office)

    return thing


def letter_registered_by_the_head(stations):
    registered_by_the_head(stations)
    return stations.at("transmittal_drafted")


def on_a_used_paper(station):
    """Another dossier of the hamlet was withdrawn with the same paper."""

    def thing(stations):
        stations.do("record_withdrawal", stations.of_the_hamlet("submitted"))
        return stations.of_the_hamlet(station)

    return thing


def asked_after_the_paper(station):
    def thing(stations):
        stations.__dict__["arrival"] = making.arrival(stations.town, arrived_on=date(2026, 11, 21))
        return stations.of_the_hamlet(station)

    return thing


def with_a_paper_before_its_letter(stations):
    stations.__dict__["arrival"] = making.arrival(stations.town, arrived_on=date(2026, 11, 19))
    return stations.of_the_hamlet("submitted")


def with_a_lower_form_offered(stations):
    letter = stations.on_paper(form=making.award_form(OF_THE_PROVINCE))
    proposal = stations.do("take_up", stations.do("enter_received", letter).proposals.get())
    return stations.offer(stations.judge(proposal))


UNMET_ON_PAPER = [
    (
        "record_resend",
        "unit_answers_on_paper",
        at("returned"),
        {},
        [ITSELF, OF_THE_UNIT, "1 remarks are not answered yet."],
    ),
    ("record_resend", "paper_of_the_unit_is_registered", hamlet("answered"), {"arrival": None}, [OF_THE_UNIT]),
    ("record_resend", "paper_serves_nothing_else", on_a_used_paper("answered"), {}, [USED]),
    ("record_resend", "paper_came_after_it_was_asked", asked_after_the_paper("answered"), {}, [TOO_EARLY]),
    ("record_supplement", "unit_answers_on_paper", at("supplement_asked"), {}, [ITSELF, OF_THE_UNIT]),
    (
        *("record_supplement", "paper_of_the_unit_is_registered", hamlet("supplement_asked"), {"arrival": None}),
        [OF_THE_UNIT],
    ),
    ("record_supplement", "paper_serves_nothing_else", on_a_used_paper("supplement_asked"), {}, [USED]),
    ("record_supplement", "paper_came_after_it_was_asked", asked_after_the_paper("supplement_asked"), {}, [TOO_EARLY]),
    ("record_supplement", "reason_is_given", hamlet("supplement_asked"), {"reason": BLANK}, [GIVE_REASON]),
    ("record_resend", "every_remark_is_answered", hamlet("returned"), {}, ["1 remarks are not answered yet."]),
    (
        *("record_signed_decision", "signed_paper_is_registered", at("decision_drafted"), {"arrival": None}),
        ["Name the signed paper: it gets its number in the arrival book first, with the scan."],
    ),
    (
        *("record_signed_decision", "recorder_did_not_draft", drafted_by_the_head, {}),
        ["Who drafted or changed the decision may not record its signature; another person must."],
    ),
    (
        *("record_signed_decision", "recorder_did_not_register", registered_by_the_head, {}),
        ["Who registered the paper may not record its signatures; another person must."],
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
        ["The decision was last written on 11/23/2026; it cannot have been signed before."],
    ),
    (
        *("record_signed_decision", "signature_on_paper_has_its_day", at("decision_drafted")),
        {"signed_on": date(2026, 11, 24)},
        ["The signed paper arrived on 11/23/2026; it cannot have been signed later."],
    ),
    (
        *("record_signed_transmittal", "signed_paper_is_registered", at("transmittal_drafted"), {"arrival": None}),
        ["Name the signed paper: it gets its number in the arrival book first, with the scan."],
    ),
    (
        *("record_signed_transmittal", "recorder_did_not_draft", letter_drafted_by("office_head"), {}),
        ["Who drafted or changed the letter may not record its signature; another person must."],
    ),
    (
        *("record_signed_transmittal", "recorder_did_not_register", letter_registered_by_the_head, {}),
        ["Who registered the paper may not record its signatures; another person must."],
    ),
    (
        *("record_signed_transmittal", "signer_on_paper_may_sign", at("transmittal_drafted"), {"signer": None}),
        ["Choose who signed: the chair of the commune, or a deputy who could sign on that day."],
    ),
    (
        *("record_signed_transmittal", "signer_on_paper_did_not_draft", letter_drafted_by("commune_chair"), {}),
        ["Who drafted or changed the letter may not sign it, nor may anybody in that person's name."],
    ),
    (
        *("record_signed_transmittal", "signature_on_paper_has_its_day", at("transmittal_drafted")),
        {"signed_on": date(2026, 11, 22)},
        ["The letter was last written on 11/23/2026; it cannot have been signed before."],
    ),
    (
        *("record_signed_transmittal", "signature_on_paper_has_its_day", at("transmittal_drafted")),
        {"signed_on": date(2026, 11, 24)},
        ["The signed paper arrived on 11/23/2026; it cannot have been signed later."],
    ),
    ("record_withdrawal", "unit_answers_on_paper", at("submitted"), {}, [ITSELF, OF_THE_UNIT]),
    ("record_withdrawal", "paper_of_the_unit_is_registered", hamlet("submitted"), {"arrival": None}, [OF_THE_UNIT]),
    ("record_withdrawal", "paper_serves_nothing_else", on_a_used_paper("under_review"), {}, [USED]),
    (
        *("record_withdrawal", "paper_came_after_the_letter", with_a_paper_before_its_letter, {}),
        ["Paper 1/2026 arrived before the letter of the unit, on 11/20/2026; it cannot take it back."],
    ),
    ("record_withdrawal", "no_offer_waits", with_a_lower_form_offered, {}, [OFFERED]),
    ("record_withdrawal", "reason_is_given", hamlet("submitted"), {"reason": BLANK}, [GIVE_REASON]),
]
