"""A dossier with three nominees goes to the province, comes back for one of them, is supplemented by the unit, goes
again and is answered: two granted, one refused."""

import json
import zipfile
from io import BytesIO

import pytest

from documents.proposals import services as letters
from documents.proposals.models import Proposal
from permissions.ledger.verify import verify
from tests import making
from tests.workflows.handoff.conftest import NAMES, Above
from workflows.handoff.models import Transmittal

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TODAY = "23/11/2026"
BACK = NAMES[2]


def test_to_the_province_and_back(cast, rules, people):
    town, dossier = cast.here, Above(cast).passed()
    officer = people(cast.province_officer)

    letter = _forward(town, people, dossier)
    page = f"/transmittals/{letter.code}/"
    officer.open("/inbox/").follow(f"a[href='{page}']").press("acknowledge")
    _give_back(officer, page, letter)
    _supplement(town, people)
    people(town.records_clerk).open(page).press("forward-again")
    officer.open(f"{page}sendings/2/changes/")
    assert "xac-nhan.pdf" in officer.words()
    _answer(officer, page, letter)

    outcomes = {line.nomination.full_name: line.nomination.outcome for line in letter.lines.all()}
    assert outcomes == {NAMES[0]: "granted", NAMES[1]: "refused", BACK: "granted"}
    assert set(Proposal.objects.values_list("state", flat=True)) == {"answered"}
    assert Transmittal.objects.get().state == "answered"
    with zipfile.ZipFile(BytesIO(officer.download(f"{page}sendings/1/package/"))) as first:
        told = json.loads(first.read(f"{letter.code}-1/data/dossier.json"))
    assert len(told["nominees"]) == 3
    assert "812/QĐ-UBND" in people(town.unit_head).open(page).words()
    assert verify().holds


def _forward(town, people, dossier):
    reviewer = people(town.office_reviewer)
    reviewer.open(f"/proposals/{dossier.code}/").follow("a[href*='/transmittals/draft/']")
    reviewer.leave_by(reviewer.page.locator("main form[action$='/draft/words/'] button").first)
    reviewer.leave_by(reviewer.page.locator("main form[method=post] button").first)
    letter = Transmittal.objects.get()
    people(town.commune_chair).open(f"/transmittals/{letter.code}/sign/").press("sign")
    people(town.records_clerk).open(f"/transmittals/{letter.code}/forward/").press(issued_on=TODAY)
    letter.refresh_from_db()
    assert (letter.state, letter.number) == ("forwarded", "1")
    return letter


def _give_back(officer, page, letter):
    line = letter.lines.get(nomination__full_name=BACK)
    officer.open(f"{page}return/").page.check(f"#line-{line.pk}")
    officer.press(**{f"reason_{line.pk}": "Thiếu xác nhận thuế."})
    assert "Thiếu xác nhận thuế." in officer.words()


def _supplement(town, people):
    sister = Proposal.objects.get(state="province_returned")
    reviewer = people(town.office_reviewer)
    reviewer.open(f"/proposals/{sister.code}/").press("ask-unit", due_on="30/11/2026", reason="Bổ sung xác nhận thuế.")
    row = sister.nominations.get()
    upload = making.pdf("xac-nhan.pdf", "thue")
    letters.attach_paper(letter=sister.letter, nomination=row, kind="khac", upload=upload, by=town.unit_clerk)
    people(town.unit_head).open(f"/proposals/{sister.code}/").press("supplement", reason="Đã bổ sung xác nhận thuế.")
    sister.refresh_from_db()
    assert (sister.state, sister.version) == ("province_returned", 2)


def _answer(officer, page, letter):
    officer.open(f"{page}answer/")
    for line in letter.lines.order_by("order"):
        is_refused = line.nomination.full_name == NAMES[1]
        said = {
            "said": "refused" if is_refused else "granted",
            "number": "90/SNV" if is_refused else "812/QĐ-UBND",
            "decided_on": TODAY,
            "issuer": "Sở Nội vụ" if is_refused else "Chủ tịch UBND tỉnh",
            "reason": "Chưa đủ thời gian." if is_refused else "",
        }
        officer.fill("answer", **{f"{line.pk}-{name}": value for name, value in said.items()})
    officer.press("answer")
