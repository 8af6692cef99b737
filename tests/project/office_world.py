"""One thing in every state that an address can name, made through the services when it is first asked for."""

from datetime import timedelta
from functools import cached_property

from django.utils import timezone

from documents.catalogue import services as catalogue
from documents.catalogue.models import BaseWage, Holiday, LegalInstrument, RuleSet
from documents.proposals import services as letters
from documents.proposals.models import Proposal
from permissions.mandates import services as mandates
from permissions.people import services as people
from permissions.roles import Office
from tests import making
from tests.conftest import appoint, make_person, no_history
from tests.project.above_world import AboveWorld
from tests.project.award_world import AwardWorld
from tests.project.certificate_world import Certified
from tests.project.convening_world import Convened
from tests.project.disposal_world import Disposing
from tests.project.outside_world import Outside
from tests.project.printouts_world import PrintoutThings
from tests.project.revocation_world import DECIDED
from tests.project.signature_world import Signing
from tests.project.trail_world import TrailWorld
from tests.workflows.council.conftest import Table, make_council
from workflows.approval import letter_services, review_services
from workflows.decisions import services as decisions
from workflows.notices.models import Mailing
from workflows.offers import services as offers


class World(Certified, AwardWorld, AboveWorld, Convened, Outside, PrintoutThings, TrailWorld, Signing, Disposing):
    """`args("draft-row")`: what stands in the address of that thing; `body("draft-row")`: what its forms carry."""

    def __init__(self, cast):
        self.cast, self.town = cast, cast.here

    def thing(self, name):
        return getattr(self, name.partition("/")[0].replace("-", "_"))

    def args(self, name):
        """A word after a slash is the last part of the address."""
        if name == ".":
            return []
        if (found := self.trail_args(name)) is not None:
            return found
        more = name.partition("/")[2]
        return [*self.thing(name)[0], *([more] if more else [])]

    def row_version(self, name):
        held = None if name == "." or self.trail_args(name) else self.thing(name)[1]
        if held is None:
            return {}
        held.refresh_from_db()
        return {"row_version": held.row_version}

    # --- people ------------------------------------------------------------------------------------
    @cached_property
    def person(self):
        return [self.town.unit_clerk.pk], None

    @cached_property
    def appointment(self):
        """A new head of a unit, who is not confirmed yet."""
        row = people.appoint(
            user=self.cast.stranger,
            unit=self.town.hamlet,
            office=Office.UNIT_HEAD,
            from_on=timezone.localdate() + timedelta(days=30),
            by=self.cast.administrator,
        )
        return [row.pk], None

    @cached_property
    def deputising(self):
        chair = self.town.office_reviewer.appointments.get()
        row = people.name_deputy(
            appointment=chair,
            deputy=self.town.second_reviewer,
            signing_form="TUQ",
            basis="Giấy ủy quyền 3/UQ",
            from_on=timezone.localdate(),
            by=self.cast.administrator,
        )
        return [row.pk], None

    @cached_property
    def waiting_deputy(self):
        """A deputy of the chair, who is not confirmed yet."""
        row = people.name_deputy(
            appointment=self.town.commune_chair.appointments.get(),
            deputy=self.town.commune_deputy_chair,
            signing_form="KT",
            basis="Quyết định 34/QĐ-UBND",
            from_on=timezone.localdate() + timedelta(days=30),
            by=self.cast.administrator,
        )
        return [row.pk], None

    @cached_property
    def mandate(self):
        """A further mandate of the inspector, which nobody has confirmed yet."""
        values = {
            "decision_number": "15/QĐ-TTr",
            "decided_on": timezone.localdate(),
            "issued_by": "Chánh Thanh tra tỉnh",
            "from_on": timezone.localdate(),
            "to_on": timezone.localdate() + timedelta(days=30),
        }
        inspector = self.town.inspector.appointments.get()
        row = mandates.enter_mandate(appointment=inspector, values=values, by=self.cast.administrator)
        return [row.pk], None

    @cached_property
    def unit(self):
        return [self.town.school.pk], None

    @cached_property
    def notice(self):
        """What the clerk of the unit was told first."""
        making.sent(self.town)
        return [self.town.unit_clerk.notices.first().pk], None

    @cached_property
    def failed_mail(self):
        now = timezone.now()
        person = {"person": self.town.unit_clerk, "notice_count": 1}
        return [Mailing.objects.create(**person, state="failed", made_at=now, due_at=now).pk], None

    # --- catalogue, campaigns ----------------------------------------------------------------------
    @cached_property
    def national(self):
        return [RuleSet.objects.get(owner_unit=None, effective_to=None).pk], None

    @cached_property
    def own_rules(self):
        """The commune's own rules, in force from tomorrow."""
        made = catalogue.adopt_rule_set(
            rule_set=RuleSet.objects.get(pk=self.national[0][0]),
            owner_unit=self.town.commune,
            effective_from=timezone.localdate() + timedelta(days=1),
            title="Quy định của xã",
            legal_basis="Quyết định 1/QĐ-UBND",
            by=self.cast.administrator,
            reason="Quy định riêng.",
        )
        return [made.pk], made

    @cached_property
    def _form_rule(self):
        return RuleSet.objects.get(pk=self.own_rules[0][0]).form_rules.get(award_form__code="gk-xa", kind="merit")

    @cached_property
    def form_rule(self):
        return [self._form_rule.pk], self._form_rule

    @cached_property
    def vote_rule(self):
        return ["vote", self._form_rule.vote_rule.pk], self._form_rule.vote_rule

    @cached_property
    def required_paper(self):
        paper = self._form_rule.papers.first()
        return [paper.pk], paper

    @cached_property
    def instrument(self):
        return [LegalInstrument.objects.first().pk], LegalInstrument.objects.first()

    @cached_property
    def base_wage(self):
        return [BaseWage.objects.first().pk], BaseWage.objects.first()

    @cached_property
    def holiday(self):
        return [Holiday.objects.first().pk], Holiday.objects.first()

    # --- what arrives on paper ---------------------------------------------------------------------
    @cached_property
    def arrival(self):
        made = making.arrival(self.town)
        return [made.pk], made

    @cached_property
    def _second_clerk(self):
        with no_history():
            clerk = make_person("pq_second_clerk", "Second records clerk PQ")
            appoint(clerk, Office.RECORDS_CLERK, self.town.commune)
        return clerk

    @cached_property
    def signed_paper(self):
        """Registered by another records clerk, who may record nothing on it."""
        made = making.signed_paper(self.town, by=self._second_clerk)
        return [made.pk], made

    # --- letters -----------------------------------------------------------------------------------
    @cached_property
    def _draft(self):
        return making.draft(self.town)

    @property
    def draft(self):
        return [self._draft.code], self._draft

    @cached_property
    def draft_row(self):
        row = self._draft.nominations.first()
        return [self._draft.code, row.pk], row

    @cached_property
    def draft_paper(self):
        return [self._draft.code, self._draft.papers.first().pk], self._draft

    @cached_property
    def listed(self):
        """A draft with a list from Excel that waits to be taken over."""
        letter = making.draft(self.town, number="18/TTr-THPQ")
        return [letter.code], making.excel_list(letter, self.town.unit_clerk)

    @cached_property
    def handed(self):
        letter = making.draft(self.town, number="16/TTr-THPQ")
        letter_services.hand_to_head(letter=letter, row_version=letter.row_version, by=self.town.unit_clerk)
        return [letter.code], letter

    @cached_property
    def handed_paper(self):
        code, letter = self.handed
        return [*code, letter.papers.get(kind="to-trinh").pk], letter

    @cached_property
    def on_paper(self):
        """A draft that the office enters for a unit without accounts."""
        letter = letters.draft_letter(
            unit=self.town.hamlet, values={"kind": "merit", "title": "Xóm Đồng"}, by=self.town.office_reviewer
        )
        return [letter.code], letter

    @cached_property
    def _submitted(self):
        return making.sent(self.town)

    @cached_property
    def sent(self):
        return [self._submitted.letter.code], self._submitted.letter

    # --- proposals ---------------------------------------------------------------------------------
    @property
    def submitted(self):
        return [self._submitted.code], self._submitted

    @cached_property
    def review(self):
        proposal = making.under_review(self.town)
        review_services.note_remark(
            proposal=proposal, row_version=proposal.row_version, by=self.town.office_reviewer, text="Thiếu số liệu."
        )
        return [proposal.code], proposal

    @cached_property
    def offerable(self):
        """A dossier of a form with a lower one below it."""
        proposal = making.under_review(self.town, form=making.award_form("bk-tinh"))
        return [proposal.code], proposal

    @cached_property
    def offered(self):
        proposal = making.under_review(self.town, form=making.award_form("bk-tinh"))
        made = offers.make_offer(
            proposal=proposal,
            row_version=proposal.row_version,
            nominations=[proposal.nominations.last()],
            award_form=making.award_form(),
            reason="Phù hợp với Giấy khen.",
            by=self.town.office_reviewer,
        )
        return [proposal.code, made.pk], made

    @cached_property
    def review_remark(self):
        proposal = self.review[1]
        return [proposal.code, proposal.remarks.get().pk], proposal

    @cached_property
    def review_paper(self):
        letter = self.review[1].letter
        return [letter.code, letter.papers.first().pk], letter

    @cached_property
    def returned(self):
        proposal = making.returned(self.town)
        return [proposal.code], proposal

    @cached_property
    def returned_remark(self):
        proposal = self.returned[1]
        return [proposal.code, proposal.remarks.get().pk], proposal

    @cached_property
    def hamlet_remark(self):
        """A remark on a dossier of the hamlet, returned; answered on paper and entered by the office."""
        proposal = making.give_back(self.town, making.from_the_hamlet(self.town))
        return [proposal.code, proposal.remarks.get().pk], proposal

    @cached_property
    def awaiting(self):
        proposal = making.awaiting_endorsement(self.town)
        return [proposal.code], proposal

    @cached_property
    def on_agenda(self):
        proposal = self.prepared[1].items.first().proposal
        return [proposal.code], proposal

    @cached_property
    def decided(self):
        proposal = self.issued[1].lines.first().nomination.proposal
        return [proposal.code], proposal

    # --- the council -------------------------------------------------------------------------------
    @cached_property
    def council(self):
        return [self.table.council.unit.code], self.table.council

    @cached_property
    def table(self):
        make_council(self.cast.there, self.cast.administrator)
        return Table(self.town, make_council(self.town, self.cast.administrator))

    @cached_property
    def prepared(self):
        meeting = self.table.prepared(self.table.proposal(), self.table.proposal(), title="Họp thường kỳ")
        return [meeting.code], meeting

    def _item(self, meeting):
        return [meeting.code, meeting.items.order_by("-order").first().proposal.code], meeting

    @cached_property
    def prepared_item(self):
        return self._item(self.prepared[1])

    @cached_property
    def prepared_dossier(self):
        """The same address; its form is about the proposal."""
        code, proposal = self.prepared_item[0]
        return [code, proposal], Proposal.objects.get(code=proposal)

    @cached_property
    def sitting(self):
        # A council sits in one meeting at a time.
        _before = self.closed, self._passed, self._passed_above, self.concluded
        meeting = self.table.voting(title="Phiên họp hôm nay", vote_method="open")
        return [meeting.code], meeting

    @cached_property
    def sitting_item(self):
        return self._item(self.sitting[1])

    @cached_property
    def closed(self):
        meeting = self.table.closed(title="Phiên họp tháng 10")
        return [meeting.code], meeting

    # --- decisions ---------------------------------------------------------------------------------
    @cached_property
    def _passed(self):
        """Proposals of which each gets a decision of its own."""
        proposals = [self.table.proposal(name) for name in DECIDED]
        meeting = self.table.closed(*proposals)
        for signer in (self.table.secretary, self.table.chair):
            self.table.sign(meeting, signer)
        return iter([Proposal.objects.get(pk=proposal.pk) for proposal in proposals])

    def _drafted(self):
        passed = [next(self._passed)]
        seen = making.row_versions_of(passed)
        return decisions.draft_decision(proposals=passed, row_versions=seen, by=self.town.office_reviewer)

    def _signed(self):
        made = self._drafted()
        return decisions.sign_decision(decision=made, row_version=made.row_version, by=self.town.commune_chair)

    @cached_property
    def drafted(self):
        made = self._drafted()
        return [made.code], made

    @cached_property
    def signed(self):
        made = self._signed()
        return [made.code], made

    @cached_property
    def issued(self):
        made = self._signed()
        made = decisions.issue_decision(decision=made, row_version=made.row_version, by=self.town.records_clerk)
        return [made.code], made
