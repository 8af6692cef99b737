"""What is asked before a deed on a decision, and what is told after it."""

import re

import pytest
from django.urls import reverse

from workflows.decisions.drafting import WORDS

pytestmark = pytest.mark.django_db


def url(name, decision):
    return reverse(f"decisions:{name}", args=[decision.code])


@pytest.mark.parametrize(
    ("form", "nominee_type", "parts"),
    [
        ("gk-xa", "individual", ["tặng Giấy khen của Chủ tịch Ủy ban nhân dân xã", " 2 ", "1.520.000\u00a0đồng"]),
        ("gd-van-hoa", "household", ["tặng danh hiệu “Gia đình văn hóa”", " 2 "]),
    ],
)
def test_signing_asks_back_with_people_and_money(desk, sign_in, form, nominee_type, parts):
    decision = desk.drafted(desk.passed("Bùi A", "Bùi B", form=form, nominee_type=nominee_type))

    page = sign_in(desk.town.commune_chair).get(url("sign", decision)).text

    (question,) = re.findall(r'data-confirm="([^"]*)"', page)
    assert [part in question for part in parts] == [True] * len(parts)
    assert ("đồng" in question) == (form == "gk-xa")


def test_after_each_deed_the_page_says_where_the_paper_went(desk, sign_in):
    decision, other, town = desk.drafted(), desk.drafted(desk.passed()), desk.town
    words = {field: getattr(decision, field) for field in WORDS}

    def told(person, name, paper=decision, **said):
        paper.refresh_from_db()
        answer = sign_in(person).post(url(name, paper), {"row_version": paper.row_version, **said}, follow=True)
        return str(next(iter(answer.context["messages"])))

    after = [
        told(town.office_reviewer, "change", **words),
        told(town.commune_chair, "send_back", other, reason="Sai căn cứ."),
        told(town.commune_chair, "sign"),
        told(town.records_clerk, "issue", issued_on="23/11/2026"),
    ]

    names = [town.commune_chair, town.office_reviewer, town.records_clerk, "01/QĐ-UBND"]
    assert [str(name) in sentence for name, sentence in zip(names, after, strict=True)] == [True] * 4
