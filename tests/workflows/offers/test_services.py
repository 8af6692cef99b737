"""A lower award form is offered, accepted or declined; until the unit answers, the dossier goes no further."""

import json

import pytest

from documents.proposals.models import Proposal
from permissions.ledger.verify import verify
from permissions.refusals import LostRace, NotNow, NotYou, ValidationError
from tests import making
from workflows.approval import part_services, review_services
from workflows.approval import services as approval
from workflows.inbox import queries as inbox
from workflows.inbox.desks import own_desks
from workflows.offers import services
from workflows.offers.queries import lower_forms

pytestmark = pytest.mark.django_db
THREE = ("Nguyễn Thị Hòa", "Đặng Quốc Ý", "Lò Thị Thủy")


@pytest.fixture
def mother(cast, rules):
    """A dossier of the province's certificate under review, three names."""
    return making.under_review(cast.here, names=THREE, form=making.award_form("bk-tinh"))


def offer(town, proposal, *names, form="gk-xa", by=None, reason="Thành tích phù hợp với Giấy khen."):
    proposal.refresh_from_db()
    return services.make_offer(
        proposal=proposal,
        row_version=proposal.row_version,
        nominations=list(proposal.nominations.filter(full_name__in=names)),
        award_form=making.award_form(form),
        reason=reason,
        by=by or town.office_reviewer,
    )


def judge_all(town, proposal):
    proposal.refresh_from_db()
    verdicts = [(row, "eligible", "") for row in proposal.nominations.all()]
    return review_services.judge(
        proposal=proposal, row_version=proposal.row_version, by=town.office_reviewer, verdicts=verdicts
    )


def propose(town, proposal):
    proposal.refresh_from_db()
    return approval.propose_appraisal(
        proposal=proposal, row_version=proposal.row_version, by=town.office_reviewer, reason="Đạt."
    )


def test_only_lower_forms_of_the_rules_are_offered(mother):
    assert [form.code for form in lower_forms(mother, {"individual"})] == ["gk-xa"]


def test_the_head_of_the_unit_finds_it_in_the_inbox(cast, mother):
    from permissions import access

    made = offer(cast.here, mother, "Đặng Quốc Ý")

    found = inbox.waiting(own_desks(access.capacities(cast.here.unit_head)))
    assert [(item.kind, item.code, item.page) for item in found] == [("offer", mother.code, "proposals:detail")]
    assert made.due_on is not None


def test_until_it_is_answered_the_dossier_goes_no_further(cast, mother):
    town = cast.here
    judge_all(town, mother)
    offer(town, mother, "Đặng Quốc Ý")

    with pytest.raises(NotNow):
        propose(town, mother)
    for deed, by in ((approval.withdraw, town.unit_head), (approval.refuse_dossier, town.office_head)):
        facts = {"legal_basis": "Điều 5"} if deed is approval.refuse_dossier else {}
        mother.refresh_from_db()
        with pytest.raises(NotNow):
            deed(proposal=mother, row_version=mother.row_version, by=by, reason="Lý do", **facts)
    assert mother.state == "under_review"


def test_accepted_for_one_it_goes_on_in_a_sister_of_the_lower_form(cast, mother):
    town = cast.here
    judge_all(town, mother)
    made = offer(town, mother, "Đặng Quốc Ý")

    done = services.accept_offer(offer=made, row_version=made.row_version, by=town.unit_head)

    mother.refresh_from_db()
    sister = Proposal.objects.get(split_from=mother)
    row = sister.nominations.get()
    assert done.state == "accepted"
    assert (sister.state, sister.handler, sister.award_form.code) == ("under_review", town.office_reviewer, "gk-xa")
    assert (row.full_name, row.award_form.code, mother.award_form.code) == ("Đặng Quốc Ý", "gk-xa", "bk-tinh")
    assert sister.title.startswith("Giấy khen xã: ")
    assert json.loads(sister.versions.get().body)["award_form"]["code"] == "gk-xa"
    assert (sister.judgements.count(), mother.judgements.filter(version=2).count()) == (0, 2)
    assert propose(town, mother).state == "awaiting_endorsement"
    assert verify().holds


def test_accepted_for_all_the_dossier_itself_changes_its_form(cast, mother):
    town = cast.here
    judge_all(town, mother)
    made = offer(town, mother, *THREE)

    services.accept_offer(offer=made, row_version=made.row_version, by=town.unit_head)

    mother.refresh_from_db()
    assert (Proposal.objects.count(), mother.award_form.code, mother.version) == (1, "gk-xa", 2)
    assert {row.award_form.code for row in mother.nominations.all()} == {"gk-xa"}
    assert len(json.loads(mother.versions.get(number=2).body)["nominations"]) == 3
    with pytest.raises(NotNow):  # judged of the old form only
        propose(town, mother)
    judge_all(town, mother)
    assert propose(town, mother).state == "awaiting_endorsement"
    assert verify().holds


def test_the_papers_of_the_new_form_are_asked(cast, mother):
    town = cast.here
    rule = mother.rule_set.form_rules.get(award_form__code="gk-xa", kind="merit")
    paper = rule.papers.first()
    type(paper).objects.filter(pk=paper.pk).update(code="giay-moi", title="Giấy mới")
    made = offer(town, mother, *THREE)
    services.accept_offer(offer=made, row_version=made.row_version, by=town.unit_head)
    judge_all(town, mother)

    with pytest.raises(NotNow, match="Giấy mới"):
        propose(town, mother)


def test_declined_the_dossier_goes_on_as_it_was_asked(cast, mother):
    town = cast.here
    judge_all(town, mother)
    made = offer(town, mother, "Đặng Quốc Ý")

    services.decline_offer(offer=made, row_version=made.row_version, by=town.unit_head, reason="Đủ tiêu chuẩn.")

    assert propose(town, mother).state == "awaiting_endorsement"
    assert verify().holds


def test_taken_back_another_one_may_be_made(cast, mother):
    town = cast.here
    made = offer(town, mother, "Đặng Quốc Ý")
    services.take_back_offer(offer=made, row_version=made.row_version, by=town.office_reviewer, reason="Nhầm.")

    assert offer(town, mother, "Lò Thị Thủy").state == "waiting"


# --- refusals --------------------------------------------------------------------------------------
def test_what_cannot_be_offered(cast, mother):
    town = cast.here

    with pytest.raises(ValidationError):
        offer(town, mother)
    with pytest.raises(ValidationError):
        offer(town, mother, "Đặng Quốc Ý", form="bk-thu-tuong")
    with pytest.raises(ValidationError):
        offer(town, mother, "Đặng Quốc Ý", form="ldtt")  # a title is no lower form of a commendation
    with pytest.raises(ValidationError):
        offer(town, mother, "Đặng Quốc Ý", reason=" ")
    with pytest.raises(NotYou):
        offer(town, mother, "Đặng Quốc Ý", by=town.second_reviewer)
    with pytest.raises(NotYou):
        offer(town, mother, "Đặng Quốc Ý", by=town.office_head)
    offer(town, mother, "Đặng Quốc Ý")
    with pytest.raises(NotNow):
        offer(town, mother, "Lò Thị Thủy")


def test_a_form_that_the_campaign_does_not_give_is_not_offered(cast, rules):
    town = cast.here
    plan = making.campaign(town)
    plan.award_forms.set([making.award_form("bk-tinh")])
    proposal = making.under_review(town, names=THREE, form=making.award_form("bk-tinh"), kind="campaign", campaign=plan)

    assert list(lower_forms(proposal, {"individual"})) == []


def test_who_may_not_answer_is_refused(cast, mother):
    town = cast.here
    made = offer(town, mother, "Đặng Quốc Ý")

    for person in (town.unit_clerk, town.other_head, town.office_reviewer, town.office_head, cast.there.unit_head):
        with pytest.raises(NotYou):
            services.accept_offer(offer=made, row_version=made.row_version, by=person)
        with pytest.raises(NotYou):
            services.decline_offer(offer=made, row_version=made.row_version, by=person, reason="Không.")
    for person in (town.unit_head, town.office_head):
        with pytest.raises(NotYou):
            services.take_back_offer(offer=made, row_version=made.row_version, by=person, reason="Không.")


def test_an_offer_is_answered_once(cast, mother):
    town = cast.here
    made = offer(town, mother, "Đặng Quốc Ý")
    services.decline_offer(offer=made, row_version=made.row_version, by=town.unit_head, reason="Không.")

    with pytest.raises(LostRace):
        services.accept_offer(offer=made, row_version=made.row_version, by=town.unit_head)
    made.refresh_from_db()
    with pytest.raises(NotNow):
        services.accept_offer(offer=made, row_version=made.row_version, by=town.unit_head)


def test_while_the_dossier_is_suspended_nothing_is_accepted(cast, mother):
    town = cast.here
    made = offer(town, mother, "Đặng Quốc Ý")
    mother.refresh_from_db()
    approval.suspend(
        proposal=mother,
        row_version=mother.row_version,
        by=town.office_head,
        suspension_code="complaint",
        suspension_reference="1",
    )

    with pytest.raises(NotNow):
        services.accept_offer(offer=made, row_version=made.row_version, by=town.unit_head)


def test_a_name_that_lies_offered_is_not_split_off_meanwhile(cast, mother):
    town = cast.here
    offer(town, mother, "Đặng Quốc Ý")
    mother.refresh_from_db()

    with pytest.raises(NotNow) as refusal:
        part_services.suspend_nominations(
            proposal=mother,
            row_version=mother.row_version,
            nominations=list(mother.nominations.filter(full_name="Đặng Quốc Ý")),
            by=town.office_head,
            suspension_code="complaint",
            suspension_reference="1",
        )

    assert refusal.value.code == "offered"


def test_what_is_offered_is_told_to_the_office_and_the_unit_alone(cast, mother):
    from permissions import access
    from workflows.offers.queries import sees_offers

    town = cast.here
    offer(town, mother, "Đặng Quốc Ý")

    told = {
        who: sees_offers(mother, access.capacities(person))
        for who, person in town.person.items()
        if who in ("unit_head", "unit_clerk", "office_reviewer", "inspector", "commune_chair", "council_member")
    }
    assert told == {
        "unit_clerk": True,
        "unit_head": True,
        "office_reviewer": True,
        "commune_chair": True,
        "council_member": False,
        "inspector": True,
    }
