"""The whole path through the API alone: a letter with two award forms, a return, the council, a numbered decision."""

import pytest
import time_machine

from permissions.ledger.verify import verify
from tests import making
from tests.calling import Caller

pytestmark = pytest.mark.django_db
FORMS = ("gk-xa", "ldtt")


class Walk:
    """The people of the commune, each with a token, and the steps of the path."""

    def __init__(self, cast):
        self.town = cast.here
        self.callers = {}
        self.administrator = Caller(cast.administrator)

    def __getattr__(self, office):
        if office not in self.callers:
            self.callers[office] = Caller(getattr(self.town, office))
        return self.callers[office]

    def move(self, office, thing, code, name, **more):
        """One move on what is there now; returns the new state."""
        caller = getattr(self, office)
        version = caller.get(f"/{thing}/{code}").json()["row_version"]
        answer = caller.post(f"/{thing}/{code}/moves", move=name, row_version=version, **more)
        assert answer.status_code == 200, answer.text
        return answer.json()["state"]

    def version(self, office, address):
        return getattr(self, office).get(address).json()["row_version"]


def done(answer, status=201):
    assert answer.status_code == status, answer.text
    return answer.json() if answer.content else None


def letter(walk):
    """A letter with a row for each award form and every paper that is asked, sent by the head."""
    clerk = walk.unit_clerk
    said = {"number": "15/TTr-TH", "signed_on": "2026-11-20", "signer_name": "Trần Thị Bích"}
    code = done(clerk.post("/letters", unit="PQ-TH", kind="merit", title="Khen thưởng năm học", **said))["code"]
    period = {"period_from": "2025-09-01", "period_to": "2026-05-31", "summary": "Hoàn thành xuất sắc."}
    for number, form in enumerate(FORMS):
        row = {"nominee_type": "individual", "full_name": f"Giáo viên {number}", "award_form": form}
        done(clerk.post(f"/letters/{code}/nominations", **row, **period))
    for number, place in enumerate(clerk.get(f"/letters/{code}/papers").json()):
        if place["is_missing"]:
            row = {"nomination": place["row_id"]} if place["row_id"] else {}
            file = making.pdf(f"{place['kind']}.pdf", str(number))
            done(clerk.upload(f"/letters/{code}/papers", file, kind=place["kind"], **row))
    assert [line for line in clerk.get(f"/letters/{code}/checklist").json() if not line["is_met"]] == []
    assert walk.move("unit_clerk", "letters", code, "hand_to_head") == "awaiting_signature"
    assert walk.move("unit_head", "letters", code, "send") == "sent"
    return [proposal["code"] for proposal in clerk.get(f"/letters/{code}").json()["proposals"]]


def returned_and_sent_again(walk, code):
    address = f"/proposals/{code}/remarks"
    version = walk.version("office_reviewer", f"/proposals/{code}")
    remark = done(walk.office_reviewer.post(address, row_version=version, text="Bổ sung số liệu."))
    assert walk.move("office_reviewer", "proposals", code, "return_for_completion") == "returned"
    row = walk.unit_clerk.get("/nominations", proposal=code).json()["items"][0]
    done(walk.unit_clerk.patch(f"/nominations/{row['id']}", row_version=row["row_version"], summary="Có số liệu."), 200)
    version = walk.version("unit_clerk", f"/proposals/{code}")
    done(walk.unit_clerk.post(f"{address}/{remark['id']}/answer", row_version=version, answer="Đã bổ sung."), 200)
    assert walk.move("unit_head", "proposals", code, "resend") == "under_review"
    changes = walk.office_reviewer.get(f"/proposals/{code}/versions/2/changes", since=1).json()
    assert [change["now"] for change in changes] == ["Có số liệu."]
    version = walk.version("office_reviewer", f"/proposals/{code}")
    done(walk.office_reviewer.post(f"{address}/{remark['id']}/settle", row_version=version), 200)


def appraised(walk, code, is_returned):
    waiting = walk.office_reviewer.get("/inbox", tab="queue").json()["items"]
    assert code in [row["code"] for row in waiting]
    assert walk.move("office_reviewer", "proposals", code, "take_up") == "under_review"
    if is_returned:
        returned_and_sent_again(walk, code)
    rows = walk.office_reviewer.get("/nominations", proposal=code).json()["items"]
    verdicts = [{"nomination": row["id"], "verdict": "eligible"} for row in rows]
    version = walk.version("office_reviewer", f"/proposals/{code}")
    done(walk.office_reviewer.post(f"/proposals/{code}/judgements", row_version=version, verdicts=verdicts), 200)
    walk.move("office_reviewer", "proposals", code, "propose_appraisal", reason="Đủ tiêu chuẩn.")
    assert walk.move("office_head", "proposals", code, "endorse") == "appraised"


def passed(walk, codes):
    """A meeting at which everybody is in favour of everything, with its signed minutes."""
    secretary, founding = walk.council_secretary, {"founding_number": "12/QĐ-UBND", "row_version": 0}
    done(walk.administrator.put("/councils/PQ-HD", founded_on="2025-07-05", term_from="2025-07-05", **founding), 200)
    said = {"title": "Xét khen thưởng", "held_at": "2026-11-23T08:00:00+07:00", "place": "Phòng họp"}
    code = done(secretary.post("/meetings", **said))["code"]
    seen = [secretary.get(f"/proposals/{proposal}").json() for proposal in codes]
    placed = [{"code": each["code"], "row_version": each["row_version"]} for each in seen]
    done(secretary.post(f"/meetings/{code}/agenda", proposals=placed))
    roll = secretary.get(f"/meetings/{code}/attendance").json()
    marks = [{"person": member["person"]["id"], "was": "absent", "presence": "present"} for member in roll]
    done(secretary.post(f"/meetings/{code}/attendance", marks=marks), 200)
    assert walk.move("council_chair", "meetings", code, "open") == "open"
    votes = [f"/meetings/{code}/agenda/{proposal}/vote" for proposal in codes]
    for vote in votes:
        done(secretary.post(vote, move="open", row_version=secretary.get(vote).json()["row_version"]), 200)
    for person in walk.town.seats:
        caller = Caller(person)
        for sheet in caller.get("/ballots").json():
            done(caller.post("/ballots", item=sheet["item"], default="yes"))
    for vote in votes:
        for move in ("close", "announce"):
            done(secretary.post(vote, move=move, row_version=secretary.get(vote).json()["row_version"]), 200)
    assert walk.move("council_chair", "meetings", code, "close") == "closed"
    for office in ("council_secretary", "council_chair"):
        version = walk.version(office, f"/meetings/{code}")
        done(getattr(walk, office).post(f"/meetings/{code}/minutes/sign", row_version=version), 200)


def decided(walk):
    """A decision for the dossiers that the commune itself may decide."""
    group = walk.office_reviewer.get("/decisions/ready").json()[0]
    chosen = [{"code": row["code"], "row_version": row["row_version"]} for row in group["proposals"]]
    code = done(walk.office_reviewer.post("/decisions", proposals=chosen))["code"]
    assert walk.move("commune_chair", "decisions", code, "sign") == "signed"
    assert walk.move("records_clerk", "decisions", code, "issue") == "issued"
    return code


@time_machine.travel("2026-11-23T02:00:00Z", tick=False)
def test_the_whole_path(cast, rules):
    walk = Walk(cast)

    codes = letter(walk)
    for number, code in enumerate(codes):
        appraised(walk, code, is_returned=number == 0)
    passed(walk, codes)
    decision = decided(walk)

    told = walk.unit_head.get(f"/decisions/{decision}").json()
    outcomes = {row["outcome"] for row in walk.unit_clerk.get("/nominations", proposal=codes[0]).json()["items"]}
    assert len(codes) == 2
    assert (told["state"], told["number"]) == ("issued", "1")
    assert b"".join(walk.unit_head.get(f"/decisions/{decision}/papers/issued"))[:5] == b"%PDF-"
    assert outcomes <= {"granted", "passed"}
    assert verify().holds
