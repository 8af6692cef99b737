"""The sample commune: true to life, complete, and proven."""

import re
from datetime import UTC, datetime
from io import BytesIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from documents.attachments.serving import open_blob
from documents.campaigns.models import Campaign
from documents.campaigns.states import phase_on
from documents.disposal.models import Hold
from documents.printing.models import Issued
from documents.proposals.models import Letter, Nomination, Paper, Proposal, ProposalGrant
from documents.proposals.states import LetterState, ProposalState
from permissions import access
from permissions.ledger.models import LedgerEntry
from permissions.ledger.verify import verify
from permissions.people.models import Unit, User
from workflows.council.models import Meeting
from workflows.decisions.certificate_models import Certificate, SpoiledSheet
from workflows.decisions.models import DecisionLine
from workflows.inbox import queries
from workflows.inbox.desks import own_desks, shared_queues
from workflows.management.commands.desks import strays
from workflows.opinions.models import Opinion
from workflows.public_notice.models import Objection
from workflows.public_notice.queries import is_open

pytestmark = pytest.mark.django_db
NAMED = [
    "truongth",
    "hieutruong",
    "nongdan",
    "chuyenvien",
    "truongphong",
    "thuky",
    "uyvien1",
    "uyvien2",
    "uyvien3",
    "uyvien4",
    "uyvien5",
    "uyvien6",
    "uyvien7",
    "chutich",
    "phochutich",
    "vanthu",
    "tinh",
    "thanhtra",
    "quantri",
]


MARK = "MẪU - KHÔNG CÓ GIÁ TRỊ"


def test_the_sample_commune(rules, capsys, settings, sign_in):
    settings.DEMO = True
    call_command("demo")

    assert set(NAMED) <= set(User.objects.values_list("username", flat=True))
    assert 38 <= Proposal.objects.count() <= 60
    _every_state_is_shown()
    _a_family_an_offer_and_a_sudden_deed()
    _households_live_somewhere()
    _a_hamlets_letter_is_signed_by_its_own_head()
    _others_have_their_say()
    _a_list_was_changed_after_its_endorsement(sign_in)
    _minutes_wait_and_a_dossier_is_held()
    _awards_are_followed_until_they_are_in_a_hand()
    assert verify().holds
    assert strays() == []
    _no_story_runs_backwards()
    assert list(Unit.objects.filter(has_accounts=False).values_list("code", flat=True)) == ["PQ-ND1"]
    _one_campaign_has_ended_and_one_runs()
    _the_campaign_paid_by_the_wage_of_its_day()
    _papers_say_that_they_are_samples()
    _everybody_with_work_has_some()
    _who_has_none_is_led_on(sign_in)
    _loading_twice_changes_nothing(capsys)


def _every_state_is_shown():
    assert set(Proposal.objects.values_list("state", flat=True)) == set(ProposalState.values)
    assert set(Letter.objects.values_list("state", flat=True)) == set(LetterState.values)
    assert {"open", "prepared", "closed"} == set(Meeting.objects.values_list("state", flat=True))


def _a_hamlets_letter_is_signed_by_its_own_head():
    letter = Letter.objects.get(unit__has_accounts=False)
    assert (letter.signer_name, letter.signer_title) == ("Lường Văn Tính", "Trưởng xóm")


def _households_live_somewhere():
    places = Nomination.objects.filter(nominee_type="household").values_list("workplace", flat=True)
    assert len(places) > 5
    assert all(place.startswith("Xóm ") for place in places)


def _a_family_an_offer_and_a_sudden_deed():
    sister = Proposal.objects.get(split_from__isnull=False, award_form__code="gk-xa")
    (item,) = Proposal.objects.filter(offers__state="waiting")
    sudden = Proposal.objects.get(kind="sudden")

    assert (sister.state, sister.split_from.state) == ("suspended", "awaiting_endorsement")
    assert (item.state, item.award_form.code) == ("under_review", "bk-tinh")
    assert (sudden.state, sudden.council_skipped) == ("decided", True)


def _others_have_their_say():
    """At the Farmers' Association and at the police one question waits, the Front has answered its own."""
    told = Opinion.objects.order_by("pk").values_list("unit__code", "body_name", "state", "answer")
    objection = Objection.objects.get()

    assert [(unit or name, state, answer) for unit, name, state, answer in told] == [
        ("PQ-ND", "asked", ""),
        ("PQ-MTTQ", "answered", "remarks"),
        ("Công an xã Phong Quang", "asked", ""),
    ]
    assert list(ProposalGrant.objects.values_list("unit__code", flat=True)) == ["PQ-ND"]
    assert (objection.proposal.state, objection.answer != "") == ("in_public_notice", True)
    assert is_open(objection.proposal, timezone.localdate())


def _a_list_was_changed_after_its_endorsement(sign_in):
    """Who changed it, and what it was before: one click from the dossier."""
    dossier = Proposal.objects.get(state="awaiting_endorsement", rounds__gt=0, split_from=None)
    inspector, farmer = sign_in(User.objects.get(username="thanhtra")), User.objects.get(username="nongdan")
    question = f"{reverse('trail:differences', args=[dossier.code])}?older=1&amp;newer=2"

    assert question in inspector.get(reverse("proposals:detail", args=[dossier.code])).text
    compared = inspector.get(question.replace("&amp;", "&")).context["compared"]
    assert {(change.field, change.sent.person) for change in compared.changes} == {
        ("full_name", farmer.full_name),
        ("position", farmer.full_name),
        ("summary", farmer.full_name),
    }


def _minutes_wait_and_a_dossier_is_held():
    waiting = [meeting for meeting in Meeting.objects.filter(state="closed") if not meeting.minutes_signed_at]

    assert [{*meeting.items.values_list("proposal__state", flat=True)} for meeting in waiting] == [{"passed"}]
    assert Hold.objects.get(released_at=None).letter.proposals.get().state == "closed"


def _awards_are_followed_until_they_are_in_a_hand():
    """All of what is closed, the first of each other decision; one sheet spoiled, one certificate made again."""
    closed = DecisionLine.objects.filter(nomination__proposal__state="closed")
    in_part = DecisionLine.objects.filter(nomination__proposal__state="decided")
    again = Certificate.objects.get(turn=2)

    assert not closed.filter(handovers=None).exists() and not closed.filter(payments=None, bonus_amount__gt=0).exists()
    assert in_part.exclude(handovers=None).exists() and in_part.filter(payments=None, bonus_amount__gt=0).exists()
    assert (again.stock.is_text_only, SpoiledSheet.objects.get().line) == (True, again.line)


def _one_campaign_has_ended_and_one_runs():
    today = timezone.localdate()
    congress, countryside = Campaign.objects.order_by("plan_on")

    assert [phase_on(each, today) for each in (congress, countryside)] == ["ended", "running"]
    assert (congress.contents.count(), congress.criteria.count(), congress.award_forms.count()) == (5, 5, 4)
    assert "mẫu" in countryside.plan_number
    assert {*congress.proposals.values_list("state", flat=True)} == {"closed"}
    assert [*countryside.proposals.order_by("pk").values_list("state", flat=True)] == [
        "passed",
        "on_agenda",
        "submitted",
    ]


def _the_campaign_paid_by_the_wage_of_its_day():
    """At 2,340,000 đồng: 0.3, 0.6 and 0.45 times, rounded up to ten thousand."""
    lines = DecisionLine.objects.filter(nomination__proposal__campaign__code="PQ-2025-C01")
    paid = set(lines.values_list("nomination__nominee_type", "bonus_amount"))

    assert paid == {("individual", 710_000), ("collective", 1_410_000), ("household", 1_060_000)}


def _papers_say_that_they_are_samples():
    kept = [*Issued.objects.exclude(kind__endswith="_text").order_by("pk"), *Paper.objects.order_by("pk")[:3]]

    assert {issued.kind for issued in Issued.objects.all()} >= {"decision", "minutes"}
    assert [MARK in _words(paper.blob) for paper in kept] == [True] * len(kept)


def _words(blob):
    with open_blob(blob) as file:
        return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(file.read())).pages).split())


def _everybody_with_work_has_some():
    for username in (
        "truongth",
        "hieutruong",
        "nongdan",
        "chuyenvien",
        "truongphong",
        "thuky",
        "chutich",
        "vanthu",
        "tinh",
        "uyvien2",
    ):
        person = User.objects.get(username=username)
        held = access.capacities(person)
        waiting = queries.waiting(own_desks(held), handler=person.pk) + queries.waiting(shared_queues(held))
        assert waiting, username


def _no_story_runs_backwards():
    """On each stream the later act has the later moment."""
    last, turned = {}, []
    for key, at, act in LedgerEntry.objects.order_by("stream", "seq").values_list("stream__key", "at", "act"):
        if at < last.get(key, at):
            turned.append((key, act))
        last[key] = at
    assert turned == []


def _who_has_none_is_led_on(sign_in):
    """The administrator to an appointment that waits, the inspector to the dossiers, the province to the rules."""
    led = {"quantri": "people:list", "thanhtra": "proposals:list", "tinh": "catalogue:index"}
    for username, page in led.items():
        client = sign_in(User.objects.get(username=username))
        assert f'href="{reverse(page)}">' in client.get(reverse("inbox:list")).text
        assert client.get(reverse(page)).status_code == 200
    administrator = User.objects.get(username="quantri")
    waiting = sign_in(administrator).get(reverse("people:list")).context["waiting"]
    assert any(administrator not in (row.user, row.appointed_by) for row in waiting)


def _loading_twice_changes_nothing(capsys):
    before = Proposal.objects.count()

    call_command("demo")

    assert Proposal.objects.count() == before
    assert "is loaded" in capsys.readouterr().out


@pytest.mark.parametrize("day", [datetime(2028, 12, 22, 3, tzinfo=UTC), datetime(2027, 2, 18, 3, tzinfo=UTC)])
def test_it_loads_in_any_year_and_speaks_of_none_ahead(rules, settings, day):
    settings.DEMO = True
    with time_machine.travel(day):
        call_command("demo")
        running = [phase_on(each, timezone.localdate()) for each in Campaign.objects.order_by("plan_on")]

    assert set(Proposal.objects.values_list("state", flat=True)) == set(ProposalState.values)
    assert [meeting.held_at.weekday() < 5 for meeting in Meeting.objects.all()] == [True] * Meeting.objects.count()
    assert running == ["ended", "running"]
    rows = Nomination.objects.exclude(letter__signed_on=None).select_related("letter")
    assert [row for row in rows if _latest_year(f"{row.letter.title} {row.summary}") > row.letter.signed_on.year] == []
    assert [row for row in rows if row.period_to >= row.letter.signed_on] == []


def _latest_year(text):
    return max(map(int, re.findall(r"\b20\d\d\b", text)), default=0)


def test_it_is_refused_beside_real_people(cast, settings):
    settings.DEMO = True
    with pytest.raises(CommandError):
        call_command("demo")


def test_it_is_refused_where_no_sample_is_shown(db, settings):
    settings.DEMO = False
    with pytest.raises(CommandError):
        call_command("demo")

    assert not User.objects.exists()
