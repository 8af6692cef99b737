"""The pages on which a decision begins: dossiers first, then words; only the words make the draft."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from workflows.decisions import services
from workflows.decisions.drafting import WORDS
from workflows.decisions.models import Decision

pytestmark = pytest.mark.django_db
DRAFT, WORDS_PAGE = "/decisions/draft/", "/decisions/draft/words/?form=gk-xa"


def statements(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def value_of(proposal):
    proposal.refresh_from_db()
    return f"{proposal.code}:{proposal.row_version}"


def words_over(*proposals):
    """Address of the words of a decision over the dossiers."""
    return WORDS_PAGE + "".join(f"&proposals={value_of(proposal)}" for proposal in proposals)


def typed(*proposals, **changes):
    """A whole form of words, as the page sends it."""
    words = dict.fromkeys(WORDS, "Lời văn") | changes
    return {"proposals": [value_of(proposal) for proposal in proposals], **words}


def sent_back(desk, *proposals, **words):
    """A draft over the dossiers that the chair has sent back."""
    decision = desk.drafted(*proposals, values=words)
    return services.send_back_paper(
        decision=decision, row_version=decision.row_version, by=desk.town.commune_chair, reason="Trích yếu thiếu năm."
    )


# --- dossiers --------------------------------------------------------------------------------------
def test_forms_that_wait_are_listed_and_their_dossiers_shown(desk, sign_in):
    proposal = desk.passed("Đặng Quốc Ý")
    desk.passed("Trần B", form="bk-tinh")
    client = sign_in(desk.town.office_reviewer)

    groups = client.get(DRAFT).context["groups"]
    page = client.get(f"{DRAFT}?form=gk-xa").text

    assert [(group.award_form.code, group.nominee_count) for group in groups] == [("gk-xa", 1)]
    assert "Đặng Quốc Ý" in page
    assert f'value="{value_of(proposal)}"' in page


def test_the_drafting_page_costs_the_same_for_one_and_fifty_dossiers(desk, sign_in):
    client = sign_in(desk.town.office_reviewer)
    desk.passed()
    few = statements(client, f"{DRAFT}?form=gk-xa")
    for _ in range(49):
        desk.passed()

    assert statements(client, f"{DRAFT}?form=gk-xa") == few


def test_dossiers_of_another_commune_are_not_offered(desk, other_desk, sign_in):
    other_desk.passed()

    assert sign_in(desk.town.office_reviewer).get(DRAFT).context["groups"] == []


@pytest.mark.parametrize("address", [DRAFT, WORDS_PAGE])
def test_other_offices_do_not_open_the_drafting_pages(desk, sign_in, address):
    assert sign_in(desk.town.commune_chair).get(address).status_code == 403


# --- words -----------------------------------------------------------------------------------------
def test_looking_at_the_words_leaves_the_dossiers_free(desk, sign_in):
    proposal = desk.passed("Đặng Quốc Ý")

    page = sign_in(desk.town.office_reviewer).get(words_over(proposal)).text

    assert all(words in page for words in ("Đặng Quốc Ý", "Về việc tặng Giấy khen", "Như Điều 3"))
    proposal.refresh_from_db()
    assert (proposal.state, Decision.objects.exists()) == ("passed", False)


def test_saved_words_become_a_draft_before_the_chair(desk, sign_in):
    taken, left = desk.passed("Bùi A", "Bùi B"), desk.passed("Bùi C")
    first, second = taken.nominations.order_by("order")
    places = {f"place_{first.pk}": 2, f"place_{second.pk}": 1}
    client = sign_in(desk.town.office_reviewer)

    answer = client.post(WORDS_PAGE, typed(taken, title="Về việc tặng Giấy khen năm 2026", **places))

    decision = Decision.objects.get()
    assert answer.url == reverse("decisions:detail", args=[decision.code])
    assert (decision.title, decision.desk_office) == ("Về việc tặng Giấy khen năm 2026", "commune_chair")
    assert [line.nomination.full_name for line in services.lines_of(decision)] == ["Bùi B", "Bùi A"]
    assert desk.town.commune_chair.full_name in client.get(answer.url).text
    left.refresh_from_db()
    assert left.state == "passed"


def test_words_that_are_missing_keep_the_others_and_make_no_draft(desk, sign_in):
    proposal = desk.passed()

    answer = sign_in(desk.town.office_reviewer).post(WORDS_PAGE, typed(proposal, title="", grounds="Căn cứ vừa gõ"))

    assert answer.status_code == 422
    assert "Căn cứ vừa gõ" in answer.text
    assert not Decision.objects.exists()


def test_choosing_nothing_is_told_on_the_list(desk, sign_in):
    desk.passed()

    answer = sign_in(desk.town.office_reviewer).get(WORDS_PAGE)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["proposals"]


def test_a_dossier_changed_before_the_words_is_told_on_the_list(desk, sign_in):
    proposal = desk.passed()

    answer = sign_in(desk.town.office_reviewer).get(f"{WORDS_PAGE}&proposals={proposal.code}:99")

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["proposals"]


@pytest.mark.parametrize("chosen", [["PQ-2026-0001:99"], []])
def test_a_dossier_changed_while_the_words_were_typed_makes_no_draft_and_gives_them_back(desk, sign_in, chosen):
    proposal = desk.passed()

    answer = sign_in(desk.town.office_reviewer).post(
        WORDS_PAGE, {**typed(proposal, grounds="Căn cứ vừa gõ"), "proposals": chosen}
    )

    assert answer.status_code == 409
    assert "Căn cứ vừa gõ" in answer.text
    assert not Decision.objects.exists()


def test_a_form_without_dossiers_leads_back(desk, sign_in):
    client = sign_in(desk.town.office_reviewer)

    assert client.get(WORDS_PAGE).url == DRAFT
    assert client.post(WORDS_PAGE, {"proposals": ["PQ-2026-0001:1"]}).status_code == 409


def test_a_double_click_drafts_once(desk, sign_in):
    form, client = typed(desk.passed()), sign_in(desk.town.office_reviewer)

    answers = [client.post(WORDS_PAGE, form).status_code for _ in range(2)]

    assert answers == [302, 409]
    assert Decision.objects.count() == 1


def test_the_words_cost_the_same_for_one_and_fifty_nominees(desk, sign_in):
    client = sign_in(desk.town.office_reviewer)
    short, long = desk.passed("Bùi A"), desk.passed(*(f"Nguyễn Văn {number}" for number in range(50)))

    assert statements(client, words_over(short)) == statements(client, words_over(long))


def test_a_ground_without_its_day_is_pointed_out(desk, sign_in):
    page = sign_in(desk.town.office_reviewer).get(words_over(desk.passed()))

    assert page.context["form"].undated() == ["Căn cứ Luật Tổ chức chính quyền địa phương"]
    assert "<li>Căn cứ Luật Tổ chức chính quyền địa phương</li>" in page.text


# --- after a draft was sent back -------------------------------------------------------------------
def test_a_draft_sent_back_gives_its_words_and_its_reason(desk, sign_in):
    proposal = desk.passed()
    before = sent_back(desk, proposal, title="Về việc tặng Giấy khen cho cô Hòa")
    client = sign_in(desk.town.office_reviewer)

    page = client.get(words_over(proposal)).text

    assert "Về việc tặng Giấy khen cho cô Hòa" in page
    assert "Trích yếu thiếu năm." in page
    assert before.code in page


def test_the_page_of_a_draft_sent_back_leads_to_its_words(desk, sign_in):
    proposal = desk.passed()
    before = sent_back(desk, proposal)

    page = sign_in(desk.town.office_reviewer).get(reverse("decisions:detail", args=[before.code])).text

    assert "Trích yếu thiếu năm." in page
    assert words_over(proposal).replace("&", "&amp;") in page


@pytest.mark.parametrize("reader", ["office_head", "commune_chair"])
def test_who_does_not_draft_reads_the_reason_alone(desk, sign_in, reader):
    before = sent_back(desk, desk.passed())

    page = sign_in(getattr(desk.town, reader)).get(reverse("decisions:detail", args=[before.code])).text

    assert "Trích yếu thiếu năm." in page
    assert WORDS_PAGE not in page


def test_a_draft_sent_back_is_not_drafted_twice(desk, sign_in):
    proposal = desk.passed()
    before = sent_back(desk, proposal)
    desk.drafted(proposal)

    page = sign_in(desk.town.office_reviewer).get(reverse("decisions:detail", args=[before.code])).text

    assert WORDS_PAGE not in page


@pytest.mark.parametrize("name", ["detail", "change"])
def test_the_new_draft_says_why_the_last_one_was_sent_back(desk, sign_in, name):
    proposal = desk.passed()
    before = sent_back(desk, proposal)
    decision = desk.drafted(proposal)

    page = sign_in(desk.town.office_reviewer).get(reverse(f"decisions:{name}", args=[decision.code])).text

    assert "Trích yếu thiếu năm." in page
    assert before.code in page
