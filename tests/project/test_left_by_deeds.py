"""What deeds beside the dossiers' leave: rights, people, mandates, mails, tokens, sign-ins. Typed by hand."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from permissions.ledger.models import AccessRecord, LedgerEntry
from tests.calling import ROOT, Caller
from tests.documents.disposal.conftest import OVER
from tests.project import test_api_matrix, test_page_matrix
from tests.project.api_said import ApiWorld, said
from tests.project.office_world import World

pytestmark = pytest.mark.django_db
_clock = test_page_matrix._clock

# who does it, method, endpoint, thing and what is sent as in api_table.py: the one act
ENDPOINTS = """
administrator  POST  /people                      .:person            person.added
administrator  PATCH /people/{0}                  person:phone        person.changed
administrator  POST  /people/{0}/password         person:password     person.password_set
administrator  POST  /people/{0}/active           person:inactive     person.deactivated
administrator  POST  /people/{0}/appointments     person:appointment  appointment.made
commune_chair  POST  /appointments/{0}/confirm    appointment:deed    appointment.confirmed
administrator  POST  /appointments/{0}/end        appointment:last-day appointment.ended
administrator  POST  /people/{0}/deputisings      person:deputy       deputising.made
commune_chair  POST  /deputisings/{0}/confirm     waiting-deputy:deed deputising.confirmed
administrator  POST  /deputisings/{0}/end         deputising:last-day deputising.ended
administrator  POST  /mandates                    .:mandate           mandate.entered
commune_chair  POST  /mandates/{0}/confirm        mandate:deed        mandate.confirmed
administrator  POST  /mandates/{0}/end            mandate:ending      mandate.ended
administrator  POST  /checkpoint-addresses        .:mail-address      seal_address.added
administrator  POST  /checkpoint-addresses/{0}/end seal-address:versioned seal_address.ended
administrator  POST  /signature-issuers           .:issuer-file       issuer.trusted
administrator  POST  /signature-issuers/{0}/end   issuer:versioned-reason issuer.ended
commune_chair  POST  /kept-papers/{0}/signed-files signed-decision:signed-upload signature.added
office_head    POST  /campaigns/{0}/exceptions    campaign:exception  campaign.exception_granted
unit_head      POST  /campaigns/{0}/exception-requests campaign:asking campaign.exception_asked
office_head POST /campaigns/{0}/exception-requests/{1}/decline exception-request:declining campaign.exception_declined
commune_chair  POST  /disposal/holds              .:holding           disposal.held
commune_chair  POST  /disposal/holds/{0}/release  hold:reason         disposal.released
commune_chair  POST  /disposal/lists/{0}/approve  disposal-list:versioned disposal.approved
commune_chair  POST  /disposal/lists/{0}/refuse   disposal-list:reason disposal.refused
unit_clerk     POST  /tokens/{0}/revoke           token:nothing       token.revoked
administrator  POST  /people/{1}/tokens/{0}/revoke token:deed         token.revoked
"""
LINES = [line.split() for line in ENDPOINTS.strip().splitlines()]


@pytest.mark.parametrize(
    ("who", "method", "address", "thing", "act"), LINES, ids=[" ".join(line[1:3]) for line in LINES]
)
def test_each_of_these_endpoints_leaves_its_act(cast, rules, who, method, address, thing, act):
    world, (thing, _colon, name) = ApiWorld(cast), thing.partition(":")
    person = cast.administrator if who == "administrator" else cast.here.person[who]
    body, to, caller = said(world, thing, name), address.format(*world.args(thing)), Caller(person)
    before = LedgerEntry.objects.count()

    answer = test_api_matrix.ask(caller, method, to, body)

    left = LedgerEntry.objects.order_by("pk")[before:]
    assert answer.status_code < 300, answer.text
    assert [(entry.act, entry.actor) for entry in left] == [(act, person)]


# Who does it, name of the page, thing, the acts; what is typed into its form stands in TYPED.
PAGES = """
administrator   people:change               person               person.changed
administrator   people:password             person               person.password_set
administrator   catalogue:copy_rule_set     own-rules            catalogue.amend_rule_set
administrator   catalogue:adopt_rule_set    national             catalogue.adopt_rule_set
administrator   catalogue:amend_rule        vote-rule            catalogue.amend_rule
administrator   catalogue:add_limit         own-rules            catalogue.add_rule
administrator   catalogue:add_multiplier    own-rules/gd-van-hoa catalogue.add_rule
administrator   catalogue:add_paper         form-rule            catalogue.add_rule
administrator   catalogue:remove_paper      required-paper       catalogue.remove_rule
administrator   catalogue:add_instrument    .                    catalogue.add_instrument
administrator   catalogue:amend_instrument  instrument           catalogue.amend_instrument
administrator   catalogue:add_base_wage     .                    catalogue.add_base_wage
administrator   catalogue:amend_base_wage   base-wage            catalogue.amend_base_wage
administrator   catalogue:add_ground        .                    catalogue.add_ground
administrator   catalogue:amend_ground      ground               catalogue.amend_ground
administrator   catalogue:open_holiday_year .                    catalogue.open_holiday_year
administrator   catalogue:add_holiday       .                    catalogue.add_holiday
administrator   catalogue:amend_holiday     holiday              catalogue.amend_holiday
administrator   catalogue:remove_holiday    holiday              catalogue.remove_holiday
administrator   seals:addresses             .                    seal_address.added
administrator   seals:end_address           seal-address         seal_address.ended
administrator   signatures:end_issuer       issuer               issuer.ended
unit_head       notices:mail                .                    -
records_clerk   arrivals:numbering          .                    register.choose_mode
records_clerk   transmittals:numbering      .                    register.choose_mode
office_reviewer opinions:ask                review               opinion.asked,proposal.opinions_asked
office_reviewer opinions:withdraw           asked                opinion.withdraw,proposal.opinion_withdrawn
office_head     campaigns:grant_exception   campaign             campaign.exception_granted
unit_head       campaigns:ask_exception     campaign             campaign.exception_asked
office_head     campaigns:decline_exception exception-request    campaign.exception_declined
commune_chair   disposal:hold               sent                 disposal.held
commune_chair   disposal:release            hold                 disposal.released
commune_chair   disposal:approve            disposal-list        disposal.approved
commune_chair   disposal:refuse             disposal-list        disposal.refused
"""
_SOURCE = {"legal_basis": "Quyết định của tỉnh", "reason": "Theo tỉnh"}
_COPY = _SOURCE | {"effective_from": "01/03/2027", "title": "Quy định từ 01/3/2027"}
TYPED = {
    "people:change": {"phone": "0912345678"},
    "people:password": {"password": "mot-mat-khau-dai", "repeated": "mot-mat-khau-dai"},
    "catalogue:copy_rule_set": _COPY,
    "catalogue:adopt_rule_set": _COPY,
    "catalogue:amend_rule": _SOURCE,
    "catalogue:add_limit": _SOURCE | {"step": "review", "kind": "campaign", "working_days": "7"},
    "catalogue:add_multiplier": _SOURCE | {"nominee_type": "household", "factor": "0,15"},
    "catalogue:add_paper": _SOURCE | {"code": "y-kien", "title": "Ý kiến", "scope": "letter", "position": "4"},
    "catalogue:remove_paper": _SOURCE,
    "catalogue:add_instrument": {"number": "99/2026/QĐ-UBND", "title": "Quy định", "effective_from": "01/12/2026"},
    "catalogue:amend_instrument": _SOURCE | {"note": "Đã đối chiếu"},
    "catalogue:add_base_wage": _SOURCE | {"amount": "2.700.000", "effective_from": "01/07/2027"},
    "catalogue:amend_base_wage": _SOURCE | {"note": "Đã đối chiếu"},
    "catalogue:add_ground": _SOURCE
    | {"code": "lost-standing", "title": "Không còn đủ tiêu chuẩn", "position": "9", "effective_from": "01/01/2027"},
    "catalogue:amend_ground": _SOURCE | {"note": "Đã đối chiếu"},
    "catalogue:open_holiday_year": {"year": "2031"},
    "catalogue:add_holiday": {"on": "13/02/2027", "name": "Làm bù", "source": "Thông báo"},
    "catalogue:amend_holiday": {"source": "Thông báo mới", "reason": "Theo tỉnh"},
    "catalogue:remove_holiday": _SOURCE,
    "seals:addresses": {"name": "Thanh tra tỉnh", "email": "thanhtra@example.vn"},
    "signatures:end_issuer": {"reason": "Không còn dùng"},
    "notices:mail": {"mail": "never"},
    "arrivals:numbering": {"mode": "own", "row_version": 1},
    "transmittals:numbering": {"mode": "own", "row_version": 1},
    "opinions:ask": {"bodies": "Công an tỉnh", "question": "Có ý kiến gì không?"},
    "opinions:withdraw": {"reason": "Đã đủ căn cứ."},
    "campaigns:grant_exception": {"until_on": "30/12/2026", "reason": "Trường mất điện."},
    "campaigns:ask_exception": {"until_on": "30/12/2026", "reason": "Trường mất điện."},
    "campaigns:decline_exception": {"answer": "Đã quá hạn lâu."},
    "disposal:hold": {"document_number": "12/TTr", "reason": "Thanh tra tỉnh yêu cầu"},
    "disposal:release": {"reason": "Thanh tra đã kết luận."},
    "disposal:refuse": {"reason": "Còn khiếu nại."},
}
DEEDS = [line.split() for line in PAGES.strip().splitlines()]


def _stands(client, address):
    """What stands in the form of a page, as a browser would send it."""
    form = (client.get(address).context or {}).get("form")
    said = {bound.html_name: bound.value() for bound in form} if form else {}
    said = {name: f"{value:%d/%m/%Y}" if hasattr(value, "year") else value for name, value in said.items()}
    return {name: value for name, value in said.items() if value not in (None, False)}


def _units_typed(cast):
    school = {"unit": cast.here.school.pk}
    return {
        "catalogue:adopt_rule_set": {"owner_unit": cast.there.commune.pk},
        "campaigns:grant_exception": school,
        "campaigns:ask_exception": school,
    }


@pytest.mark.parametrize(("who", "name", "thing", "acts"), DEEDS, ids=[" ".join(deed[1:3]) for deed in DEEDS])
def test_each_of_these_pages_leaves_its_acts(cast, rules, sign_in, who, name, thing, acts):
    world, person = World(cast), cast.administrator if who == "administrator" else cast.here.person[who]
    address, client = reverse(name, args=world.args(thing)), sign_in(person)
    typed = _stands(client, address) | world.row_version(thing) | TYPED.get(name, {})
    typed |= _units_typed(cast).get(name, {})
    before = LedgerEntry.objects.count()

    answer = client.post(address, typed)

    left = LedgerEntry.objects.order_by("pk")[before:]
    assert answer.status_code == 302, answer.text
    wanted = [] if acts == "-" else acts.split(",")
    assert sorted((entry.act, entry.actor) for entry in left) == [(act, person) for act in wanted]


@pytest.mark.parametrize("way", ["page", "endpoint"])
def test_a_list_for_disposal_leaves_its_act_when_the_time_of_its_dossiers_is_over(cast, rules, sign_in, way):
    letter, clerk = World(cast).over, cast.here.records_clerk
    said = {"legal_basis": "Luật Lưu trữ"}
    with time_machine.travel(OVER, tick=False):
        caller = Caller(clerk)
        before = LedgerEntry.objects.count()
        if way == "page":
            answer = sign_in(clerk).post(reverse("disposal:propose"), said | {"letters": [letter.pk]})
        else:
            answer = caller.post("/disposal/lists", **said, letters=[letter.code])

    left = LedgerEntry.objects.order_by("pk")[before:]
    assert answer.status_code in (201, 302), answer.text
    assert [(entry.act, entry.actor) for entry in left] == [("disposal.proposed", clerk)]


# Who takes it out, the page, of what the record says it was.
EXPORTS = """
unit_clerk        /letters/?format=xlsx             letters
office_reviewer   /proposals/?format=xlsx           proposals
office_reviewer   /decisions/?format=xlsx           decisions
office_reviewer   /transmittals/?format=xlsx        transmittals
office_reviewer   /opinions/?format=xlsx            opinions
office_reviewer   /awards/?format=xlsx              award-book
office_reviewer   /awards/questions/?format=xlsx    likenesses
office_reviewer   /arrivals/?format=xlsx            arrivals
office_reviewer   /inbox/?format=xlsx&tab=queue     inbox
office_reviewer   /campaigns/?format=xlsx           campaigns
council_secretary /meetings/?format=xlsx            meetings
records_clerk     /arrivals/numbering/?format=xlsx  registers
records_clerk     /decisions/register/?format=xlsx  registers
unit_clerk        /notices/?format=xlsx             notices
inspector         /trail/?format=xlsx               journal
inspector         /trail/?format=csv                journal
inspector         /reads/?format=xlsx               reads
inspector         /reads/?format=csv                reads
inspector         /mandates/excel/                  mandates
administrator     /people/excel/                    people
administrator     /units/excel/                     units
administrator     /meetings/councils/?format=xlsx   councils
administrator     /catalogue/rule-sets/excel/                 catalogue
administrator     /catalogue/instruments/?format=xlsx catalogue
administrator     /catalogue/base-wages/?format=xlsx catalogue
administrator     /catalogue/grounds/?format=xlsx   catalogue
administrator     /catalogue/holidays/?format=xlsx  catalogue
"""
TAKEN = [line.split() for line in EXPORTS.strip().splitlines()]


@pytest.mark.parametrize(("who", "page", "what"), TAKEN, ids=[taken[1] for taken in TAKEN])
def test_each_list_taken_out_by_page_leaves_its_record_alone(cast, rules, sign_in, who, page, what):
    person = cast.administrator if who == "administrator" else cast.here.person[who]
    client, before = sign_in(person), AccessRecord.objects.count()

    answer = client.get(page)

    assert (answer.status_code, "attachment" in answer.headers.get("Content-Disposition", "")) == (200, True)
    left = AccessRecord.objects.order_by("pk")[before:]
    assert [(row.kind, row.person, row.what.partition("?")[0].partition("/")[0]) for row in left] == [
        ("exported", person, what)
    ]
    assert not LedgerEntry.objects.filter(actor=person).exists()


@pytest.mark.parametrize("way", ["page", "endpoint"])
def test_who_comes_in_and_who_fails_stands_in_the_records(cast, settings, way):
    person = cast.here.unit_head
    person.set_password("mot-mat-khau-dai")
    person.save()

    def come(password):
        if way == "page":
            return Client().post("/sign-in/", {"username": person.username, "password": password})
        return Caller().post("/token", username=person.username, password=password)

    for _turn in range(11):
        come("sai-mat-khau")
    failed = list(AccessRecord.objects.values_list("kind", "what", "person"))
    come("mot-mat-khau-dai")  # braked: not looked at
    braked = AccessRecord.objects.order_by("pk").last()

    assert failed == [("sign_in_failed", person.username, None)] * 11
    path = "/sign-in/" if way == "page" else f"{ROOT}/token"
    assert (braked.kind, braked.what, braked.person) == ("refused", f"too_often POST {path} {person.username}", None)
    assert AccessRecord.objects.count() == 12


def test_a_token_leaves_its_act_beside_the_record_of_the_sign_in(cast):
    person = cast.here.unit_head
    person.set_password("mot-mat-khau-dai")
    person.save()

    answer = Client().post(
        f"{ROOT}/token", {"username": person.username, "password": "mot-mat-khau-dai"}, "application/json"
    )

    assert answer.status_code == 201
    assert list(AccessRecord.objects.values_list("kind", "person")) == [("signed_in", person.pk)]
    assert list(LedgerEntry.objects.values_list("act", "actor")) == [("token.issued", person.pk)]
