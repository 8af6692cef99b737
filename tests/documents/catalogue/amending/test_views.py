"""The administrator's forms: what is typed is kept, what is wrong is told, nobody else comes in."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from documents.catalogue import queries, services
from documents.catalogue.models import (
    AwardForm,
    BaseWage,
    Holiday,
    LegalInstrument,
    Multiplier,
    RequiredPaper,
    RuleSet,
    TimeLimit,
)
from documents.catalogue.revocation_models import RevocationGround
from permissions.ledger.models import LedgerEntry
from permissions.roles import Office
from tests.conftest import appoint, make_person

pytestmark = pytest.mark.usefixtures("rules")


@pytest.fixture(autouse=True)
def _in_november():
    with time_machine.travel("2026-11-22T09:00:00+07:00", tick=False):
        yield


def current():
    return queries.rule_set_on(date(2026, 11, 22))


def gk():
    return queries.form_rule(current(), AwardForm.objects.get(code="gk-xa"), "merit")


def addresses():
    pk = current().pk
    rule = gk()
    rows = {
        "rule-set": pk,
        "form-rule": rule.pk,
        "paper": rule.papers.first().pk,
        "vote": rule.vote_rule.pk,
        "limit": current().time_limits.first().pk,
        "money": current().multipliers.first().pk,
    }
    return [
        *(reverse("catalogue:amend_rule", args=[kind, row]) for kind, row in rows.items()),
        reverse("catalogue:copy_rule_set", args=[pk]),
        reverse("catalogue:adopt_rule_set", args=[pk]),
        reverse("catalogue:add_limit", args=[pk]),
        reverse("catalogue:add_multiplier", args=[pk, "gd-van-hoa"]),
        reverse("catalogue:add_paper", args=[rule.pk]),
        reverse("catalogue:remove_paper", args=[rule.papers.first().pk]),
        reverse("catalogue:add_instrument"),
        reverse("catalogue:amend_instrument", args=[LegalInstrument.objects.first().pk]),
        reverse("catalogue:add_base_wage"),
        reverse("catalogue:amend_base_wage", args=[BaseWage.objects.first().pk]),
        reverse("catalogue:add_ground"),
        reverse("catalogue:amend_ground", args=[RevocationGround.objects.first().pk]),
        reverse("catalogue:open_holiday_year"),
        reverse("catalogue:add_holiday"),
        reverse("catalogue:amend_holiday", args=[Holiday.objects.first().pk]),
        reverse("catalogue:remove_holiday", args=[Holiday.objects.first().pk]),
    ]


def test_every_form_opens_for_the_administrator(cast, sign_in):
    client = sign_in(cast.administrator)

    assert {address: client.get(address).status_code for address in addresses()} == dict.fromkeys(addresses(), 200)


def test_an_empty_choice_says_what_it_means_and_a_hint_has_no_second_title(cast, sign_in):
    client = sign_in(cast.administrator)
    pages = [client.get(address).content.decode() for address in addresses()]

    assert [page for page in pages if "---------" in page or ">None</option>" in page] == []
    assert [page for page in pages if '<p class="fw-semibold">' in page] == []


@pytest.mark.parametrize("who", ["unit_head", "office_head", "commune_chair", "council_secretary", "inspector"])
def test_nobody_else_opens_or_sends_a_form(cast, sign_in, who):
    client = sign_in(cast.here.person[who])
    entries = LedgerEntry.objects.count()

    assert {client.get(address).status_code for address in addresses()} == {403}
    assert {client.post(address, {"reason": "X"}).status_code for address in addresses()} == {403}
    assert LedgerEntry.objects.count() == entries


def test_an_empty_form_comes_back_and_changes_nothing(cast, sign_in):
    client = sign_in(cast.administrator)
    entries = LedgerEntry.objects.count()

    answers = [client.post(address, {}) for address in addresses()]

    assert {answer.status_code for answer in answers} == {422}
    assert all("error-summary" in answer.content.decode() for answer in answers)
    assert LedgerEntry.objects.count() == entries


def test_an_unknown_kind_of_row_is_not_found(cast, sign_in):
    address = reverse("catalogue:amend_rule", args=["campaign", 1])

    assert sign_in(cast.administrator).get(address).status_code == 404


def test_the_form_says_that_simplified_is_only_told(cast, sign_in):
    page = sign_in(cast.administrator).get(reverse("catalogue:amend_rule", args=["form-rule", gk().pk]))

    assert page.context["form"]["simplified"].help_text


def send(client, name, data, *args):
    return client.post(reverse(f"catalogue:{name}", args=args), data)


def test_amending_a_set_leads_to_the_copy(cast, sign_in):
    client = sign_in(cast.administrator)
    data = {
        "effective_from": "01/03/2027",
        "title": "Quy định từ 01/3/2027",
        "legal_basis": "Nghị định mới",
        "reason": "Nghị định cũ hết hiệu lực",
    }

    answer = send(client, "copy_rule_set", data, current().pk)

    new = RuleSet.objects.get(effective_from=date(2027, 3, 1))
    assert answer.url == reverse("catalogue:rule_set", args=[new.pk])
    assert current().effective_to == date(2027, 2, 28)


@pytest.mark.parametrize("typed", ["31/02/2027", "03/13/2027", "2027", "01/10/2026"])
def test_a_day_that_is_none_or_lies_outside_is_told_at_its_field(cast, sign_in, typed):
    data = {"effective_from": typed, "title": "X", "legal_basis": "X", "reason": "X"}

    answer = send(sign_in(cast.administrator), "copy_rule_set", data, current().pk)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["effective_from"])
    assert typed in answer.content.decode()
    assert RuleSet.objects.count() == 2


def test_a_province_takes_its_own_rules(cast, sign_in):
    data = {
        "owner_unit": cast.province.pk,
        "effective_from": "01/12/2026",
        "title": "Quy định của tỉnh Thái Nguyên",
        "legal_basis": "Quyết định của tỉnh",
        "reason": "Tỉnh ban hành",
    }

    send(sign_in(cast.administrator), "adopt_rule_set", data, current().pk)

    assert queries.rule_set_on(date(2026, 12, 1), cast.there.commune).title == "Quy định của tỉnh Thái Nguyên"


def test_a_vote_rule_is_changed_on_its_form(cast, sign_in):
    client = sign_in(cast.administrator)
    vote = gk().vote_rule
    address = reverse("catalogue:amend_rule", args=["vote", vote.pk])
    data = client.get(address).context["form"].initial | {"threshold_numerator": 2, "threshold_denominator": 3}
    data = {name: value for name, value in data.items() if value not in (None, False)}

    answer = client.post(address, data | {"reason": "Theo tỉnh", "row_version": 1})

    vote.refresh_from_db()
    assert answer.url == reverse("catalogue:award_form", args=[current().pk, "gk-xa"])
    assert (vote.threshold_numerator, vote.threshold_denominator) == (2, 3)
    assert vote.threshold_words.startswith(("more than 2/3", "trên 2/3"))


def test_a_threshold_above_all_is_told_in_words(cast, sign_in):
    client = sign_in(cast.administrator)
    address = reverse("catalogue:amend_rule", args=["vote", gk().vote_rule.pk])
    data = client.get(address).context["form"].initial | {"threshold_numerator": 3, "reason": "X"}

    answer = client.post(address, {name: value for name, value in data.items() if value not in (None, False)})

    assert answer.status_code == 422
    assert "vote_rule_threshold" not in answer.content.decode()
    assert gk().vote_rule.threshold_numerator == 1


def test_papers_limits_and_money_are_added_and_a_paper_removed(cast, sign_in):
    client = sign_in(cast.administrator)
    paper = {
        "code": "y-kien",
        "title": "Ý kiến",
        "scope": "letter",
        "position": 4,
        "legal_basis": "Tỉnh",
        "reason": "X",
    }
    limit = {"step": "review", "kind": "campaign", "working_days": 7, "legal_basis": "Tỉnh", "reason": "X"}
    money = {"nominee_type": "household", "factor": "0,15", "legal_basis": "Tỉnh", "reason": "X"}

    answers = [
        send(client, "add_paper", paper, gk().pk),
        send(client, "add_limit", limit, current().pk),
        send(client, "add_multiplier", money, current().pk, "gd-van-hoa"),
        send(
            client, "remove_paper", {"reason": "Không cần", "row_version": 1}, gk().papers.get(code="bien-ban-xet").pk
        ),
    ]

    assert [answer.status_code for answer in answers] == [302] * 4
    assert [p.code for p in gk().papers.all()] == ["to-trinh", "bao-cao-thanh-tich", "y-kien"]
    assert TimeLimit.objects.get(kind="campaign").working_days == 7
    assert str(Multiplier.objects.get(award_form__code="gd-van-hoa", rule_set=current()).factor) == "0.15"


@pytest.mark.parametrize("name", ["paper", "limit", "money"])
def test_what_is_there_already_is_told_not_added(cast, sign_in, name):
    client = sign_in(cast.administrator)
    paper = {"code": "to-trinh", "title": "X", "scope": "letter", "position": 4, "legal_basis": "X", "reason": "X"}
    limit = {"step": "review", "working_days": 7, "legal_basis": "X", "reason": "X"}
    money = {"nominee_type": "individual", "factor": "1", "legal_basis": "X", "reason": "X"}
    before = [model.objects.count() for model in (RequiredPaper, TimeLimit, Multiplier)]

    answer = {
        "paper": lambda: send(client, "add_paper", paper, gk().pk),
        "limit": lambda: send(client, "add_limit", limit, current().pk),
        "money": lambda: send(client, "add_multiplier", money, current().pk, "gk-xa"),
    }[name]()

    assert answer.status_code == 422
    assert [model.objects.count() for model in (RequiredPaper, TimeLimit, Multiplier)] == before


def test_instruments_wages_and_days_are_kept_as_typed(cast, sign_in):
    client = sign_in(cast.administrator)
    instrument = {"number": "99/2026/QĐ-UBND", "title": "Quy định <script>", "effective_from": "01/12/2026"}
    wage = {"amount": "2.700.000", "effective_from": "01/07/2027", "legal_basis": "Nghị định mới"}
    day = {"on": "13/02/2027", "name": "Làm bù", "source": "Thông báo", "is_verified": "on"}

    send(client, "add_instrument", instrument)
    send(client, "add_base_wage", wage)
    send(client, "add_holiday", day)
    send(client, "open_holiday_year", {"year": "2028"})

    assert LegalInstrument.objects.get(number="99/2026/QĐ-UBND").effective_from == date(2026, 12, 1)
    assert queries.base_wage_on(date(2027, 7, 1)).amount == 2_700_000
    assert queries.holidays([2027])[2027][date(2027, 2, 13)] is False
    assert 2028 in queries.holidays([2028])
    page = client.get(reverse("catalogue:instruments")).content.decode()
    assert "Quy định &lt;script&gt;" in page


def test_a_set_in_use_refuses_its_form(cast, sign_in):
    services.mark_used(rule_set=current(), by=cast.here.unit_head, at=timezone.now())
    data = {"title": "X", "scope": "letter", "position": 1, "legal_basis": "X", "reason": "X"}
    paper = gk().papers.first()

    answer = send(sign_in(cast.administrator), "amend_rule", data, "paper", paper.pk)

    paper.refresh_from_db()
    assert answer.status_code == 409
    assert paper.title != "X"


@pytest.mark.parametrize("form", [{"row_version": 1}, {}])
def test_an_old_form_changes_nothing_and_says_who_was_faster(cast, sign_in, form):
    client, paper = sign_in(cast.administrator), gk().papers.first()
    data = {"title": "Của tôi", "scope": "letter", "position": 1, "legal_basis": "X", "reason": "X"} | form
    page = client.get(reverse("catalogue:amend_rule", args=["paper", paper.pk])).text
    second = make_person("second_administrator")
    appoint(second, Office.ADMINISTRATOR, cast.province)
    services.amend_rule(rule=paper, row_version=1, values={"title": "Khác"}, by=second, reason="X")

    changed = send(client, "amend_rule", data, "paper", paper.pk)
    removed = send(client, "remove_paper", data, paper.pk)

    assert 'name="row_version" value="1"' in page
    assert (changed.status_code, removed.status_code) == (409, 409)
    assert second.full_name in changed.text
    assert RequiredPaper.objects.get(pk=paper.pk).title == "Khác"
