"""Who proposed the appraisal may not endorse it: actors and principals of both deeds count."""

import pytest
from django.utils import timezone, translation

from permissions import access
from permissions.people.models import Deputising
from permissions.refusals import NotYou
from tests.conftest import appoint, make_person
from workflows.approval import part_services, review_services, services
from workflows.printouts.of_dossiers import appraisal_paper

pytestmark = pytest.mark.django_db
ANOTHER = "Who proposed the appraisal may not endorse it; another person must."


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def deputise(principal, office, deputy, form="TUQ", **said):
    Deputising.objects.create(
        appointment=principal.appointments.get(office=office),
        deputy=deputy,
        signing_form=form,
        basis="Giấy ủy quyền 3/UQ",
        from_on=timezone.localdate(),
        **said,
    )
    return deputy


def proposed(stations, by):
    """An appraisal that this person took up, judged and proposed."""
    proposal = stations.do("take_up", stations.at("submitted"), by=by)
    verdicts = [(row, "eligible", "") for row in proposal.nominations.all()]
    proposal = review_services.judge(proposal=proposal, row_version=proposal.row_version, by=by, verdicts=verdicts)
    return services.propose_appraisal(proposal=proposal, row_version=proposal.row_version, by=by)


def endorse(stations, proposal, by):
    return stations.do("endorse", proposal, by=by).state


def refuses(stations, proposal, by):
    with pytest.raises(NotYou) as refusal:
        endorse(stations, proposal, by)
    return refusal.value.sentences == [ANOTHER] and stations.now(proposal).state == "awaiting_endorsement"


def test_the_person_who_proposed_does_not_endorse_in_another_office(stations):
    head = stations.town.office_head
    appoint(head, "office_reviewer", stations.town.office)

    assert refuses(stations, proposed(stations, head), head)


def test_the_principal_in_whose_name_a_deputy_proposed_does_not_endorse(stations):
    head = stations.town.office_head
    appoint(head, "office_reviewer", stations.town.office)
    deputy = deputise(head, "office_reviewer", make_person("deputy", "Nông Văn Thay"))

    proposal = proposed(stations, deputy)

    assert (proposal.appraisal_by, proposal.appraisal_for) == (deputy, head)
    assert refuses(stations, proposal, head)


def test_the_deputy_who_proposed_for_a_reviewer_does_not_endorse_as_head(stations):
    other_head = make_person("other_office_head", "Lường Thị Trưởng")
    appoint(other_head, "office_head", stations.town.office)
    deputise(stations.town.office_reviewer, "office_reviewer", other_head)

    assert refuses(stations, proposed(stations, other_head), other_head)


def test_nobody_endorses_in_the_name_of_who_proposed(stations):
    head = stations.town.office_head
    appoint(head, "office_reviewer", stations.town.office)
    deputy = deputise(head, "office_head", stations.town.commune_deputy_chair)

    assert refuses(stations, proposed(stations, head), deputy)


def test_who_proposed_does_not_endorse_as_deputy_of_the_head(stations):
    reviewer = stations.town.office_reviewer
    deputise(stations.town.office_head, "office_head", reviewer)

    assert refuses(stations, proposed(stations, reviewer), reviewer)


def test_a_deputy_who_had_no_part_in_it_endorses_in_the_name_of_the_head(stations):
    deputy = deputise(stations.town.office_head, "office_head", stations.town.commune_deputy_chair)

    assert endorse(stations, stations.at("awaiting_endorsement"), deputy) == "appraised"


def test_a_deputy_handles_what_the_principal_took_up(stations):
    deputy = deputise(stations.town.office_reviewer, "office_reviewer", make_person("deputy", "Nông Văn Thay"))

    assert (
        stations.do("propose_appraisal", stations.judge(stations.at("under_review")), by=deputy).state
        == "awaiting_endorsement"
    )


def test_the_report_is_signed_by_who_endorsed_it_in_the_form_of_the_delegation(stations):
    proposal = stations.at("awaiting_endorsement")
    head = stations.town.office_head
    deputy = deputise(head, "office_head", make_person("deputy", "Nông Văn Thay"), "KT", title="Phó Trưởng phòng")

    def signer():
        (found,) = appraisal_paper(stations.now(proposal), access.capacities(head)).blocks[-1].signers
        return found.lines, found.name

    assert signer() == (("TRƯỞNG PHÒNG",), head.full_name)
    endorse(stations, proposal, deputy)
    assert signer() == (("KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"), "Nông Văn Thay")


def test_the_report_on_what_was_split_off_since_is_signed_by_the_same(stations):
    proposal = stations.at("awaiting_endorsement")
    head = stations.town.office_head
    deputy = deputise(head, "office_head", make_person("deputy", "Nông Văn Thay"), "KT", title="Phó Trưởng phòng")
    endorse(stations, proposal, deputy)
    mother = stations.now(proposal)
    said = {"row_version": mother.row_version, "nominations": [mother.nominations.first()]}
    sister = part_services.suspend_nominations(
        proposal=mother, suspension_code="complaint", suspension_reference="12/ĐT", by=head, **said
    )
    sister = services.resume(proposal=sister, row_version=sister.row_version, by=head, reason="Đã xác minh")

    (found,) = appraisal_paper(stations.now(sister), access.capacities(head)).blocks[-1].signers

    assert found.name == "Nông Văn Thay"
