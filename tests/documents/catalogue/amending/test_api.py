"""Changing the catalogue through the API: the forms and refusals of the administrator's pages."""

import pytest

from documents.catalogue.models import BaseWage, Holiday, LegalInstrument, RuleSet
from documents.catalogue.revocation_models import RevocationGround
from permissions.ledger.models import LedgerEntry
from permissions.ledger.verify import verify
from tests import making
from tests.calling import Caller

pytestmark = pytest.mark.django_db
REASON = {"reason": "Nghị định mới"}


@pytest.fixture
def administrator(cast, rules):
    return Caller(cast.administrator)


@pytest.fixture
def own(administrator):
    """A rule set of the commune that nobody has used yet."""
    national = RuleSet.objects.get(owner_unit=None, effective_to=None)
    said = {"owner_unit": "PQ", "effective_from": "2027-01-01", "title": "Quy định của xã", "legal_basis": "QĐ 1"}
    return administrator.post(f"/rule-sets/{national.pk}/adopt", **said, **REASON).json()


def test_a_set_is_copied_whole_and_its_rows_are_amended(administrator, own):
    rule = next(row for row in own["forms"] if row["award_form"]["code"] == "gk-xa" and row["kind"] == "merit")

    amended = administrator.patch(f"/form-rules/{rule['id']}", notice_days=7, row_version=1, **REASON).json()
    vote = administrator.patch(f"/vote-rules/{rule['vote_rule']['id']}", method="open", row_version=1, **REASON).json()
    paper = administrator.post(
        f"/form-rules/{rule['id']}/papers", code="anh", title="Ảnh", scope="nomination", legal_basis="QĐ 1", **REASON
    )
    gone = administrator.post(f"/required-papers/{paper.json()['id']}/remove", row_version=1, **REASON)

    assert (amended["notice_days"], amended["legal_basis"]) == (7, rule["legal_basis"])
    assert vote["method"] == "open"
    assert (paper.status_code, gone.status_code) == (201, 204)
    assert LedgerEntry.objects.filter(act="catalogue.amend_rule").count() == 2


def test_money_is_a_plain_number(administrator, own):
    row = own["multipliers"][0]

    changed = administrator.patch(f"/multipliers/{row['id']}", factor="0.55", row_version=1, **REASON)
    wrong = administrator.patch(f"/multipliers/{row['id']}", factor="0.555", row_version=2, **REASON)

    assert changed.json()["factor"] == "0.55"
    assert (wrong.status_code, set(wrong.json()["fields"])) == (422, {"factor"})


def test_a_set_in_use_is_not_amended(administrator, cast):
    making.sent(cast.here)
    used = RuleSet.objects.exclude(first_used_at=None).get()

    answer = administrator.patch(f"/rule-sets/{used.pk}", title="Khác", row_version=1, **REASON)

    assert (answer.status_code, answer.json()["code"]) == (409, "rule_set_in_use")


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("/instruments", {"number": "", "title": "x"}, "number"),
        ("/instruments", {"number": "x" * 61, "title": "x"}, "number"),
        ("/instruments", {"number": "9/NĐ", "title": "x", "replaced_by": 999_999}, "replaced_by"),
        ("/base-wages", {"amount": 0, "effective_from": "2027-07-01", "legal_basis": "x"}, "amount"),
        ("/base-wages", {"amount": 2**40, "effective_from": "2027-07-01", "legal_basis": "x"}, "amount"),
        ("/base-wages", {"amount": 1, "effective_from": "2026-07-01", "legal_basis": "x"}, "effective_from"),
        ("/holiday-years", {"year": 2026}, "year"),
        ("/holiday-years", {"year": 1_000}, "year"),
        ("/holidays", {"on": "2026-01-01", "name": "x", "source": "x"}, "on"),
    ],
)
def test_faults_are_told_by_field(administrator, path, body, field):
    answer = administrator.post(path, **body)

    assert (answer.status_code, set(answer.json()["fields"])) == (422, {field})


def test_members_who_stand_aside_leave_the_base_only_by_a_provision(administrator, own):
    vote = own["forms"][0]["vote_rule"]
    address, basis = f"/vote-rules/{vote['id']}", "Quy chế của Hội đồng, Điều 7"

    bare = administrator.patch(address, row_version=1, recused_leave_base=True, **REASON)
    said = {"recused_leave_base": True, "recusal_basis": basis}
    changed = administrator.patch(address, row_version=1, **said, **REASON)

    assert (vote["recused_leave_base"], vote["recusal_basis"]) == (False, "")
    assert bare.status_code == 422
    assert (changed.json()["recused_leave_base"], changed.json()["recusal_basis"]) == (True, basis)


def test_every_change_asks_its_reason(administrator):
    instrument, holiday = LegalInstrument.objects.first(), Holiday.objects.first()

    bare = administrator.patch(f"/instruments/{instrument.pk}", row_version=1, note="x")
    blank = administrator.post(f"/holidays/{holiday.pk}/remove", row_version=1, reason=" ")

    assert (bare.status_code, set(bare.json()["fields"])) == (422, {"reason"})
    assert (blank.status_code, set(blank.json()["fields"])) == (422, {"reason"})
    assert Holiday.objects.filter(pk=holiday.pk).exists()


def test_instruments_wages_and_days_are_amended_one_field_at_a_time(administrator):
    made = administrator.post("/instruments", number="9/2027/NĐ-CP", title="Nghị định").json()
    wage = administrator.post("/base-wages", amount=2_700_000, effective_from="2027-07-01", legal_basis="NĐ 9").json()
    administrator.post("/holiday-years", year=2031)
    day = administrator.post("/holidays", on="2031-03-03", name="Bù", source="TB 1").json()

    ended = administrator.patch(f"/instruments/{made['id']}", effective_to="2030-01-01", row_version=1, **REASON).json()
    raised = administrator.patch(f"/base-wages/{wage['id']}", amount=2_800_000, row_version=1, **REASON).json()
    sure = administrator.patch(f"/holidays/{day['id']}", is_verified=True, row_version=1, **REASON).json()

    assert (ended["effective_to"], ended["title"]) == ("2030-01-01", "Nghị định")
    assert (raised["amount"], raised["effective_from"]) == (2_800_000, "2027-07-01")
    assert (sure["is_verified"], sure["name"]) == (True, "Bù")


def test_a_row_that_somebody_changed_is_not_overwritten_by_an_old_copy(cast, administrator, own):
    rule = next(row for row in own["forms"] if row["papers"])
    paper, holiday = rule["papers"][0], Holiday.objects.first()
    rows = {
        f"/rule-sets/{own['id']}": {"title": "Mới"},
        f"/form-rules/{rule['id']}": {"standard": "Mới"},
        f"/vote-rules/{rule['vote_rule']['id']}": {"note": "Mới"},
        f"/required-papers/{paper['id']}": {"title": "Mới"},
        f"/time-limits/{own['time_limits'][0]['id']}": {"working_days": 9},
        f"/multipliers/{own['multipliers'][0]['id']}": {"factor": "0.55"},
        f"/instruments/{LegalInstrument.objects.first().pk}": {"note": "Mới"},
        f"/base-wages/{BaseWage.objects.first().pk}": {"note": "Mới"},
        f"/grounds/{RevocationGround.objects.first().pk}": {"title": "Mới"},
        f"/holidays/{holiday.pk}": {"name": "Mới"},
    }
    first = [administrator.patch(row, row_version=1, **said, **REASON).json() for row, said in rows.items()]

    without = {administrator.patch(row, **said, **REASON).status_code for row, said in rows.items()}
    stale = [administrator.patch(row, row_version=1, **said, **REASON) for row, said in rows.items()]
    gone = [
        administrator.post(f"{row}/remove", row_version=1, **REASON)
        for row in (f"/required-papers/{paper['id']}", f"/holidays/{holiday.pk}")
    ]

    assert [row["row_version"] for row in first] == [2] * len(rows)
    assert without == {422}
    assert {(answer.status_code, answer.json()["code"]) for answer in (*stale, *gone)} == {(409, "lost_race")}
    assert {answer.json()["winner"] for answer in (*stale, *gone)} == {cast.administrator.full_name}
    assert verify().holds


def test_a_copied_set_begins_its_own_count(administrator, own):
    administrator.patch(f"/rule-sets/{own['id']}", title="Mới", row_version=1, **REASON)
    said = {"effective_from": "2027-03-01", "title": "Sau", "legal_basis": "QĐ 2"}

    made = administrator.post(f"/rule-sets/{own['id']}/copy", **said, **REASON).json()

    assert made["row_version"] == 1
