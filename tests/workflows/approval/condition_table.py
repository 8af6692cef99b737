"""Every “when” of the path, typed by hand from design 3.1 and 3.2: how it is made unmet, and the sentence then."""

from datetime import date

from documents.proposals import services as letters
from tests import making
from tests.workflows.approval.condition_table_above import (
    ALONE,
    BLANK,
    DOOR_ABOVE,
    GIVE_REASON,
    UNMET_ABOVE,
    at,
    passed_above_the_commune,
)
from tests.workflows.approval.condition_table_outside import UNMET_OUTSIDE
from tests.workflows.approval.condition_table_paper import OFFERED, UNMET_ON_PAPER, drafted_by_the_chair
from tests.workflows.approval.stations import OF_THE_PROVINCE, WITH_NOTICE

GIVE_BASIS = "Give the legal basis."
HANDLING = "Reviewer, Culture and Society Office PQ is handling this dossier."
NOT_CLOSING = "Only the closing of the meeting moves a dossier on."
REFERENCE = "Give the code and the file reference of the suspension."
OBJECTIONS = "Note the objections received and how they were answered; if there were none, write so."
SIGNED_SCAN = "Tờ trình kèm danh sách đề nghị, người đứng đầu đã ký"
NAME = "Nguyễn Thị Hòa"


# --- how to make a condition unmet -----------------------------------------------------------------
def row_without(fields, **values):
    """A letter whose only row lacks what is said."""

    def draft(stations):
        letter = stations.draft(names=[NAME])
        letters.change_nomination(
            nomination=letter.nominations.get(), row_version=1, values=values, by=stations.town.unit_clerk
        )
        return stations.now(letter)

    draft.sentence = f"Row 1, {NAME}: {fields} is missing."
    return draft


def without_paper(kind):
    def draft(stations):
        letter = stations.draft(names=[NAME])
        letters.remove_paper(paper=letter.papers.get(kind=kind), by=stations.town.unit_clerk)
        return stations.now(letter)

    return draft


def paper_letter(**values):
    return lambda stations: stations.on_paper(**values)


def unscanned_paper_letter(stations):
    letter = stations.on_paper()
    letters.remove_paper(paper=letter.papers.get(kind="to-trinh"), by=stations.town.office_reviewer)
    return stations.now(letter)


def for_closed_campaign(stations):
    return stations.draft(kind="campaign", campaign=stations.closed_campaign)


def paper_letter_for_closed_campaign(stations):
    return stations.on_paper(kind="campaign", campaign=stations.closed_campaign)


def sent_and_taken_up(stations):
    letter = stations.sent()
    stations.do("take_up", letter.proposals.get())
    return stations.now(letter)


def sent_and_refused(stations):
    letter = stations.sent()
    stations.do("refuse_dossier", stations.do("take_up", letter.proposals.get()))
    return stations.now(letter)


def judged(stations):
    return stations.judge(stations.at("under_review"))


def judged_in_part(stations):
    proposal = stations.at("under_review")
    return stations.judge(proposal, rows=proposal.nominations.all()[:1])


def all_struck_out(stations):
    return stations.judge(stations.at("under_review"), "struck_out")


def judged_and_noted(stations):
    return stations.note(judged(stations))


def answered(stations):
    return stations.answer(stations.at("returned"))


def answered_but_not_settled(stations):
    return stations.judge(stations.do("resend", answered(stations)))


def noted(stations):
    return stations.note(stations.at("under_review"))


def offered(stations):
    return stations.offer(judged_above_the_commune(stations))


def judged_above_the_commune(stations):
    return stations.judge(stations.at("under_review", form=making.award_form(OF_THE_PROVINCE)))


def noted_and_offered(stations):
    return stations.note(offered(stations))


def lacking_a_paper(stations):
    """A paper that the rules ask for was taken off while the dossier lay returned, and the remark settled."""
    proposal = stations.at("returned")
    letters.remove_paper(paper=proposal.letter.papers.get(kind="bien-ban-xet"), by=stations.town.unit_clerk)
    proposal = stations.do("resend", stations.answer(stations.now(proposal)))
    proposal.remarks.update(state="settled")
    return stations.judge(stations.now(proposal))


def with_notice(stations):
    return stations.at("appraised", form=making.award_form(WITH_NOTICE))


def notice_closed(stations):
    return stations.do("close_notice", stations.at("in_public_notice"))


def notice_just_opened(stations):
    return stations.do("open_notice", with_notice(stations))


def suspended_after_the_signature(stations):
    proposal = stations.at("decision_signed")
    stations.do("suspend", proposal)
    return proposal


# --- the table -------------------------------------------------------------------------------------
# (move, condition, how it is unmet, what is said in place of the good answers, the sentences)
UNMET = [
    # 3.1 letters
    (
        *("hand_to_head", "list_and_papers_are_complete", lambda s: s.draft(names=()), {}),
        ["The list is empty: add at least one person, collective or household."],
    ),
    ("hand_to_head", "list_and_papers_are_complete", row_without("award form", award_form=None), {}, None),
    ("hand_to_head", "list_and_papers_are_complete", row_without("achievement period", period_from=None), {}, None),
    ("hand_to_head", "list_and_papers_are_complete", row_without("achievement period", period_to=None), {}, None),
    ("hand_to_head", "list_and_papers_are_complete", row_without("achievement summary", summary=" "), {}, None),
    (
        *("hand_to_head", "list_and_papers_are_complete", without_paper("bien-ban-xet"), {}),
        ["Attach to the letter: Biên bản họp xét khen thưởng của đơn vị."],
    ),
    (
        *("hand_to_head", "list_and_papers_are_complete", without_paper("bao-cao-thanh-tich"), {}),
        [f"Row 1, {NAME}: attach Báo cáo thành tích của người, tập thể, hộ gia đình được đề nghị."],
    ),
    ("send_back_to_clerk", "reason_is_given", lambda s: s.handed(), {"reason": BLANK}, [GIVE_REASON]),
    (
        *("send", "nothing_is_missing", lambda s: s.draft(names=()), {}),
        ["The list is empty: add at least one person, collective or household."],
    ),
    (
        *("send", "nothing_is_missing", lambda s: s.handed(number=""), {}),
        ["Before sending, fill in: The unit's own number."],
    ),
    (
        *("send", "nothing_is_missing", lambda s: s.handed(signed_on=None), {}),
        ["Before sending, fill in: Date of the letter."],
    ),
    (
        *("send", "nothing_is_missing", lambda s: s.handed(signer_name=""), {}),
        ["Before sending, fill in: Signer of the letter."],
    ),
    ("send", "nothing_is_missing", without_paper("to-trinh"), {}, [f"Before sending, attach: {SIGNED_SCAN}."]),
    (
        *("send", "campaign_is_still_open", for_closed_campaign, {}),
        ["The campaign closed for letters on 11/22/2026. Ask the Culture and Society Office for an exception."],
    ),
    (
        *("enter_received", "unit_has_no_accounts", lambda s: s.draft(), {}),
        [
            "This unit has accounts and sends its letters itself.",
            "Give the number and the day of arrival.",
        ],
    ),
    (
        *("enter_received", "arrival_is_registered", paper_letter(arrival_number=""), {}),
        ["Give the number and the day of arrival.", "Fill in: Number of arrival."],
    ),
    (
        *("enter_received", "arrival_is_registered", paper_letter(arrived_on=None), {}),
        ["Give the number and the day of arrival.", "Fill in: Day of arrival."],
    ),
    ("enter_received", "nothing_is_missing", unscanned_paper_letter, {}, [f"Attach to the letter: {SIGNED_SCAN}."]),
    (
        *("enter_received", "campaign_is_still_open", paper_letter_for_closed_campaign, {}),
        ["The campaign closed for letters on 11/22/2026. Ask the Culture and Society Office for an exception."],
    ),
    ("recall", "reason_is_given", lambda s: s.sent(), {"reason": BLANK}, [GIVE_REASON]),
    (
        *("recall", "nobody_has_taken_it_up", sent_and_taken_up, {}),
        ["PQ-2026-0001 has been taken up by Reviewer, Culture and Society Office PQ."],
    ),
    (
        *("recall", "nobody_has_taken_it_up", sent_and_refused, {}),
        ["PQ-2026-0001 has been taken up by Reviewer, Culture and Society Office PQ."],
    ),
    # 3.2 the review
    (
        *("reassign", "new_handler_is_a_reviewer", at("under_review"), {"handler": None}),
        ["Choose the reviewer who takes over."],
    ),
    (
        *("reassign", "new_handler_is_a_reviewer", at("under_review"), {"handler": "office_reviewer"}),
        ["Reviewer, Culture and Society Office PQ has this dossier already."],
    ),
    (
        *("reassign", "new_handler_is_a_reviewer", at("under_review"), {"handler": "office_head"}),
        ["Head of the Culture and Society Office PQ is no reviewer in this commune today."],
    ),
    ("reassign", "reason_is_given", at("under_review"), {"reason": BLANK}, [GIVE_REASON]),
    ("release", "it_is_in_your_hands", at("under_review"), {"by": "second_reviewer"}, [HANDLING]),
    ("release", "reason_is_given", at("under_review"), {"reason": BLANK}, [GIVE_REASON]),
    ("return_for_completion", "it_is_in_your_hands", noted, {"by": "second_reviewer"}, [HANDLING]),
    (
        *("return_for_completion", "a_remark_is_noted", at("under_review"), {}),
        ["Note at least one remark that tells the unit what to complete."],
    ),
    (
        *("return_for_completion", "due_day_is_given", noted, {"due_on": date(2026, 11, 23)}),
        ["The day to answer must lie after today."],
    ),
    (
        *("return_for_completion", "due_day_is_given", noted, {"due_on": date(2026, 11, 20)}),
        ["The day to answer must lie after today."],
    ),
    ("resend", "every_remark_is_answered", at("returned"), {}, ["1 remarks are not answered yet."]),
    ("propose_appraisal", "it_is_in_your_hands", judged, {"by": "second_reviewer"}, [HANDLING]),
    (
        *("propose_appraisal", "every_nomination_is_judged", at("under_review"), {}),
        ["2 nominations are not judged yet."],
    ),
    ("propose_appraisal", "every_nomination_is_judged", judged_in_part, {}, ["1 nominations are not judged yet."]),
    (
        *("propose_appraisal", "every_nomination_is_judged", all_struck_out, {}),
        ["No nomination is judged eligible; refuse the dossier instead."],
    ),
    ("propose_appraisal", "no_remark_is_open", judged_and_noted, {}, ["1 remarks are not settled yet."]),
    ("propose_appraisal", "no_remark_is_open", answered_but_not_settled, {}, ["1 remarks are not settled yet."]),
    (
        *("propose_appraisal", "papers_of_the_form_are_there", lacking_a_paper, {}),
        ["Attach to the letter: Biên bản họp xét khen thưởng của đơn vị."],
    ),
    ("propose_appraisal", "no_offer_waits", offered, {}, [OFFERED]),
    ("return_for_completion", "no_offer_waits", noted_and_offered, {}, [OFFERED]),
    ("refuse_dossier", "no_offer_waits", offered, {}, [OFFERED]),
    ("withdraw", "no_offer_waits", offered, {}, [OFFERED]),
    ("send_back_to_reviewer", "reason_is_given", at("awaiting_endorsement"), {"reason": BLANK}, [GIVE_REASON]),
    ("reopen", "reason_is_given", at("appraised"), {"reason": BLANK}, [GIVE_REASON]),
    (
        *("refuse_dossier", "past_due_if_returned", at("returned"), {}),
        ["The unit still has until 12/01/2026 to complete the dossier."],
    ),
    ("refuse_dossier", "reason_is_given", at("under_review"), {"reason": BLANK}, [GIVE_REASON]),
    ("refuse_dossier", "legal_basis_is_given", at("under_review"), {"legal_basis": BLANK}, [GIVE_BASIS]),
    # the public notice
    ("open_notice", "rule_asks_a_notice", at("appraised"), {}, ["The rules ask no public notice for this award."]),
    (
        *("open_notice", "notice_is_not_closed_yet", notice_closed, {}),
        ["The public notice was closed on 11/23/2026."],
    ),
    (
        *("close_notice", "notice_ran_its_days", notice_just_opened, {}),
        ["The notice must stay public until 12/08/2026."],
    ),
    ("close_notice", "objections_are_answered", at("in_public_notice"), {"objections": BLANK}, [OBJECTIONS]),
    # the council
    (
        *("place_on_agenda", "required_notice_is_closed", with_notice, {}),
        ["The public notice that the rules ask for has not been closed."],
    ),
    (
        *("place_on_agenda", "meeting_takes_agenda", at("appraised"), {"meeting": "closed"}),
        ["The meeting PQ-2026-M001 has closed its agenda."],
    ),
    ("take_off_agenda", "reason_is_given", at("on_agenda"), {"reason": BLANK}, [GIVE_REASON]),
    (
        *("skip_council", "rule_lets_skip_the_council", at("appraised"), {}),
        ["The rules send this award through the council."],
    ),
    (
        *("close_file", "everything_is_recorded", at("decided"), {}),
        [
            "Awards that are not recorded as handed over: Nguyễn Thị Hòa, Đặng Quốc Ý.",
            "Money that is not recorded yet: Nguyễn Thị Hòa, Đặng Quốc Ý.",
        ],
    ),
    ("skip_council", "reason_is_given", at("appraised", kind="sudden"), {"reason": BLANK}, [GIVE_REASON]),
    ("skip_council", "legal_basis_is_given", at("appraised", kind="sudden"), {"legal_basis": BLANK}, [GIVE_BASIS]),
    # the decision
    (
        *("draft_decision", "commune_grants_this_form", passed_above_the_commune, {}),
        ["This award is granted above the commune; the dossier goes to the province."],
    ),
    (
        *("draft_decision", "minutes_are_signed", at("passed", minutes_signed=False), {}),
        ["The minutes of the council meeting are not signed yet."],
    ),
    (
        *("sign_decision", "another_person_than_the_drafter", drafted_by_the_chair, {}),
        ["Who drafted or changed the decision may not sign it, nor may anybody in that person's name."],
    ),
    ("send_back_paper", "reason_is_given", at("decision_drafted"), {"reason": BLANK}, [GIVE_REASON]),
    (
        *("issue_decision", "no_dossier_is_suspended", suspended_after_the_signature, {}),
        ["PQ-2026-0001 is suspended; the decision waits until the dossier is resumed."],
    ),
    (
        *("issue_decision", "date_follows_the_signature", at("decision_signed"), {"issued_on": date(2026, 11, 22)}),
        ["The decision was signed on 11/23/2026; its date may not lie before."],
    ),
    (
        *("issue_decision", "date_is_not_to_come", at("decision_signed"), {"issued_on": date(2026, 11, 25)}),
        ["The date of the decision may not lie after today, 11/23/2026."],
    ),
    *UNMET_ABOVE,
    *UNMET_ON_PAPER,
    *UNMET_OUTSIDE,
    # the end, and pauses
    ("withdraw", "reason_is_given", at("submitted"), {"reason": BLANK}, [GIVE_REASON]),
    (
        *("suspend", "meeting_and_paper_let_it_go", at("on_agenda"), {}),
        ["The dossier is on the agenda: the secretary takes it off first, or the chair of the council defers it."],
    ),
    (
        *("suspend", "meeting_and_paper_let_it_go", at("decision_drafted"), {}),
        ["The dossier stands in a drafted decision: the chair of the commune sends the paper back first."],
    ),
    ("suspend", "suspension_is_referenced", at("under_review"), {"suspension_code": ""}, [REFERENCE]),
    ("suspend", "suspension_is_referenced", at("under_review"), {"suspension_reference": BLANK}, [REFERENCE]),
    ("resume", "reason_is_given", at("suspended"), {"reason": BLANK}, [GIVE_REASON]),
]
# Only through the machine's own door can these be unmet alone; (move, condition, where it lies, facts, the sentence).
AT_THE_DOOR = [
    ("recall", "reason_is_given", lambda s: s.sent(), {"reason": BLANK}, GIVE_REASON),
    ("send_back_paper", "reason_is_given", at("decision_drafted"), {"reason": BLANK, "decision": True}, GIVE_REASON),
    (
        *("return_for_completion", "due_day_is_given", noted, {}),
        "Give the day by which the unit must answer.",
    ),
    ("place_on_agenda", "meeting_takes_agenda", at("appraised"), {}, "Choose the meeting."),
    (
        *("take_off_agenda", "meeting_takes_agenda", at("on_agenda"), {"meeting": "closed"}),
        "The meeting PQ-2026-M001 has closed its agenda.",
    ),
    ("carry", "meeting_is_closing", at("on_agenda"), {}, NOT_CLOSING),
    ("reject", "meeting_is_closing", at("on_agenda"), {}, NOT_CLOSING),
    ("defer", "meeting_is_closing", at("on_agenda"), {}, NOT_CLOSING),
    ("draft_decision", "paper_is_moving", at("passed"), {}, ALONE),
    ("sign_decision", "paper_is_moving", at("decision_drafted"), {}, ALONE),
    ("record_signed_decision", "paper_is_moving", at("decision_drafted"), {}, ALONE),
    ("send_back_paper", "paper_is_moving", at("decision_drafted"), {}, ALONE),
    ("issue_decision", "paper_is_moving", at("decision_signed"), {}, ALONE),
    *DOOR_ABOVE,
]
# Refused because of the person.
WHO = {
    "it_is_in_your_hands",
    "another_person_than_who_proposed_the_appraisal",
    "another_person_than_the_drafter",
    "recorder_did_not_draft",
    "recorder_did_not_register",
}
ENDORSING = ("endorse", "another_person_than_who_proposed_the_appraisal")  # who may: a table of its own below
