"""What others say of a dossier: the reviewer asks, a unit and a body on paper answer, the public reads and objects."""

import pytest

from documents.proposals.models import Proposal, ProposalGrant
from permissions.ledger.verify import verify
from tests import making
from tests.journeys import steps
from workflows.opinions.models import Opinion
from workflows.public_notice.models import Objection

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

QUESTION = "Đề nghị cho ý kiến về hồ sơ."
ANSWER = "Nhất trí, đề nghị nêu rõ hơn thành tích."


def _state(proposal):
    return Proposal.objects.get(pk=proposal.pk).state


def test_the_reviewer_asks_others_answer_and_the_appraisal_is_proposed(cast, rules, people):
    town = cast.here
    reviewer, head = people(town.office_reviewer), people(town.other_head)
    proposal = making.under_review(town)
    here = f"/proposals/{proposal.code}/"

    reviewer.open(here).follow(f"a[href='/opinions/ask/{proposal.code}/']")
    reviewer.press(units=[str(town.front.pk)], bodies="Công an xã", question=QUESTION)
    asked, on_paper = Opinion.objects.order_by("pk")
    head.open("/inbox/").follow(f"main a[href='/opinions/{asked.code}/']")
    assert "Nguyễn Thị Hòa" in head.words() and QUESTION in head.words()
    head.press("answer", answer=["remarks"], text=ANSWER)

    assert "Nguyễn Thị Hòa" not in head.words()
    assert not reviewer.open(here).offers("propose-appraisal")
    paper = making.arrival(town, unit=None, sender="Công an xã", title="Trả lời lấy ý kiến")
    people(town.records_clerk).open(f"/opinions/{on_paper.code}/").press(
        "record", arrival=str(paper.pk), answer=["agree"], signer_name="Hứa Văn Dũng"
    )
    assert ANSWER in reviewer.open(here).words("#opinions")
    steps.appraise(reviewer, proposal)

    assert _state(proposal) == "awaiting_endorsement"
    assert ProposalGrant.objects.count() == 0
    assert verify().holds


def test_the_public_reads_the_open_notice_without_sign_in_and_an_objection_is_answered(
    cast, rules, people, browser, live_server
):
    town = cast.here
    proposal = making.appraised(town, form=making.award_form("hcld-1"))
    reviewer = people(town.office_reviewer)
    public = browser.new_context(base_url=live_server.url, locale="vi-VN").new_page()

    public.goto("/public-notices/PQ/")
    assert "Nguyễn Thị Hòa" not in public.inner_text("main")
    reviewer.open(f"/proposals/{proposal.code}/").press("open-notice")
    answer = public.goto("/public-notices/PQ/")

    assert (answer.status, answer.headers["x-robots-tag"]) == (200, "noindex, nofollow, noarchive")
    assert "Nguyễn Thị Hòa" in public.inner_text("main")
    note = f"/proposals/{proposal.code}/notice/objections/"
    reviewer.open(f"/proposals/{proposal.code}/").follow(f"a[href='{note}note/']")
    reviewer.press(received_on="23/11/2026", channel="phone", objector="Ông Kín", text="Chưa rõ thành tích.")
    objection = Objection.objects.get()
    reviewer.follow(f"a[href='{note}{objection.pk}/answer/']")
    reviewer.press(answer="Đã xác minh, thành tích đúng.")
    public.goto("/public-notices/PQ/")

    objection.refresh_from_db()
    assert objection.answer == "Đã xác minh, thành tích đúng."
    assert (
        "Ông Kín" not in public.content()
        and "Ông Kín" not in people(town.unit_head).open(f"/proposals/{proposal.code}/").page.content()
    )
