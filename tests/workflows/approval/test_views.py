"""The dossier page: what each person sees and may press."""

import pytest
from django.urls import reverse

from documents.proposals.states import ProposalState
from permissions.roles import Office
from tests import making
from workflows.approval.models import Judgement, Remark

pytestmark = pytest.mark.django_db


def page(proposal):
    return reverse("proposals:detail", args=[proposal.code])


def deed(proposal, name):
    return reverse("proposals:move", args=[proposal.code, name])


def test_the_reviewer_takes_up_from_the_page(cast, rules, sign_in):
    proposal = making.sent(cast.here)
    client = sign_in(cast.here.office_reviewer)
    assert "take-up" in client.get(page(proposal)).text

    client.post(deed(proposal, "take-up"), {"row_version": proposal.row_version})

    proposal.refresh_from_db()
    assert (proposal.state, proposal.reviewer) == (ProposalState.UNDER_REVIEW, cast.here.office_reviewer)


def test_a_lost_race_answers_409_with_the_winner(cast, rules, sign_in):
    proposal = making.under_review(cast.here)

    answer = sign_in(cast.here.second_reviewer).post(deed(proposal, "take-up"), {"row_version": 1})

    assert answer.status_code == 409
    assert cast.here.office_reviewer.full_name in answer.text


def test_a_deed_outside_the_office_is_refused_and_changes_nothing(cast, rules, sign_in):
    proposal = making.awaiting_endorsement(cast.here)

    answer = sign_in(cast.here.unit_head).post(deed(proposal, "endorse"), {"row_version": proposal.row_version})

    proposal.refresh_from_db()
    assert (answer.status_code, proposal.state) == (403, ProposalState.AWAITING_ENDORSEMENT)


def test_another_commune_finds_no_such_page(cast, rules, sign_in):
    proposal = making.sent(cast.here)

    assert sign_in(cast.there.office_reviewer).get(page(proposal)).status_code == 404


def test_noted_remarks_are_hidden_from_the_unit_until_returned(cast, rules, sign_in):
    proposal = making.under_review(cast.here)
    client = sign_in(cast.here.office_reviewer)
    client.post(
        reverse("proposals:note_remark", args=[proposal.code]),
        {"row_version": proposal.row_version, "place": "field:number", "text": "Thiếu ký hiệu văn bản"},
    )
    assert Remark.objects.get().field == "number"
    assert "Thiếu ký hiệu văn bản" in client.get(page(proposal)).text
    assert "Thiếu ký hiệu văn bản" not in sign_in(cast.here.unit_clerk).get(page(proposal)).text


def test_striking_out_without_a_reason_names_the_person_and_keeps_what_was_typed(cast, rules, sign_in):
    proposal = making.under_review(cast.here)
    first, second = proposal.nominations.all()

    answer = sign_in(cast.here.office_reviewer).post(
        reverse("proposals:judge", args=[proposal.code]),
        {
            "row_version": proposal.row_version,
            f"verdict_{first.pk}": "eligible",
            f"verdict_{second.pk}": "struck_out",
            f"reason_{second.pk}": "  ",
        },
    )

    assert answer.status_code == 422
    assert second.full_name in answer.text
    assert Judgement.objects.count() == 0


def test_the_page_costs_the_same_for_one_and_fifty_rows(cast, rules, sign_in, django_assert_max_num_queries):
    few = making.under_review(cast.here, names=["Nguyễn Văn A"])
    many = making.under_review(cast.here, names=[f"Nguyễn Văn {number}" for number in range(50)])
    client = sign_in(cast.here.office_reviewer)
    client.get(page(few))
    counts = []
    for proposal in (few, many):
        with django_assert_max_num_queries(60) as asked:
            client.get(page(proposal))
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_the_unit_answers_and_the_reviewer_sees_only_what_changed(cast, rules, sign_in):
    from documents.proposals import services as letters
    from workflows.approval import services

    proposal = making.returned(cast.here)
    row = proposal.nominations.first()
    letters.change_nomination(
        nomination=row, row_version=row.row_version, values={"position": "Tổ trưởng"}, by=cast.here.unit_clerk
    )
    proposal.refresh_from_db()
    remark = proposal.remarks.get()
    client = sign_in(cast.here.unit_clerk)
    client.post(
        reverse("proposals:answer_remark", args=[proposal.code, remark.pk]),
        {"row_version": proposal.row_version, "answer": "Đã bổ sung số liệu."},
    )
    proposal.refresh_from_db()
    services.resend(proposal=proposal, row_version=proposal.row_version, by=cast.here.unit_head)

    shown = sign_in(cast.here.office_reviewer).get(page(proposal)).text

    assert '<del class="was">Giáo viên</del>' in shown
    assert '<ins class="now">Tổ trưởng</ins>' in shown
    assert "Đã bổ sung số liệu." in shown


def test_closing_the_notice_asks_what_was_objected_and_keeps_it_in_the_trail(cast, stations, sign_in):
    proposal = stations.at("in_public_notice")
    client = sign_in(cast.here.office_reviewer)
    answer = "Một ý kiến về thời gian công tác; đã đối chiếu, đủ điều kiện."

    bare = client.post(deed(proposal, "close-notice"), {"row_version": proposal.row_version, "objections": " "})
    client.post(deed(proposal, "close-notice"), {"row_version": proposal.row_version, "objections": answer})

    assert (bare.status_code, stations.now(proposal).state) == (422, ProposalState.APPRAISED)
    assert 'name="objections"' in bare.text
    assert answer in client.get(page(proposal)).text
    assert answer not in sign_in(cast.here.unit_head).get(page(proposal)).text


def test_the_page_draws_the_path_with_the_present_place_marked(cast, rules, sign_in):
    proposal = making.returned(cast.here)

    shown = sign_in(cast.here.office_reviewer).get(page(proposal)).text

    drawing = shown[shown.index('class="path-drawing"') :]
    marked = drawing[drawing.index('fill="#0a5aa8"') :]
    assert marked[: marked.index("</text>")].endswith(str(ProposalState.RETURNED.label))


@pytest.mark.parametrize(
    ("stage", "office", "leads_to"),
    [
        ("returned", "unit_clerk", "#remarks"),
        ("appraised", "council_secretary", "/meetings/"),
        ("under_review", "office_reviewer", None),
        ("appraised", "office_reviewer", None),
    ],
)
def test_a_dossier_says_with_whom_it_lies_and_where_this_person_goes_on(cast, rules, sign_in, stage, office, leads_to):
    proposal = getattr(making, stage)(cast.here)

    page = sign_in(cast.here.person[office]).get(reverse("proposals:detail", args=[proposal.code]))

    step = page.context["next_step"]
    assert (step and step["url"]) == leads_to
    assert (
        page.context["holder"]
        == {
            "returned": f"{Office.UNIT_CLERK.label}, {cast.here.school}",
            "appraised": Office.COUNCIL_SECRETARY.label,
            "under_review": cast.here.office_reviewer.full_name,
        }[stage]
    )
    assert page.context["holder"] in page.text


def test_after_a_deed_the_page_says_with_whom_the_dossier_lies_now(cast, rules, sign_in):
    proposal = making.awaiting_endorsement(cast.here)

    answer = sign_in(cast.here.office_head).post(
        reverse("proposals:move", args=[proposal.code, "endorse"]), {"row_version": proposal.row_version}, follow=True
    )

    told = [str(message) for message in answer.context["messages"]]
    assert len(told) == 1
    assert proposal.code in told[0]
    assert str(Office.COUNCIL_SECRETARY.label) in told[0]
