"""One table: office -> scope and rights. An office is held in a unit through a dated appointment."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from permissions.people.units import UnitKind


class Office(models.TextChoices):
    UNIT_CLERK = "unit_clerk", _("Unit clerk")
    UNIT_HEAD = "unit_head", _("Head of unit")
    OFFICE_REVIEWER = "office_reviewer", _("Reviewer, Culture and Society Office")
    OFFICE_HEAD = "office_head", _("Head of the Culture and Society Office")
    COUNCIL_SECRETARY = "council_secretary", _("Secretary of the council")
    COUNCIL_MEMBER = "council_member", _("Member of the council")
    COUNCIL_CHAIR = "council_chair", _("Chair of the council")
    COMMUNE_CHAIR = "commune_chair", _("Chair of the commune")
    COMMUNE_DEPUTY_CHAIR = "commune_deputy_chair", _("Deputy chair of the commune")
    RECORDS_CLERK = "records_clerk", _("Records clerk")
    PROVINCE_OFFICER = "province_officer", _("Officer of the province")
    INSPECTOR = "inspector", _("Inspector")
    ADMINISTRATOR = "administrator", _("Administrator")


class Scope(models.TextChoices):
    """How far an office reaches from the unit in which it is held."""

    UNIT = "unit", _("the unit")
    COMMUNE = "commune", _("the commune")
    PROVINCE = "province", _("the communes of the province")
    INSTALLATION = "installation", _("the installation")


SCOPES = {
    Office.UNIT_CLERK: Scope.UNIT,
    Office.UNIT_HEAD: Scope.UNIT,
    Office.OFFICE_REVIEWER: Scope.COMMUNE,
    Office.OFFICE_HEAD: Scope.COMMUNE,
    Office.COUNCIL_SECRETARY: Scope.COMMUNE,
    Office.COUNCIL_MEMBER: Scope.COMMUNE,
    Office.COUNCIL_CHAIR: Scope.COMMUNE,
    Office.COMMUNE_CHAIR: Scope.COMMUNE,
    Office.COMMUNE_DEPUTY_CHAIR: Scope.COMMUNE,
    Office.RECORDS_CLERK: Scope.COMMUNE,
    Office.PROVINCE_OFFICER: Scope.PROVINCE,
    Office.INSPECTOR: Scope.COMMUNE,
    Office.ADMINISTRATOR: Scope.INSTALLATION,
}

_EVERYBODY = {"catalogue.view"}
_IN_A_COMMUNE = _EVERYBODY | {"campaigns.view"}

RIGHTS_OF = {
    Office.UNIT_CLERK: _IN_A_COMMUNE
    | {
        "letters.view",
        "letters.edit",
        "letters.hand_to_head",
        "campaigns.ask_exception",
        "proposals.view",
        "proposals.answer_remarks",
        "registry.view",
        "opinions.view",
        "conclusions.view",
        "decisions.view",
        "transmittals.view",
    },
    Office.UNIT_HEAD: _IN_A_COMMUNE
    | {
        "letters.view",
        "letters.edit",
        "letters.send_back",
        "letters.send",
        "campaigns.ask_exception",
        "letters.recall",
        "proposals.view",
        "proposals.answer_remarks",
        "proposals.resend",
        "proposals.withdraw",
        "proposals.supplement",
        "registry.view",
        "offers.answer",
        "reads.view",
        "opinions.view",
        "opinions.answer",
        "conclusions.view",
        "decisions.view",
        "transmittals.view",
    },
    Office.OFFICE_REVIEWER: _IN_A_COMMUNE
    | {
        "letters.view",
        "letters.enter_received",
        "proposals.view",
        "proposals.take_up",
        "proposals.release",
        "proposals.review",
        "proposals.record_for_unit",
        "proposals.return",
        "offers.make",
        "proposals.propose_appraisal",
        "proposals.public_notice",
        "proposals.close_file",
        "arrivals.view",
        "registry.view",
        "registry.edit",
        "opinions.view",
        "opinions.ask",
        "opinions.record",
        "meetings.view",
        "conclusions.view",
        "meetings.record_minutes",
        "decisions.view",
        "payments.view",
        "returns.view",
        "handovers.view",
        "payments.record",
        "revocations.record",
        "returns.record",
        "registers.view",
        "handovers.record",
        "decisions.draft",
        "proposals.ask_supplement",
        "transmittals.view",
        "transmittals.draft",
        "province.acknowledge",
        "province.return",
        "province.answer",
        "campaigns.edit",
        "campaigns.remind",
    },
    Office.OFFICE_HEAD: _IN_A_COMMUNE
    | {
        "letters.view",
        "proposals.view",
        "proposals.reassign",
        "proposals.send_back_to_reviewer",
        "proposals.endorse",
        "proposals.reopen",
        "proposals.refuse",
        "proposals.skip_council",
        "proposals.suspend",
        "arrivals.view",
        "registry.view",
        "registry.edit",
        "opinions.view",
        "meetings.view",
        "conclusions.view",
        "meetings.record_minutes",
        "decisions.view",
        "payments.view",
        "returns.view",
        "registers.view",
        "handovers.view",
        "decisions.record_signature",
        "transmittals.view",
        "transmittals.record_signature",
        "campaigns.edit",
        "word_forms.keep",
        "campaigns.launch",
        "campaigns.remind",
        "campaigns.grant_exception",
        "ledger.view",
        "disposal.view",
        "rights.view_past",
        "bundles.make",
    },
    Office.COUNCIL_SECRETARY: _IN_A_COMMUNE
    | {
        "proposals.view",
        "registry.view",
        "meetings.view",
        "conclusions.view",
        "meetings.prepare",
        "meetings.place_on_agenda",
        "meetings.run_votes",
        "meetings.record_hands",
        "meetings.count_papers",
        "meetings.see_openings",
        "meetings.sign_minutes",
        "signatures.add",
    },
    # Presides, runs the votes and signs the minutes only where it is recorded: `workflows.council.presiding`.
    Office.COUNCIL_MEMBER: _IN_A_COMMUNE
    | {
        "proposals.view",
        "registry.view",
        "meetings.view",
        "conclusions.view",
        "meetings.vote",
        "meetings.count_papers",
        "meetings.preside",
        "meetings.run_votes",
        "meetings.sign_minutes",
    },
    Office.COUNCIL_CHAIR: _IN_A_COMMUNE
    | {
        "proposals.view",
        "registry.view",
        "meetings.view",
        "conclusions.view",
        "meetings.vote",
        "meetings.count_papers",
        "meetings.preside",
        "meetings.run_votes",
        "meetings.see_openings",
        "meetings.sign_minutes",
        "signatures.add",
    },
    Office.COMMUNE_CHAIR: _IN_A_COMMUNE
    | {
        "letters.view",
        "proposals.view",
        "proposals.suspend",
        "arrivals.view",
        "registry.view",
        "meetings.view",
        "conclusions.view",
        "decisions.view",
        "payments.view",
        "returns.view",
        "registers.view",
        "handovers.view",
        "decisions.sign",
        "signatures.add",
        "decisions.send_back",
        "transmittals.view",
        "transmittals.sign",
        "transmittals.send_back",
        "people.view",
        "people.confirm_appointment",
        "ledger.view",
        "disposal.view",
        "disposal.hold",
        "disposal.approve",
        "rights.view_past",
        "bundles.make",
    },
    Office.COMMUNE_DEPUTY_CHAIR: _IN_A_COMMUNE
    | {
        "letters.view",
        "proposals.view",
        "arrivals.view",
        "registry.view",
        "meetings.view",
        "conclusions.view",
        "decisions.view",
        "payments.view",
        "returns.view",
        "handovers.view",
        "transmittals.view",
        "disposal.view",
    },
    Office.RECORDS_CLERK: _IN_A_COMMUNE
    | {
        "proposals.view",
        "arrivals.view",
        "arrivals.register",
        "opinions.view",
        "opinions.record",
        "conclusions.view",
        "meetings.record_minutes",
        "decisions.view",
        "payments.view",
        "returns.view",
        "registers.view",
        "handovers.view",
        "decisions.record_signature",
        "decisions.issue",
        "signatures.add",
        "transmittals.view",
        "transmittals.record_signature",
        "transmittals.forward",
        "disposal.view",
        "disposal.hold",
        "disposal.propose",
    },
    Office.PROVINCE_OFFICER: _EVERYBODY
    | {"transmittals.view", "province.acknowledge", "province.return", "province.answer"},
    Office.INSPECTOR: _IN_A_COMMUNE
    | {
        "letters.view",
        "proposals.view",
        "arrivals.view",
        "registry.view",
        "opinions.view",
        "meetings.view",
        "conclusions.view",
        "decisions.view",
        "payments.view",
        "returns.view",
        "registers.view",
        "handovers.view",
        "transmittals.view",
        "people.view",
        "ledger.view",
        "rights.view_past",
        "bundles.make",
        "reads.view",
        "reads.browse",
        "disposal.view",
    },
    Office.ADMINISTRATOR: _EVERYBODY
    | {
        "catalogue.amend",
        "people.view",
        "people.edit",
        "people.confirm_appointment",
        "mailings.manage",
        "issuers.manage",
        "disposal.execute",
    },
}

# Where an office is held; one that is not named here is held in any unit.
HELD_IN = {
    Office.OFFICE_REVIEWER: UnitKind.CULTURE_OFFICE,
    Office.OFFICE_HEAD: UnitKind.CULTURE_OFFICE,
    Office.COUNCIL_SECRETARY: UnitKind.COUNCIL,
    Office.COUNCIL_MEMBER: UnitKind.COUNCIL,
    Office.COUNCIL_CHAIR: UnitKind.COUNCIL,
    Office.COMMUNE_CHAIR: UnitKind.COMMUNE,
    Office.COMMUNE_DEPUTY_CHAIR: UnitKind.COMMUNE,
    Office.RECORDS_CLERK: UnitKind.COMMUNE,
    Office.PROVINCE_OFFICER: UnitKind.PROVINCE,
}

# A council seat is personal, and so is what an inspector was told to read; nobody deputises in them.
NOT_DEPUTISED = frozenset({Office.COUNCIL_SECRETARY, Office.COUNCIL_MEMBER, Office.COUNCIL_CHAIR, Office.INSPECTOR})

# These appointments, and their deputies, need a second administrator or the commune chair.
NEEDS_CONFIRMATION = frozenset(
    {
        Office.COMMUNE_CHAIR,
        Office.OFFICE_HEAD,
        Office.UNIT_HEAD,
        Office.RECORDS_CLERK,
        Office.COUNCIL_CHAIR,
        Office.INSPECTOR,
        Office.ADMINISTRATOR,
    }
)


def offices_with(right):
    """The offices that hold a right."""
    return frozenset(office for office, rights in RIGHTS_OF.items() if right in rights)
