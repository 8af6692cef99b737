"""Every right once, with its sentence. Who holds it is in roles.py, the question is in access.py."""

from django.utils.translation import gettext_lazy as _

RIGHTS = {
    # the unit
    "letters.view": _("see the unit's letters"),
    "letters.edit": _("draft the unit's letters"),
    "letters.hand_to_head": _("hand a letter to the head of the unit"),
    "letters.send_back": _("send a letter back to the clerk"),
    "letters.send": _("sign and send the unit's letters"),
    "letters.recall": _("recall a letter that nobody has taken up"),
    "letters.enter_received": _("enter a letter received on paper"),
    "proposals.answer_remarks": _("answer the remarks on a returned proposal"),
    "proposals.resend": _("send a completed proposal again"),
    "proposals.withdraw": _("withdraw a proposal"),
    "proposals.supplement": _("send the supplement that the province asked for"),
    # the Culture and Society Office
    "proposals.view": _("see the proposals"),
    "proposals.take_up": _("take up a proposal"),
    "proposals.reassign": _("give a proposal to another reviewer"),
    "proposals.release": _("put a proposal back in the queue"),
    "proposals.review": _("review: judge nominations, make remarks"),
    "proposals.return": _("return a proposal for completion"),
    "proposals.propose_appraisal": _("propose the appraisal"),
    "proposals.send_back_to_reviewer": _("send the appraisal back to the reviewer"),
    "proposals.endorse": _("endorse the appraisal"),
    "proposals.reopen": _("reopen an appraised proposal"),
    "proposals.refuse": _("refuse a proposal"),
    "proposals.public_notice": _("open and close the public notice"),
    "proposals.skip_council": _("pass a proposal without the council where the rules allow it"),
    "proposals.suspend": _("suspend and resume a proposal"),
    "proposals.close_file": _("close a file"),
    # the council
    "meetings.view": _("see the council's meetings"),
    "meetings.prepare": _("prepare a meeting: agenda, attendance, minutes"),
    "meetings.place_on_agenda": _("place proposals on the agenda and take them off"),
    "meetings.preside": _("open and close a meeting and its votes"),
    "meetings.vote": _("vote in the council"),
    "meetings.record_hands": _("record a show of hands"),
    "meetings.sign_minutes": _("sign the minutes"),
    # decisions
    "decisions.view": _("see the decisions"),
    "decisions.draft": _("draft a decision"),
    "decisions.sign": _("sign a decision"),
    "decisions.send_back": _("send a drafted paper back"),
    "decisions.issue": _("number and issue a decision"),
    # what arrives on paper, and awards known
    "arrivals.view": _("read the arrival book"),
    "arrivals.register": _("register papers that arrive"),
    "registry.view": _("read the award book"),
    "registry.edit": _("keep the award book"),
    # the province
    "proposals.ask_supplement": _("ask the unit for a supplement"),
    "transmittals.view": _("see the letters to the province"),
    "transmittals.draft": _("draft a letter to the province"),
    "transmittals.sign": _("sign a letter to the province"),
    "transmittals.send_back": _("send a drafted letter to the province back"),
    "transmittals.forward": _("number and forward a letter to the province"),
    "province.acknowledge": _("acknowledge the receipt of dossiers at the province"),
    "province.return": _("return dossiers from the province"),
    "province.answer": _("record the province's answers"),
    # rules and campaigns
    "catalogue.view": _("read the catalogue of rules"),
    "catalogue.amend": _("amend the catalogue of rules"),
    "campaigns.view": _("see the campaigns"),
    "campaigns.edit": _("set up campaigns"),
    "campaigns.grant_exception": _("allow a late letter"),
    # people and evidence
    "people.view": _("see people, units and offices"),
    "people.edit": _("manage people, units and offices"),
    "people.confirm_appointment": _("confirm what another person appointed: an office or a deputy"),
    "ledger.view": _("read the trail"),
}
