"""A dossier at every station of the path, and every deed done on it: through the services of those who do them."""

from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from inspect import signature

import time_machine
from django.utils import timezone

from documents.campaigns import services as campaigns
from documents.proposals import services as letters
from documents.proposals.models import Letter
from permissions import access
from tests import making
from tests.workflows.approval.office_of import OFFICE_OF
from tests.workflows.council.conftest import Table, make_council
from workflows.approval import letter_services, moving, review_services, services
from workflows.council import agenda_services
from workflows.council import services as council
from workflows.decisions import services as decisions
from workflows.decisions.models import Decision
from workflows.handoff import province_services as province
from workflows.handoff import services as handoff
from workflows.handoff.models import Transmittal
from workflows.offers import services as offers

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)  # Monday, 14 o'clock here
NOTICE_OPENED = datetime(2026, 11, 6, 3, 0, tzinfo=UTC)  # its ten working days end on Friday the 20th
# Order of labour: granted far above the commune, ten working days of public notice.
WITH_NOTICE = "hcld-1"
OF_THE_PROVINCE = "bk-tinh"


class Stations:
    """`at("appraised")`: a proposal there; `do("endorse", proposal)`: the deed by its office, with all it asks."""

    def __init__(self, cast):
        self.cast, self.town = cast, cast.here

    def person(self, who):
        """An office of the commune, or a person."""
        if who == "province_officer":
            return self.cast.province_officer
        return self.town.person[who] if isinstance(who, str) else who

    # --- letters -----------------------------------------------------------------------------------
    def draft(self, **values):
        return making.draft(self.town, **values)

    def handed(self, **values):
        return self.do("hand_to_head", self.draft(**values))

    def sent(self, **values):
        return self.do("send", self.draft(**values))

    def on_paper(self, form=None, **values):
        """A complete draft of the hamlet, which has no accounts."""
        reviewer = self.town.office_reviewer
        said = {"number": "02/TTr-XĐ", "signed_on": date(2026, 11, 18), "signer_name": "Hoàng Văn Sơn"}
        said |= {"kind": "merit", "title": "Xóm Đồng", "arrival_number": "45", "arrived_on": date(2026, 11, 20)}
        letter = letters.draft_letter(unit=self.town.hamlet, values=said | values, by=reviewer)
        row = making.row_values("Hoàng Thị Mơ", form or making.award_form())
        making.attach_required(letter, [letters.add_nomination(letter=letter, values=row, by=reviewer)], reviewer)
        letter.refresh_from_db()
        return letter

    @cached_property
    def arrival(self):
        """A paper of the hamlet in the arrival book."""
        return making.arrival(self.town)

    @cached_property
    def signed_paper(self):
        return making.signed_paper(self.town)

    def of_the_hamlet(self, station):
        """A dossier of the hamlet at a station before the council, or asked for a supplement by the province."""
        form = {"in_public_notice": WITH_NOTICE, "supplement_asked": OF_THE_PROVINCE}.get(station)
        form = making.award_form(form) if form else None
        proposal = self.do("enter_received", self.on_paper(form=form)).proposals.get()
        if station == "submitted":
            return proposal
        proposal = self.do("take_up", proposal)
        if station in ("returned", "answered"):
            proposal = self.do("return_for_completion", self.note(proposal))
            return self.answer(proposal, by="office_reviewer") if station == "answered" else proposal
        moves = {"awaiting_endorsement": 1, "appraised": 2, "in_public_notice": 3, "supplement_asked": 2}.get(
            station, 0
        )
        proposal = self.judge(proposal) if moves else proposal
        for move in ("propose_appraisal", "endorse", "open_notice")[:moves]:
            proposal = self.do(move, self.now(proposal))
        return self._asked_by_the_province(proposal) if station == "supplement_asked" else proposal

    def _asked_by_the_province(self, proposal):
        meeting = self.table.closed(proposal)
        for signer in (self.table.secretary, self.table.chair):
            self.table.sign(meeting, signer)
        way = ("draft_transmittal", "sign_transmittal", "forward", "acknowledge", "return_from_province", "ask_unit")
        for move in way:
            proposal = self.do(move, self.now(proposal))
        return proposal

    @cached_property
    def closed_campaign(self):
        day = timezone.localdate()
        values = {"title": "Đợt thi đua mùa hè", "plan_number": "5/KH-UBND", "plan_on": date(2026, 1, 5)}
        closed_on = day - timedelta(days=1)
        days = {"starts_on": day - timedelta(days=90), "ends_on": day - timedelta(days=20), "closes_on": closed_on}
        made = campaigns.set_up(
            commune=self.town.commune,
            values=values | days,
            contents=[],
            criteria=[],
            award_forms=[making.award_form()],
            by=self.town.office_reviewer,
        )
        return making.launched(self.town, made)

    # --- proposals ---------------------------------------------------------------------------------
    def at(self, station, **values):
        return getattr(self, f"_{station}")(**values)

    def _submitted(self, **values):
        return making.sent(self.town, **values)

    def _under_review(self, **values):
        return making.under_review(self.town, **values)

    def _returned(self, **values):
        return making.returned(self.town, **values)

    def _awaiting_endorsement(self, **values):
        return making.awaiting_endorsement(self.town, **values)

    def _appraised(self, **values):
        return making.appraised(self.town, **values)

    def _in_public_notice(self):
        with time_machine.travel(NOTICE_OPENED, tick=False):
            return self.do("open_notice", self.at("appraised", form=making.award_form(WITH_NOTICE)))

    @cached_property
    def table(self):
        return Table(self.town, make_council(self.town, self.cast.administrator))

    def _on_agenda(self):
        proposal = self.at("appraised")
        self.table.opened(proposal)
        return self.now(proposal)

    def _passed(self, minutes_signed=True, **values):
        proposal = self.at("appraised", **values)
        meeting = self.table.closed(proposal)
        for signer in (self.table.secretary, self.table.chair) if minutes_signed else ():
            self.table.sign(meeting, signer)
        return self.now(proposal)

    def _not_passed(self):
        proposal = self.at("appraised")
        self.table.closed(proposal, yes=0, no=9)
        return self.now(proposal)

    def _decision_drafted(self):
        return self.do("draft_decision", self.at("passed"))

    def _decision_signed(self):
        return self.do("sign_decision", self.at("decision_drafted"))

    def _decided(self):
        return self.do("issue_decision", self.at("decision_signed"))

    def _settled(self):
        proposal = self.at("decided")
        making.settle(self.decision(proposal), by=self.town.office_reviewer)
        return proposal

    def _transmittal_drafted(self):
        return self.do("draft_transmittal", self.at("passed", form=making.award_form(OF_THE_PROVINCE)))

    def _transmittal_signed(self):
        return self.do("sign_transmittal", self.at("transmittal_drafted"))

    def _forwarded(self):
        return self.do("forward", self.at("transmittal_signed"))

    def _province_received(self):
        return self.do("acknowledge", self.at("forwarded"))

    def _province_returned(self):
        return self.do("return_from_province", self.at("province_received"))

    def _supplement_asked(self):
        return self.do("ask_unit", self.at("province_returned"))

    def _answered(self):
        return self.do("record_answer", self.at("province_received"))

    def _refused(self):
        return self.do("refuse_dossier", self.at("under_review"))

    def _withdrawn(self):
        return self.do("withdraw", self.at("submitted"))

    def _suspended(self, left="under_review"):
        return self.do("suspend", self.at(left))

    def _closed(self):
        return self.do("close_file", self.at("refused"))

    def now(self, thing):
        """The thing as it is stored."""
        return type(thing).objects.get(pk=thing.pk)

    def decision(self, proposal):
        return Decision.objects.filter(lines__nomination__proposal=proposal).latest("pk")

    def letter_above(self, proposal):
        return Transmittal.objects.filter(lines__nomination__proposal=proposal).latest("pk")

    # --- deeds -------------------------------------------------------------------------------------
    def do(self, move, thing, by=None, **said):
        """The deed by its office, with all it asks; `said` takes the place of that. Returns the thing as it is then."""
        by, said = self.person(by or OFFICE_OF[move]), self._asked() | said
        known = letter_services.DEEDS if isinstance(thing, Letter) else services.DEEDS
        if move in known:
            wanted = {name: said[name] for name in signature(known[move]).parameters if name in said}
            noun = "letter" if isinstance(thing, Letter) else "proposal"
            known[move](**{noun: thing}, row_version=thing.row_version, by=by, **wanted)
        else:
            getattr(self, f"_do_{move}")(thing, by, said)
        return self.now(thing)

    def door(self, move, thing, by=None, reason="Lý do.", **facts):
        """The bare move through the machine, as no service would ask for it."""
        by = self.person(by or OFFICE_OF[move])
        return moving.move(thing, move, row_version=thing.row_version, by=by, reason=reason, facts=facts)

    def _asked(self):
        return {
            "reason": "Có căn cứ.",
            "legal_basis": "Nghị định 152/2025/NĐ-CP",
            "handler": self.town.second_reviewer,
            "due_on": timezone.localdate() + timedelta(days=7),
            "suspension_code": "complaint",
            "suspension_reference": "12/TB-TTr",
            "objections": "Không có ý kiến phản ánh.",
            "arrival": self.arrival,
        }

    def judge(self, proposal, verdict="eligible", rows=None):
        rows = proposal.nominations.all() if rows is None else rows
        verdicts = [(row, verdict, "Trùng thành tích.") for row in rows]
        return review_services.judge(
            proposal=proposal, row_version=proposal.row_version, by=self.town.office_reviewer, verdicts=verdicts
        )

    def note(self, proposal):
        """A remark of the reviewer, not sent yet."""
        review_services.note_remark(
            proposal=proposal, row_version=proposal.row_version, by=self.town.office_reviewer, text="Thiếu số liệu."
        )
        return self.now(proposal)

    def offer(self, proposal):
        """A lower form lies offered for the last of the list."""
        offers.make_offer(
            proposal=proposal,
            row_version=proposal.row_version,
            nominations=[proposal.nominations.last()],
            award_form=making.award_form(),
            reason="Phù hợp với Giấy khen.",
            by=self.town.office_reviewer,
        )
        return self.now(proposal)

    def past_due(self):
        """A dossier the unit did not complete until the day it was given."""
        with time_machine.travel(NOTICE_OPENED, tick=False):
            return self.at("returned")

    def answer(self, proposal, by="unit_clerk"):
        for remark in proposal.remarks.filter(state="open"):
            seen = self.now(proposal).row_version
            review_services.answer_remark(remark=remark, row_version=seen, by=self.person(by), answer="Đã bổ sung.")
        return self.now(proposal)

    def _do_place_on_agenda(self, proposal, by, said):
        meeting = said.get("meeting") or self.table.prepared()
        seen = {proposal.pk: proposal.row_version}
        agenda_services.place_on_agenda(meeting=meeting, proposals=[proposal], row_versions=seen, by=by)

    def _do_take_off_agenda(self, proposal, by, said):
        item = proposal.agenda_items.get()
        agenda_services.take_off_agenda(item=item, row_version=proposal.row_version, reason=said["reason"], by=by)

    def _close(self, proposal, by, **votes):
        item = proposal.agenda_items.get()
        if votes:
            self.table.vote(item.meeting, item=item, **votes)
        else:
            council.defer_item(item=item, reason="Cần xác minh.", by=by)
        self.table.announce_all(item.meeting)
        item.meeting.refresh_from_db()
        council.close_meeting(meeting=item.meeting, row_version=item.meeting.row_version, by=by)

    def _do_carry(self, proposal, by, said):
        self._close(proposal, by, yes=9)

    def _do_reject(self, proposal, by, said):
        self._close(proposal, by, no=9)

    def _do_defer(self, proposal, by, said):
        self._close(proposal, by)

    def _do_draft_decision(self, proposal, by, said):
        decisions.draft_decision(proposals=[proposal], row_versions={proposal.pk: proposal.row_version}, by=by)

    def _do_sign_decision(self, proposal, by, said):
        paper = self.decision(proposal)
        decisions.sign_decision(decision=paper, row_version=paper.row_version, by=by)

    def _do_record_signed_decision(self, proposal, by, said):
        paper = self.decision(proposal)
        said = {"signer": self.signer("commune_chair"), "signed_on": timezone.localdate()} | said
        wanted = {name: said[name] for name in ("signer", "signed_on")}
        wanted["arrival"] = said["arrival"] and self.signed_paper
        decisions.record_signature(decision=paper, row_version=paper.row_version, by=by, **wanted)

    def signer(self, office):
        """The capacity in which a person of an office would have signed on paper."""
        return access.capacities(self.person(office))[0]

    def _do_send_back_paper(self, proposal, by, said):
        if proposal.state == "transmittal_drafted":
            self._of_the_letter(handoff.send_back_paper, proposal, by, reason=said["reason"])
            return
        paper = self.decision(proposal)
        decisions.send_back_paper(decision=paper, row_version=paper.row_version, reason=said["reason"], by=by)

    def _do_issue_decision(self, proposal, by, said):
        paper = self.decision(proposal)
        decisions.issue_decision(decision=paper, row_version=paper.row_version, issued_on=said.get("issued_on"), by=by)

    def _do_draft_transmittal(self, proposal, by, said):
        handoff.draft_transmittal(proposals=[proposal], row_versions={proposal.pk: proposal.row_version}, by=by)

    _do_redraft = _do_draft_transmittal

    def _of_the_letter(self, deed, proposal, by, **said):
        letter = self.letter_above(proposal)
        return deed(transmittal=letter, row_version=letter.row_version, by=by, **said)

    def _do_sign_transmittal(self, proposal, by, said):
        self._of_the_letter(handoff.sign_transmittal, proposal, by)

    def _do_record_signed_transmittal(self, proposal, by, said):
        said = {"signer": self.signer("commune_chair"), "signed_on": timezone.localdate()} | said
        wanted = {name: said[name] for name in ("signer", "signed_on")}
        wanted["arrival"] = said["arrival"] and self.signed_paper
        self._of_the_letter(handoff.record_signature, proposal, by, **wanted)

    def _do_forward(self, proposal, by, said):
        self._of_the_letter(handoff.forward, proposal, by, issued_on=said.get("issued_on"))

    def _do_acknowledge(self, proposal, by, said):
        self._of_the_letter(province.acknowledge, proposal, by)

    def _do_return_from_province(self, proposal, by, said):
        lines = said.get("lines", self.letter_above(proposal).lines.filter(dropped_at=None))
        reasons = {line.pk: said["reason"] for line in lines}
        self._of_the_letter(province.return_lines, proposal, by, reasons=reasons)

    def _do_forward_again(self, proposal, by, said):
        self._of_the_letter(handoff.forward_again, proposal, by)

    def _do_record_answer(self, proposal, by, said):
        lines = said.get("lines", self.letter_above(proposal).lines.order_by("order"))
        spoken = [
            province.Spoken(
                line=line.pk,
                said="granted",
                number="120/QĐ-UBND",
                decided_on=timezone.localdate(),
                issuer="Chủ tịch UBND tỉnh",
            )
            for line in lines
        ]
        self._of_the_letter(province.record_answer, proposal, by, answers=spoken)
