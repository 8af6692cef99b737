"""What the units send: letters with their rows and papers, and their answers to what is asked of them."""

from datetime import date

from documents.catalogue import queries as catalogue
from documents.proposals import services as letters
from documents.proposals.models import Proposal
from tests import making
from tests.journeys.year.plan import CSTD, LDTT, NAMES, PERIODS, TYPES, USUAL_PERIOD
from workflows.approval import letter_services, review_services
from workflows.approval import services as approval


class Units:
    """The school and the front write here, the hamlet sends paper that the office enters."""

    def __init__(self, year, campaign):
        self.year, self.town, self.campaign = year, year.town, campaign
        self.names = iter(NAMES)

    def clerk(self, unit):
        return {"school": self.town.unit_clerk, "front": self.town.other_clerk, "hamlet": self.town.office_reviewer}[
            unit
        ]

    def head(self, unit):
        return {"school": self.town.unit_head, "front": self.town.other_head, "hamlet": self.town.office_reviewer}[unit]

    def send(self, plan):
        """Draft, rows, papers, signature: returns the proposals by award form."""
        self.year.on(plan.day.month, plan.day.day)
        unit, clerk = getattr(self.town, plan.unit), self.clerk(plan.unit)
        paper = self._arrival(f"{plan.key}/TTr") if plan.unit == "hamlet" else None
        letter = letters.draft_letter(unit=unit, by=clerk, values=self._words(plan), arrival=paper)
        self.year.did("letter.drafted")
        rows = [self._row(letter, plan, form, kind, clerk) for form, kinds in plan.rows.items() for kind in kinds]
        self._attach(letter, rows, clerk, skip=("to-trinh",) if paper else ())
        letter.refresh_from_db()
        self._sign(letter, plan)
        found = {each.award_form.code: each for each in Proposal.objects.filter(letter=letter)}
        self.year.did("proposal.submitted", len(found))
        self.year.letters[plan.key] = letter.pk
        self.year.dossiers |= {(plan.key, form): each.pk for form, each in found.items()}
        return found

    def _words(self, plan):
        return {
            "kind": plan.kind,
            "campaign": self.campaign if plan.kind == "campaign" else None,
            "title": f"Đề nghị khen thưởng {plan.key}",
            "number": f"{plan.key}/TTr",
            "signed_on": plan.day,
            "signer_name": "Trần Thị Bích",
            "signer_title": "Thủ trưởng",
        }

    def _arrival(self, number):
        self.year.did("arrival.registered")
        return making.arrival(self.town, marker=f"-{number.replace('/', '-')}", paper_number=number)

    def _row(self, letter, plan, form, kind, by):
        """Two are known by their names: who is proposed for two titles of one period, and who was awarded before."""
        is_person, name = kind == "i", next(self.names)
        if plan.ways.get(form) == "titles of one period" and form == CSTD:
            name = letter.nominations.filter(award_form__code=LDTT).last().full_name
        if plan.ways.get(form) == "awarded before" and not letter.nominations.exists():
            name = NAMES[0]
        name = {"i": name, "c": f"Tổ {name.split()[-1]} & Đội {plan.key}", "h": f"Hộ bà {name}"}[kind]
        period = PERIODS.get(plan.meeting, USUAL_PERIOD)
        values = {
            "nominee_type": TYPES[kind],
            "birth_on": date(1985, 5, 19) if is_person else None,
            "is_female": True if is_person else None,
            "position": "Giáo viên" if is_person else "",
            "workplace": "" if kind == "h" else letter.unit.name,
            "period_from": period[0],
            "period_to": period[1],
        }
        row = letters.add_nomination(
            letter=letter, by=by, values=making.row_values(name, making.award_form(form), **values)
        )
        self.year.did("nomination.added")
        return row

    def _attach(self, letter, rows, by, skip=()):
        """Each mandatory paper once for the letter or for the row."""
        rules, shared = catalogue.rule_set_on(letter.signed_on, letter.commune), set(skip)
        for row in rows:
            for paper in catalogue.required_papers(rules, row.award_form, letter.kind, row.nominee_type):
                own = paper.scope == "nomination"
                if not paper.is_mandatory or (not own and paper.code in shared):
                    continue
                shared |= set() if own else {paper.code}
                self.attach(letter, paper.code, by, row if own else None)

    def attach(self, letter, kind, by, row=None, marker=""):
        upload = making.pdf(f"{kind}.pdf", f"{letter.code} {kind} {row.pk if row else ''} {marker}")
        letters.attach_paper(letter=letter, nomination=row, kind=kind, upload=upload, by=by)
        self.year.did("paper.attached")

    def _sign(self, letter, plan):
        if plan.unit == "hamlet":
            letter_services.enter_received(letter=letter, row_version=letter.row_version, by=self.head("hamlet"))
            self.year.did("letter.enter_received")
            return
        letter = letter_services.hand_to_head(letter=letter, row_version=letter.row_version, by=self.clerk(plan.unit))
        letter_services.send(letter=letter, row_version=letter.row_version, by=self.head(plan.unit))
        self.year.did("letter.hand_to_head")
        self.year.did("letter.send")

    # --- what is asked of them ---------------------------------------------------------------------
    def unit_of(self, proposal):
        return next(name for name in ("school", "front", "hamlet") if getattr(self.town, name).pk == proposal.unit_id)

    def complete(self, proposal):
        """Answer what was returned, and send it again."""
        unit = self.unit_of(proposal)
        for remark in proposal.remarks.exclude(state="settled"):
            proposal.refresh_from_db()
            said = {"row_version": proposal.row_version, "by": self.clerk(unit), "answer": "Đã bổ sung số liệu."}
            review_services.answer_remark(remark=remark, **said)
            self.year.did("remark.answered")
        if unit == "hamlet":
            paper = {"arrival": self._arrival(f"{proposal.code[-4:]}/BC")}
            return self.year.move("proposal.record_resend", approval.record_resend, proposal, self.head(unit), **paper)
        return self.year.move("proposal.resend", approval.resend, proposal, self.head(unit))

    def supplement(self, proposal, *, rename=None):
        """Send what the province asked for; rename: (values) the first row is written anew besides."""
        unit = self.unit_of(proposal)
        row = proposal.nominations.get(outcome="passed")
        if rename:
            letters.change_nomination(nomination=row, row_version=row.row_version, values=rename, by=self.clerk(unit))
            self.year.did("nomination.changed")
        self.attach(proposal.letter, "bao-cao-thanh-tich", self.clerk(unit), row, marker="supplement")
        said = {"reason": "Bổ sung báo cáo thành tích."}
        return self.year.move("proposal.supplement", approval.supplement, proposal, self.head(unit), **said)

    def withdraw(self, proposal):
        said = {"reason": "Đơn vị rút để xét vào năm sau."}
        return self.year.move(
            "proposal.withdraw", approval.withdraw, proposal, self.head(self.unit_of(proposal)), **said
        )
