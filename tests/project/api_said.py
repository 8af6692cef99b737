"""What the table of endpoints sends: bodies and queries by name, each in the shape that the description asks."""

from dataclasses import asdict
from functools import cached_property

from django.core.files.uploadedfile import SimpleUploadedFile

from documents.catalogue.models import RuleSet
from permissions.people import tokens
from tests import making
from tests.project.axis_said import axis_message, status
from tests.project.office_world import World
from tests.project.payment_world import MONEY
from tests.project.printouts_world import word_file
from tests.project.revocation_world import REVOKED
from workflows.handoff.queries import lines_as_sent
from workflows.handoff.sheets import answer_template

REASON = {"reason": "Đủ căn cứ."}
# What a move brings beside its name and the row version.
MOVES = {
    "hand_to_head": {},
    "send": {},
    "send_back_to_clerk": REASON,
    "enter_received": {},
    "recall": REASON,
    "take_up": {},
    "release": REASON,
    "return_for_completion": {"due_on": "2026-12-10"},
    "resend": {},
    "propose_appraisal": REASON,
    "send_back_to_reviewer": REASON,
    "endorse": {},
    "reopen": REASON,
    "refuse_dossier": {**REASON, "legal_basis": "Nghị định 152/2025/NĐ-CP"},
    "open_notice": {},
    "close_notice": {"objections": "Không có ý kiến phản ánh."},
    "skip_council": {**REASON, "legal_basis": "Nghị định 152/2025/NĐ-CP"},
    "close_file": {},
    "withdraw": REASON,
    "suspend": {"suspension_code": "complaint", "suspension_reference": "12/TB"},
    "resume": REASON,
    "open": {},
    "close": {},
    "sign": {},
    "send_back": REASON,
    "drop": REASON,
    "issue": {},
    "accept": {},
    "decline": REASON,
    "take_back": REASON,
    "forward": {},
    "forward_again": {},
}
SOURCE = {"legal_basis": "Quyết định 1/QĐ-UBND", **REASON}
CAMPAIGN = {
    "title": "Đợt thi đua cuối năm học",
    "plan_number": "77/KH-UBND",
    "plan_on": "2026-10-28",
    "starts_on": "2026-11-01",
    "ends_on": "2026-12-20",
    "closes_on": "2026-12-25",
    "award_forms": ["gk-xa"],
}
COPY = {"effective_from": "2027-02-01", "title": "Quy định mới", **SOURCE}
FOUNDING = {"founding_number": "12/QĐ-UBND", "founded_on": "2025-07-05", "term_from": "2025-07-05"}
PLAIN = {
    "nothing": {},
    "nothing-seen": {"up_to": 0},
    "mail-choice": {"mail": "never"},
    "mail-address": {"name": "Thanh tra tỉnh", "email": "thanhtra@example.vn"},
    "deed": {},
    "versioned": {},
    "reason": REASON,
    "plain-reason": REASON,
    "sending-back": REASON,
    "own-password": {"old_password": "sai-mat-khau", "new_password": "mat-khau-moi-2026"},
    "person": {"username": "nguoi.moi", "full_name": "Nguyễn Văn Mới", "password": "mat-khau-moi-2026"},
    "phone": {"phone": "0912 345 678"},
    "password": {"password": "mat-khau-moi-2026"},
    "inactive": {"is_active": False, **REASON},
    "appointment": {"unit": "PQ-ND", "office": "unit_clerk", "from_on": "2026-11-23"},
    "now": {"at": "2026-11-23T07:00:00+00:00"},
    "ending": {"reason": "Rút quyết định thanh tra."},
    "last-day": {"to_on": "2027-12-31"},
    "unit": {"code": "PQ-X9", "name": "Xóm Chín", "kind": "hamlet", "parent": "PQ"},
    "place": {"place": "Phong Quang"},
    "founding": FOUNDING,
    "title": {"title": "Tên mới", **REASON},
    "copy": COPY,
    "adopt": {**COPY, "owner_unit": "YT"},
    "limit": {"step": "opinion", "award_form": "gk-xa", "working_days": 9, **SOURCE},
    "money": {"award_form": "hcld-1", "nominee_type": "household", "factor": "0.30", **SOURCE},
    "days": {"notice_days": 7, **REASON},
    "paper": {"code": "anh", "title": "Ảnh", "scope": "nomination", **SOURCE},
    "secret": {"written_opinion_counts": False, **REASON},
    "limit-days": {"working_days": 8, **REASON},
    "factor": {"factor": "0.4", **REASON},
    "instrument": {"number": "9/2026/NĐ-CP", "title": "Nghị định mới"},
    "note": {"note": "Đã rà soát", **REASON},
    "ground": {
        "code": "lost-standing",
        "title": "Không còn đủ tiêu chuẩn",
        "effective_from": "2027-01-01",
        "legal_basis": "Quy định của tỉnh",
    },
    "wage": {"amount": 2_700_000, "effective_from": "2027-07-01", "legal_basis": "Nghị định 9/2026/NĐ-CP"},
    "year": {"year": 2030},
    "holiday": {"on": "2026-12-24", "name": "Ngày nghỉ bù", "source": "Thông báo 5/TB"},
    "source": {"source": "Thông báo 6/TB", **REASON},
    "summary": {"summary": "Kết quả tốt."},
    "asking": {"unit": "PQ-TH", "until_on": "2026-12-31", **REASON},
    "declining": {"answer": "Đã tổng hợp xong."},
    "exception": {"unit": "PQ-TH", "until_on": "2026-12-30", **REASON},
    "letter": {"unit": "PQ-TH", "kind": "merit", "title": "Khen thưởng học kỳ I"},
    "title-only": {"title": "Khen thưởng học kỳ II"},
    "number-only": {"number": "17/TTr-THPQ"},
    "row": {"nominee_type": "individual", "full_name": "Lê Thị Mới"},
    "no-reports": {"kind": "khac", "rows": []},
    "any-report": {"report": 1},
    "cells": {"cells": [{"row": 4, "column": "full_name", "text": "Lê Thị Sửa"}]},
    "listed-row": {"row": 4},
    "name": {"full_name": "Lê Thị Sửa"},
    "remark": {"text": "Bổ sung số liệu."},
    "answer": {"answer": "Đã bổ sung."},
    "since": {"since": 1},
    "question": {"units": ["PQ-ND"], "bodies": ["Công an xã"], "question": "Đề nghị cho ý kiến."},
    "meeting": {"title": "Họp tháng 12", "held_at": "2026-12-10T14:00:00+07:00", "place": "Phòng họp"},
    "hall": {"place": "Hội trường"},
    "hands": {"counts": {"yes": 9}},
    "no-other": {"person": None},
    "topic": {"title": "Thảo luận quy chế"},
    "discussion": {"text": "Nhất trí."},
    "old-award": {
        "nominee_type": "individual",
        "full_name": "Lê Thị Mới",
        "form_name": "Giấy khen của huyện",
        "level": "commune",
        "year": 2019,
    },
    "versioned-reason": REASON,
    "renamed": {"full_name": "Lê Thị Sửa"},
    "the-same": {"same": True, **REASON},
    "about-paper": {"sender": "Ông Lý Văn Sự", "title": "Đơn đề nghị"},
    "why": REASON,
    "why-void": {"row_version": 0, **REASON},
    "lost-one": {"kind": "replaced", **REASON},
    "new-stock": {"name": "Phôi A4", "width_mm": 297, "height_mm": 210},
    "wider-stock": {"name": "Phôi A3 rộng", "width_mm": 430, "height_mm": 297},
    "numbering": {"mode": "own", "row_version": 1},
    "register": {"mode": "external", "symbol": "QĐ-UBND", "row_version": 1},
    "words": {"words": {"title": "Về việc tặng Giấy khen"}},
    "trail-of-people": {"stream": "people/PQ"},
    "kept-moves": {"name": "Di chuyển", "kind": "moves"},
}
VERSIONED = {
    *("topic", "no-other"),
    *("summary", "campaign", "title-only", "number-only", "remark", "answer", "versioned", "verdict", "hall", "order"),
    *("discussion", "sending-back", "words", "name", "one-suspended", "one-withdrawn"),
    *("one-withdrawn-on-paper", "offer"),
    *("about-paper", "cells", "listed-row", "versioned-reason", "renamed", "the-same"),
    *("question", "given-answer", "paper-answer", "objection"),
    *("one-returned", "one-answered", "one-corrected", "no-reports"),
    *("wider-stock", "sheet-scan", "why", "lost-one", "given-back"),
    *("title", "days", "secret", "limit-days", "factor", "note", "source", "reason", "founding"),
}


class ApiWorld(World):
    """The world of the pages, and what only endpoints name."""

    @cached_property
    def token(self):
        clerk = self.town.unit_clerk
        return [tokens.issue(user=clerk)[0].pk, clerk.pk], None

    @cached_property
    def appraised(self):
        proposal = making.appraised(self.town)
        return [proposal.code], proposal

    @property
    def _own_rows(self):
        return RuleSet.objects.get(pk=self.own_rules[0][0])

    @cached_property
    def time_limit(self):
        limit = self._own_rows.time_limits.first()
        return [limit.pk], limit

    @cached_property
    def multiplier(self):
        multiplier = self._own_rows.multipliers.first()
        return [multiplier.pk], multiplier


def _marks(world):
    return {"marks": [{"person": world.town.council_secretary.pk, "was": "absent", "presence": "present"}]}


def _ballot(world):
    item = world.sitting[1].items.first()
    return {"item": item.pk, "choices": world.table.choices(item)}


def _vote(world):
    return {"move": "close", "row_version": world.sitting[1].items.first().row_version}


def _aside(world):
    return {"nominations": [int(key) for key in _ballot(world)["choices"]], "kind": "nominee"}


def _some_off(world):
    item = world.sitting[1].items.order_by("-order").first()
    return {"nominations": [item.proposal.nominations.first().pk], "row_version": item.row_version, **REASON}


def _member(world):
    return {"person": world.town.council_member.pk}


def _opinion(world):
    return {"person": world.town.council_chair.pk, "choices": _ballot(world)["choices"]}


def _entry(world, act):
    stream, seq = world.args(f"entry/review:{act}")
    return {"stream": stream, "seq": seq}


def _order(world):
    items = world.prepared[1].items.order_by("-order")
    return {"codes": [item.proposal.code for item in items.select_related("proposal")]}


def _one_of_the_review(world):
    return {"nominations": [world.review[1].nominations.last().pk]}


def _seen(thing):
    (code,), proposal = thing
    return {"code": code, "row_version": proposal.row_version}


def _last_item(world):
    return world.prepared[1].items.order_by("-order").first().proposal


def _spoken(world, thing):
    told = asdict(world.spoken(thing[1]))
    return told | {"decided_on": told["decided_on"].isoformat()}


def _filled_in(world):
    letter = world.above_sent[1]
    return {"file": SimpleUploadedFile("ket-qua.xlsx", answer_template(letter, lines_as_sent(letter)))}


MADE = {
    "signed-upload": lambda world: {"file": world.signed_upload()},
    "issuer-file": lambda world: {"file": world.issuer_file(), "source": "Công văn 12", "obtained_on": "2026-11-20"},
    "campaign": lambda world: CAMPAIGN,
    "deputy": lambda world: {
        "appointment": world.town.records_clerk.appointments.get().pk,
        "basis": "Giấy ủy quyền 4/UQ",
        "from_on": "2026-11-23",
    },
    "mandate": lambda world: {
        "appointment": world.town.inspector.appointments.get().pk,
        "decision_number": "16/QĐ-TTr",
        "decided_on": "2026-11-20",
        "issued_by": "Chánh Thanh tra tỉnh",
        "from_on": "2026-11-23",
        "to_on": "2026-12-31",
        "units": "PQ-TH",
    },
    "of-draft": lambda world: {"letter": world.draft[0][0]},
    "of-review": lambda world: {"proposal": world.review[0][0]},
    "no-list": lambda world: {"file": making.pdf("danh-sach.pdf")},
    "holding": lambda world: {"letter": world.sent[0][0], "document_number": "12/TTr", **REASON},
    "too-early": lambda world: {"letters": world.sent[0], "legal_basis": "Luật Lưu trữ"},
    "same-as": lambda world: {"recipient": world.recipient[0][0], "same": True, **REASON},
    "signature": lambda world: {
        "decision": world.drafted[0][0],
        "row_version": world.drafted[1].row_version,
        "signer": f"a{world.town.commune_chair.appointments.get().pk}",
        "signed_on": "2026-11-23",
    },
    "letter-signature": lambda world: {
        "transmittal": world.above_draft[0][0],
        "row_version": world.above_draft[1].row_version,
        "signer": f"a{world.town.commune_chair.appointments.get().pk}",
        "signed_on": "2026-11-23",
    },
    "minutes": lambda world: {
        "meeting": world.closed[0][0],
        "row_version": world.closed[1].row_version,
        "secretary": world.town.council_secretary.appointments.get().pk,
        "chair": world.town.council_chair.appointments.get().pk,
        "signed_on": "2026-11-23",
    },
    "new-member": lambda world: {
        "row_version": world.table.council.row_version,
        "decision_number": "45/QĐ-UBND",
        "decided_on": "2026-11-20",
        "from_on": "2026-12-01",
        "coming": [{"person": world.cast.stranger.pk, "role": "member"}],
    },
    "sheet-scan": lambda world: {"file": making.pdf("phoi.pdf")},
    "paper-in": lambda world: {"file": making.pdf("den.pdf"), "sender": "Ông Lý Văn Sự", "title": "Đơn"},
    "plan-file": lambda world: {"file": making.pdf("ke-hoach.pdf"), "kind": "plan"},
    "file": lambda world: {"file": making.pdf("anh.pdf"), "kind": "khac"},
    "excel": lambda world: {"file": making.excel_file(world.draft[1])},
    "report": lambda world: {"file": making.pdf("01.pdf", "report")},
    "word-file": lambda world: {"file": word_file("{{ ten_xa }}"), "kind": "letter"},
    "scan": lambda world: {"file": making.pdf("to-trinh.pdf", "scan"), "kind": "to-trinh"},
    "given-answer": lambda world: {"file": making.pdf("y-kien.pdf"), "version": 1, "answer": "agree"},
    "paper-answer": lambda world: {
        "answer": "agree",
        "arrival": world.answer_paper,
        "signer_name": "Hứa Văn Dũng",
    },
    "objection": lambda world: {
        "file": making.pdf("don.pdf"),
        "received_on": "2026-11-23",
        "channel": "letter",
        "text": "Chưa rõ thành tích.",
    },
    "verdict": lambda world: {
        "verdicts": [{"nomination": world.review[1].nominations.first().pk, "verdict": "eligible"}]
    },
    "one-suspended": lambda world: {**_one_of_the_review(world), **MOVES["suspend"]},
    "offer": lambda world: {
        "nominations": [world.offerable[1].nominations.last().pk],
        "award_form": "gk-xa",
        **REASON,
    },
    "one-withdrawn": lambda world: {**_one_of_the_review(world), **REASON},
    "one-withdrawn-on-paper": lambda world: {
        "nominations": [world.hamlet_review[1].nominations.last().pk],
        "arrival": world.arrival[1].pk,
        **REASON,
    },
    "reassign": lambda world: {"handler": world.town.second_reviewer.pk, **REASON},
    "marks": _marks,
    "placing": lambda world: {"proposals": [_seen(world.appraised)]},
    "order": _order,
    "taking-off": lambda world: {"row_version": _last_item(world).row_version, **REASON},
    "ballot": _ballot,
    "opinion": _opinion,
    "vote": _vote,
    "aside": _aside,
    "some-off": _some_off,
    "no-aside": lambda world: {"nomination": _aside(world)["nominations"][0], **_member(world)},
    "people": lambda world: {"people": [world.town.council_member.pk]},
    "member": _member,
    "keyed": lambda world: {"counts": {key: {"yes": 9} for key in _ballot(world)["choices"]}},
    "decision": lambda world: {"proposals": [_seen(world.awaiting)]},
    **MONEY,
    **REVOKED,
    "transmittal": lambda world: {"proposals": [_seen(world.awaiting)]},
    "one-returned": lambda world: {"lines": [{"line": world.above_sent[1].lines.get().pk, **REASON}]},
    "one-answered": lambda world: {"answers": [_spoken(world, world.above_sent)]},
    "one-corrected": lambda world: {"answer": _spoken(world, world.above_answered), **REASON},
    "answer-sheet": _filled_in,
    "status": status,
    "axis-message": axis_message,
    "trail-of-review": lambda world: {"stream": world.review[1].stream},
    "trail-of-draft": lambda world: {"stream": world.draft[1].stream},
    "trail-of-opinion": lambda world: {"stream": world.asked[1].stream},
    "trail-of-meeting": lambda world: {"stream": world.sitting[1].stream},
    "taking-up": lambda world: _entry(world, "proposal.take_up"),
    "noting": lambda world: _entry(world, "remark.noted"),
    "trail-sealed": lambda world: dict(zip(("stream", "seq"), world.sealed_entry[0], strict=True)),
    "trail-of-issued": lambda world: {"stream": world.issued[1].stream},
}


def said(world, thing, name):
    """What is sent under a name, with the row version of the thing where the endpoint asks one; None for nothing."""
    if not name:
        return None
    if name in MOVES or name == "reassign":
        extra = MOVES[name] if name in MOVES else MADE[name](world)
        return {"move": name, **world.row_version(thing), **extra}
    body = MADE[name](world) if name in MADE else PLAIN[name]
    return {**body, **(world.row_version(thing) if name in VERSIONED else {})}
