"""The “when” of the way to the province, typed by hand from design 3.2; joined to the whole in condition_table.py."""

from datetime import date

from documents.catalogue import in_use
from documents.catalogue.models import FormRule
from documents.proposals import services as letters
from tests import making
from tests.conftest import appoint
from tests.workflows.approval.stations import OF_THE_PROVINCE

BLANK = "  "
GIVE_REASON = "Give the reason."
ALONE = "The dossier moves with its decision or letter to the province, not alone."
HAS_ACCOUNT = "The officer of the province records this; the province has an account here."


def at(station, **values):
    return lambda stations: stations.at(station, **values)


def passed_above_the_commune(stations):
    return stations.at("passed", form=making.award_form(OF_THE_PROVINCE))


def passed_above_without_minutes(stations):
    return stations.at("passed", minutes_signed=False, form=making.award_form(OF_THE_PROVINCE))


def letter_drafted_by_the_chair(stations):
    appoint(stations.town.commune_chair, "office_reviewer", stations.town.office)
    return stations.do("draft_transmittal", passed_above_the_commune(stations), by="commune_chair")


def suspended_after_the_letter_was_signed(stations):
    proposal = stations.at("transmittal_signed")
    stations.do("suspend", proposal)
    return proposal


def supplemented_with_another_summary(stations):
    proposal = stations.at("supplement_asked")
    row = proposal.nominations.first()
    values = {"summary": "Một thành tích khác."}
    letters.change_nomination(nomination=row, row_version=row.row_version, values=values, by=stations.town.unit_clerk)
    return stations.do("supplement", stations.now(proposal))


def returned_when_the_commune_grants_it(stations):
    proposal = stations.at("province_returned")
    FormRule.objects.filter(award_form=proposal.award_form).update(authority_level="commune")
    in_use.forget()
    return proposal


UNMET_ABOVE = [
    (
        *("draft_transmittal", "granted_above_the_commune", at("passed"), {}),
        ["The commune grants this award itself; draft a decision."],
    ),
    (
        *("draft_transmittal", "minutes_are_signed", passed_above_without_minutes, {}),
        ["The minutes of the council meeting are not signed yet."],
    ),
    (
        *("sign_transmittal", "another_person_than_the_drafter", letter_drafted_by_the_chair, {}),
        ["Who drafted or changed the letter may not sign it, nor may anybody in that person's name."],
    ),
    (
        *("forward", "no_dossier_is_suspended", suspended_after_the_letter_was_signed, {}),
        ["PQ-2026-0001 is suspended; the letter waits until the dossier is resumed."],
    ),
    (
        *("forward", "date_follows_the_signature", at("transmittal_signed"), {"issued_on": date(2026, 11, 22)}),
        ["The letter was signed on 11/23/2026; its date may not lie before."],
    ),
    (
        *("forward", "date_is_not_to_come", at("transmittal_signed"), {"issued_on": date(2026, 11, 25)}),
        ["The date of the letter may not lie after today, 11/23/2026."],
    ),
    (
        *("acknowledge", "something_came_in", at("province_received"), {}),
        ["Every dossier of this letter is acknowledged already."],
    ),
    ("acknowledge", "spoken_by_the_province", at("forwarded"), {"by": "office_reviewer"}, [HAS_ACCOUNT]),
    ("return_from_province", "spoken_by_the_province", at("forwarded"), {"by": "office_reviewer"}, [HAS_ACCOUNT]),
    ("record_answer", "spoken_by_the_province", at("forwarded"), {"by": "office_reviewer"}, [HAS_ACCOUNT]),
    ("return_from_province", "a_line_is_named", at("province_received"), {"lines": []}, ["Name at least one nominee."]),
    ("record_answer", "a_line_is_named", at("province_received"), {"lines": []}, ["Name at least one nominee."]),
    (
        *("forward_again", "a_completed_line_is_named", at("supplement_asked"), {}),
        ["Choose at least one dossier that the province returned."],
    ),
    (
        *("forward_again", "letter_and_list_are_unchanged", supplemented_with_another_summary, {}),
        ["Nguyễn Thị Hòa: the list no longer says what was signed. Draft the letter anew."],
    ),
    ("ask_unit", "reason_is_given", at("province_returned"), {"reason": BLANK}, [GIVE_REASON]),
    (
        *("ask_unit", "due_day_is_given", at("province_returned"), {"due_on": date(2026, 11, 23)}),
        ["The day to answer must lie after today."],
    ),
    ("supplement", "reason_is_given", at("supplement_asked"), {"reason": BLANK}, [GIVE_REASON]),
    (
        *("redraft", "granted_above_the_commune", returned_when_the_commune_grants_it, {}),
        ["The commune grants this award itself; draft a decision."],
    ),
]
DOOR_ABOVE = [
    ("draft_transmittal", "paper_is_moving", passed_above_the_commune, {}, ALONE),
    ("sign_transmittal", "paper_is_moving", at("transmittal_drafted"), {}, ALONE),
    ("record_signed_transmittal", "paper_is_moving", at("transmittal_drafted"), {}, ALONE),
    ("forward", "paper_is_moving", at("transmittal_signed"), {}, ALONE),
    ("acknowledge", "paper_is_moving", at("forwarded"), {}, ALONE),
    ("return_from_province", "paper_is_moving", at("forwarded"), {}, ALONE),
    ("redraft", "paper_is_moving", at("province_returned"), {}, ALONE),
    ("forward_again", "paper_is_moving", at("province_returned"), {}, ALONE),
    ("record_answer", "paper_is_moving", at("forwarded"), {}, ALONE),
]
