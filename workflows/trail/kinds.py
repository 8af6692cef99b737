"""Kinds of acts, for narrowing a trail, and how an act looks in it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from permissions.ledger import acts, renamed


class Kind(models.TextChoices):
    MOVES = "moves", _("Moves")
    CONTENT = "content", _("Changes of content")
    FILES = "files", _("Files")
    REMARKS = "remarks", _("Remarks and opinions")
    VOTES = "votes", _("Votes")
    PAPERS = "papers", _("Decisions and letters")
    AWARDS = "awards", _("Award book and arrivals")
    RULES = "rules", _("Rules and campaigns")
    PEOPLE = "people", _("People and offices")


# By the first word of an act, where its name is not among the ones below.
_OF_A_WORD = {
    "letter": Kind.MOVES,
    "proposal": Kind.MOVES,
    "meeting": Kind.MOVES,
    "offer": Kind.REMARKS,
    "opinion": Kind.REMARKS,
    "objection": Kind.REMARKS,
    "remark": Kind.REMARKS,
    "nomination": Kind.CONTENT,
    "list": Kind.CONTENT,
    "paper": Kind.FILES,
    "papers": Kind.FILES,
    "amendment": Kind.PAPERS,
    "decision": Kind.PAPERS,
    "revocation": Kind.PAPERS,
    "payment": Kind.PAPERS,
    "handover": Kind.PAPERS,
    "receipt": Kind.PAPERS,
    "transmittal": Kind.PAPERS,
    "registry": Kind.AWARDS,
    "arrival": Kind.AWARDS,
    "catalogue": Kind.RULES,
    "campaign": Kind.RULES,
    "register": Kind.RULES,
    "issuer": Kind.RULES,
    "signature": Kind.PAPERS,
    "stock": Kind.RULES,
    "certificate": Kind.PAPERS,
    "word_form": Kind.RULES,
}
_BY_NAME = {
    "letter.drafted": Kind.CONTENT,
    "letter.changed": Kind.CONTENT,
    "nomination.judged": Kind.REMARKS,
    "proposal.form_changed": Kind.CONTENT,
    "proposal.opinion_given": Kind.REMARKS,
    "proposal.opinion_lapsed": Kind.REMARKS,
    "proposal.opinion_recorded": Kind.REMARKS,
    "proposal.opinion_withdrawn": Kind.REMARKS,
    "proposal.opinions_asked": Kind.REMARKS,
    "meeting.changed": Kind.CONTENT,
    "meeting.presiding": Kind.CONTENT,
    "meeting.topic_added": Kind.CONTENT,
    "meeting.topic_changed": Kind.CONTENT,
    "meeting.topic_removed": Kind.CONTENT,
    "meeting.topic_begun": Kind.CONTENT,
    "meeting.topic_ended": Kind.CONTENT,
    "meeting.invited": Kind.PAPERS,
    "meeting.conclusions_sent": Kind.PAPERS,
    "meeting.minutes_written": Kind.CONTENT,
    "meeting.minutes_sent_back": Kind.PAPERS,
    "meeting.minutes_signed": Kind.PAPERS,
    "meeting.voted": Kind.VOTES,
    "meeting.vote_changed": Kind.VOTES,
    "meeting.written_opinion": Kind.VOTES,
    "meeting.hands": Kind.VOTES,
    "meeting.deferred": Kind.VOTES,
    "meeting.undeferred": Kind.VOTES,
    "meeting.nomination_deferred": Kind.VOTES,
    "meeting.vote_opened": Kind.VOTES,
    "meeting.vote_closed": Kind.VOTES,
    "meeting.vote_announced": Kind.VOTES,
    "meeting.vote_repeated": Kind.VOTES,
    "meeting.stood_aside": Kind.VOTES,
    "meeting.aside_entered": Kind.VOTES,
    "meeting.aside_removed": Kind.VOTES,
    "meeting.papers_handed_out": Kind.VOTES,
    "meeting.paper_taken_back": Kind.VOTES,
    "meeting.papers_keyed": Kind.VOTES,
    "meeting.papers_keyed_anew": Kind.VOTES,
    "campaign.changed": Kind.CONTENT,
    "campaign.file_added": Kind.FILES,
    "campaign.file_removed": Kind.FILES,
}


def kind_of(act):
    """The kind of an act; what belongs nowhere else is about people and offices."""
    act = renamed.act_today(act)
    return _BY_NAME.get(act) or _OF_A_WORD.get(act.split(".")[0], Kind.PEOPLE)


def acts_of(kind):
    """The acts of a kind, and what they were called once."""
    return sorted(act for act in (*acts.declared(), *renamed.ACTS) if kind_of(act) == kind)


# (icon, tone) by the last word of the act, for acts that stand out.
_LOOKS = {
    "send": ("send", "blue"),
    "submitted": ("send", "blue"),
    "resend": ("send", "blue"),
    "take_up": ("user-check", "blue"),
    "return_for_completion": ("arrow-back-up", "amber"),
    "send_back_to_reviewer": ("arrow-back-up", "amber"),
    "send_back_to_clerk": ("arrow-back-up", "amber"),
    "send_back_paper": ("arrow-back-up", "amber"),
    "propose_appraisal": ("list-check", "blue"),
    "endorse": ("shield-check", "green"),
    "refuse_dossier": ("circle-x", "red"),
    "withdraw": ("arrow-back-up", "grey"),
    "suspend": ("player-pause", "amber"),
    "resume": ("player-play", "blue"),
    "carry": ("checkbox", "green"),
    "reject": ("circle-x", "red"),
    "defer": ("clock", "amber"),
    "sign_decision": ("signature", "green"),
    "sign": ("signature", "green"),
    "issue_decision": ("rubber-stamp", "green"),
    "issue": ("rubber-stamp", "green"),
    "award_revoked": ("ban", "red"),
    "drop": ("x", "grey"),
    "sign_transmittal": ("signature", "green"),
    "record_signature": ("signature", "green"),
    "record_signed_decision": ("signature", "green"),
    "record_signed_transmittal": ("signature", "green"),
    "minutes_recorded": ("signature", "green"),
    "forward": ("mail-forward", "blue"),
    "forward_again": ("mail-forward", "blue"),
    "acknowledge": ("check", "blue"),
    "status_read": ("mail-forward", "grey"),
    "carried": ("mail-forward", "green"),
    "carry_again": ("mail-forward", "amber"),
    "return_from_province": ("arrow-back-up", "amber"),
    "return_lines": ("arrow-back-up", "amber"),
    "ask_unit": ("message-report", "amber"),
    "supplement": ("send", "blue"),
    "record_answer": ("message", "green"),
    "silence_noted": ("clock", "amber"),
    "close_file": ("archive", "grey"),
    "split_off": ("git-branch", "amber"),
    "split_from": ("git-branch", "blue"),
    "made": ("medal", "amber"),
    "accept": ("check", "green"),
    "decline": ("x", "grey"),
    "attached": ("paperclip", "grey"),
    "noted": ("message-report", "amber"),
    "answered": ("message", "blue"),
    "opinions_asked": ("message", "blue"),
    "opinion_given": ("message", "green"),
    "opinion_recorded": ("message", "green"),
    "opinion_withdrawn": ("circle-minus", "grey"),
    "opinion_lapsed": ("hourglass", "amber"),
}
_LOOK_OF_A_KIND = {
    Kind.FILES: "paperclip",
    Kind.REMARKS: "message",
    Kind.VOTES: "hand-stop",
    Kind.PAPERS: "file-text",
    Kind.AWARDS: "trophy",
    Kind.RULES: "book-2",
    Kind.PEOPLE: "user",
}


def look_of(act):
    """(icon, tone) of an act."""
    act = renamed.act_today(act)
    return _LOOKS.get(act.split(".")[-1]) or (_LOOK_OF_A_KIND.get(kind_of(act), "pencil"), "grey")
