"""The page of notices and the bell: one's own alone, read when opened, few statements."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import making
from tests.calling import Caller
from workflows.approval import services as approval
from workflows.notices import services
from workflows.notices.models import Notice, Wish
from workflows.notices.of_campaigns import told_of_campaign
from workflows.notices.queries import unread_count

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal(cast, rules):
    return making.returned(cast.here)


def test_the_list_tells_code_sentence_and_title_to_the_person_alone(cast, proposal, sign_in):
    page = sign_in(cast.here.unit_clerk).get("/notices/").text
    other = sign_in(cast.here.other_clerk).get("/notices/?show=all").text

    assert proposal.code in page and proposal.title in page
    assert proposal.code not in other


def test_opening_a_notice_reads_all_of_its_thing_and_leads_there(cast, proposal, sign_in):
    clerk = cast.here.unit_clerk
    notice = Notice.objects.filter(person=clerk, subject=proposal.stream).first()

    answer = sign_in(clerk).get(f"/notices/{notice.pk}/")

    assert (answer.status_code, answer.url) == (302, f"/proposals/{proposal.code}/")
    assert not Notice.objects.filter(person=clerk, subject=proposal.stream, read_at=None, settled_at=None).exists()
    assert Notice.objects.filter(person=cast.here.unit_head, subject=proposal.stream, read_at=None).exists()


def test_looking_at_the_dossier_itself_reads_its_notices(cast, proposal, sign_in):
    head = cast.here.unit_head

    sign_in(head).get(f"/proposals/{proposal.code}/")

    assert not Notice.objects.filter(person=head, subject=proposal.stream, read_at=None, settled_at=None).exists()


def test_who_left_the_office_reads_no_title_of_what_was_told_there(cast, proposal, sign_in):
    clerk = cast.here.unit_clerk
    clerk.appointments.update(to_on=timezone.localdate() - timedelta(days=1))

    page = sign_in(clerk).get("/notices/?show=all").text
    told = Caller(clerk).get("/notices").json()["items"]

    assert (proposal.code in page, proposal.title in page) == (True, False)
    assert proposal.title not in str(told)
    assert Notice.objects.filter(person=clerk, title=proposal.title).exists()


def test_a_returned_dossier_waits_for_the_head_too_and_the_next_move_settles_it(cast, proposal):
    found = Notice.objects.filter(person=cast.here.unit_head, words="proposal.return_for_completion")
    assert [(notice.kind, notice.due_on) for notice in found] == [("waits", proposal.due_on)]

    approval.withdraw(proposal=proposal, row_version=proposal.row_version, by=cast.here.unit_head, reason="Rút.")

    assert [notice.is_unread for notice in found.all()] == [False]


def test_looking_at_a_campaign_reads_its_notices(cast, rules, sign_in):
    campaign = making.campaign(cast.here)
    Notice.objects.filter(subject=campaign.stream).delete()
    clerk = cast.here.unit_clerk
    told_of_campaign("launched", campaign, by=None, now=timezone.now(), unit_ids=None, due_on=None)

    sign_in(clerk).get(f"/campaigns/{campaign.code}/")

    left = Notice.objects.filter(subject=campaign.stream, read_at=None)
    assert (left.filter(person=clerk).count(), left.exists()) == (0, True)


def test_another_persons_notice_is_not_there(cast, proposal, sign_in):
    notice = Notice.objects.filter(person=cast.here.unit_clerk).first()

    assert sign_in(cast.here.unit_head).get(f"/notices/{notice.pk}/").status_code == 404


def test_marking_as_read_stops_at_what_was_shown(cast, rules, sign_in):
    first = making.sent(cast.here)
    reviewer = cast.here.office_reviewer
    seen = Notice.objects.filter(person=reviewer).latest("pk")
    making.sent(cast.here, names=["Hà Văn An"])

    sign_in(reviewer).post("/notices/read/", {"up_to": seen.pk})

    assert unread_count(reviewer) == 1
    assert Notice.objects.get(pk=seen.pk).subject == first.stream


def test_the_bell_counts_what_is_new(cast, proposal, sign_in):
    clerk, expected = cast.here.unit_clerk, unread_count(cast.here.unit_clerk)

    page = sign_in(clerk).get("/help/").text

    assert expected == 3
    assert f'<span class="bell-count">{expected}<' in page


def test_the_bell_is_one_statement(cast, proposal):
    with CaptureQueriesContext(connection) as asked:
        unread_count(cast.here.unit_clerk)

    assert len(asked) == 1


def test_a_choice_of_mail_is_kept_and_another_word_refused(cast, sign_in):
    clerk = cast.here.unit_clerk
    clerk.email = "truong@example.vn"
    clerk.save()
    page = sign_in(clerk)

    chosen = page.post("/notices/mail/", {"mail": "soon"})
    refused = page.post("/notices/mail/", {"mail": "hourly"})

    assert (chosen.status_code, refused.status_code) == (302, 422)
    assert Wish.objects.get(person=clerk).mail == "soon"


def test_an_unknown_choice_of_mail_is_no_choice(cast):
    with pytest.raises(ValueError):
        services.choose_mail(person=cast.here.unit_clerk, mail="hourly")


@pytest.mark.parametrize("word", ["", "x", "-1", "9" * 30])
def test_marking_up_to_nonsense_marks_nothing(cast, proposal, sign_in, word):
    before = unread_count(cast.here.unit_clerk)

    sign_in(cast.here.unit_clerk).post("/notices/read/", {"up_to": word})

    assert unread_count(cast.here.unit_clerk) == before
