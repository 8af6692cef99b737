"""Pages of paper ballots: handed out and taken back by the secretary, keyed by two tellers who see no numbers."""

import html
import re

import pytest
from django.urls import reverse

from tests.workflows.council.test_papers_in_box import hand_out, key
from tests.workflows.council.test_services import acts
from workflows.council.models import AgendaItem, BallotBox
from workflows.council.vote_models import PaperBallot, TellerCount

pytestmark = pytest.mark.django_db


def page(name, item):
    return reverse(f"council:{name}", args=[item.meeting.code, item.proposal.code])


def numbers(item, yes=0, no=0, abstain=0, invalid=0, found="4", **other):
    """The same four numbers for all nominations but those named by `n<place>`; all papers came back."""
    said = {"found": found}
    for place, row in enumerate(item.proposal.nominations.order_by("order"), start=1):
        four = other.get(f"n{place}", (yes, no, abstain, invalid))
        names = ("yes", "no", "abstain", "invalid")
        said |= {f"{name}_{row.pk}": str(n) for name, n in zip(names, four, strict=True)}
    return said


@pytest.fixture
def item(table):
    return table.voting(table.proposal("An", "Bình")).items.get()


@pytest.fixture
def box(table, item):
    """Four members hold papers, five have voted on the screen."""
    hand_out(table, item, *table.seats[5:])
    table.vote(item.meeting, yes=5)
    return item


def test_papers_are_handed_out_and_one_comes_back_unused(table, client, item):
    client.force_login(table.secretary)
    people = [table.seats[7].pk, table.seats[8].pk]

    out = client.post(page("papers", item), {"people": people}, follow=True)
    back = client.post(page("take_paper_back", item), {"person": people[0]}, follow=True)

    assert [member.person.pk for member in out.context["holders"]] == people
    assert [member.person.pk for member in back.context["holders"]] == people[1:]
    assert acts(item.meeting)[-2:] == ["meeting.papers_handed_out", "meeting.paper_taken_back"]


def test_one_paper_alone_is_warned_of(table, client, item):
    client.force_login(table.secretary)

    answer = client.post(page("papers", item), {"people": [table.seats[8].pk]}, follow=True)

    assert [message.level_tag for message in answer.context["messages"]] == ["success", "warning"]


def test_only_members_who_may_get_one_are_offered(table, client, box):
    client.force_login(table.secretary)

    shown = client.get(page("papers", box))
    answer = client.post(page("papers", box), {"people": [table.seats[0].pk]})

    assert (shown.context["able"], len(shown.context["holders"])) == ([], 4)
    assert (answer.status_code, PaperBallot.objects.count()) == (422, 4)


def test_an_open_vote_has_no_papers(table, client):
    item = table.voting(vote_method="open").items.get()
    client.force_login(table.secretary)

    shown = client.get(page("papers", item))
    answer = client.post(page("papers", item), {"people": [table.seats[8].pk]})

    assert (shown.status_code, answer.status_code) == (200, 409)
    assert shown.context["obstacle"] in answer.text


def test_two_tellers_key_the_same_and_the_vote_is_closed_with_them(table, client, box):
    for teller in (table.secretary, table.seats[1]):
        client.force_login(teller)
        answer = client.post(page("teller", box), numbers(box, yes=2, no=1, invalid=1), follow=True)
    client.force_login(table.secretary)
    fine = client.get(page("papers", box)).context["faults"]
    version = AgendaItem.objects.get().row_version
    client.post(reverse("council:close_vote", args=[box.meeting.code, box.proposal.code]), {"row_version": version})

    assert (answer.context["has_keyed"], answer.context["others_done"], fine) == (True, 1, [])
    assert list(BallotBox.objects.values_list("yes", "no", "invalid")) == [(7, 1, 1)] * 2


def test_a_sheet_of_another_round_is_not_taken(table, client, box):
    client.force_login(table.secretary)
    shown = client.get(page("teller", box)).content.decode()

    answer = client.post(page("teller", box), {**numbers(box, yes=4), "round": box.round + 1})

    assert f'name="round" value="{box.round}"' in shown
    assert (answer.status_code, TellerCount.objects.count()) == (409, 0)


def test_no_page_shows_a_number_that_was_keyed(table, client, box):
    key(table, box, table.secretary, yes=1, no=3)
    pages = {}
    for yes in (1, 3):
        key(table, box, table.seats[1], yes=yes, no=4 - yes)
        for who, name in (("secretary", "papers"), ("secretary", "teller"), ("second", "teller")):
            client.force_login(table.secretary if who == "secretary" else table.seats[1])
            shown = client.get(page(name, box))
            pages[yes, who, name] = shown
            fields = shown.context["form"].fields if name == "teller" else {}
            assert all(shown.context["form"][field].value() is None for field in fields)

    differ = {name: pages[1, *name].context["faults"] == [] for name in (("secretary", "papers"), ("second", "teller"))}
    assert differ == {("secretary", "papers"): True, ("second", "teller"): True}
    assert pages[3, "second", "teller"].context["faults"] == pages[3, "secretary", "papers"].context["faults"]
    assert len(pages[3, "second", "teller"].context["faults"]) == 2


def test_a_difference_names_the_nomination_and_stops_the_closing(table, client, box):
    key(table, box, table.secretary, yes=4)
    client.force_login(table.seats[1])
    shown = client.post(page("teller", box), numbers(box, yes=4, n2=(3, 1, 0, 0)), follow=True)
    client.force_login(table.secretary)
    version = AgendaItem.objects.get().row_version
    close = reverse("council:close_vote", args=[box.meeting.code, box.proposal.code])
    answer = client.post(close, {"row_version": version})

    (sentence,) = shown.context["faults"]
    assert "Bình" in sentence and "An" not in sentence.replace("Bình", "")
    assert (answer.status_code, AgendaItem.objects.get().state) == (409, "open")


def test_numbers_that_do_not_add_up_are_told_and_stay_typed(table, client, box):
    client.force_login(table.seats[1])
    typed = numbers(box, yes=4, n2=(3, 0, 0, 0))

    answer = client.post(page("teller", box), typed)

    second = box.proposal.nominations.get(order=2).pk
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [f"yes_{second}"])
    assert answer.context["form"][f"yes_{second}"].value() == "3"
    assert not TellerCount.objects.exists()


@pytest.mark.parametrize("typed", ["-1", "vier", "1000"])
def test_what_is_no_number_is_told(table, client, box, typed):
    client.force_login(table.seats[1])
    first = box.proposal.nominations.get(order=1).pk

    answer = client.post(page("teller", box), {**numbers(box, yes=4), f"yes_{first}": typed})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [f"yes_{first}"])


def test_a_third_teller_is_refused(table, client, box):
    for teller in (table.secretary, table.seats[1]):
        key(table, box, teller, yes=4)
    client.force_login(table.seats[2])

    shown = client.get(page("teller", box))
    answer = client.post(page("teller", box), numbers(box, yes=4))

    assert shown.context["obstacle"] and "inputmode" not in shown.text
    assert (answer.status_code, TellerCount.objects.count()) == (403, 2)


def test_the_secretary_has_it_keyed_anew(table, client, box):
    key(table, box, table.seats[2], yes=4)
    client.force_login(table.secretary)

    answer = client.post(page("key_anew", box), follow=True)
    again = client.post(page("key_anew", box))

    assert (answer.context["tellers"], again.status_code, TellerCount.objects.count()) == ([], 409, 0)


@pytest.mark.parametrize("name", ["papers", "take_paper_back", "key_anew"])
def test_a_member_hands_out_and_takes_back_nothing(table, client, box, name):
    client.force_login(table.seats[1])

    assert client.post(page(name, box), {"people": [table.seats[8].pk]}).status_code == 403


def test_the_member_is_led_to_the_count_once_papers_are_out(table, client, item):
    client.force_login(table.seats[1])
    detail = reverse("council:member", args=[item.meeting.code])
    before = page("teller", item) in client.get(detail).text
    hand_out(table, item, *table.seats[5:])

    assert (before, page("teller", item) in client.get(detail).text) == (False, True)


@pytest.mark.parametrize("found", ["", "5", "-1", "drei", "3"])
def test_papers_found_in_the_box_are_asked_and_fit_what_was_keyed(table, client, box, found):
    """Three of four papers found: the one that is missing is invalid."""
    client.force_login(table.seats[1])

    answer = client.post(page("teller", box), numbers(box, yes=4, found=found))

    assert (answer.status_code, TellerCount.objects.count()) == (422, 0)
    assert answer.context["form"]["found"].value() == found
    assert ("found" in answer.context["form"].errors) == (found != "3")


# --- what colleagues do meanwhile ------------------------------------------------------------------
def test_pages_with_a_form_tell_what_a_colleague_changed_and_nothing_of_ballots(table, client, item):
    """The tellers' pages and the attendance are not read anew under the hand of who fills them in."""
    hand_out(table, item, *table.seats[5:])
    client.force_login(table.secretary)
    attendance = reverse("council:attendance", args=[item.meeting.code])
    pages = {name: client.get(address).text for name, address in _with_a_form(item, attendance).items()}
    ask = {name: html.unescape(re.search(r'id="news" hx-get="([^"]+)"', text)[1]) for name, text in pages.items()}

    def told():
        answers = {name: client.get(address, headers=_ASKED_BY_HTMX) for name, address in ask.items()}
        return {name: answer.text for name, answer in answers.items() if answer.status_code == 200}

    table.vote(item.meeting, yes=1)
    after_a_ballot = told()
    key(table, item, table.seats[1], yes=4)
    after_keying = told()
    table.mark(item.meeting, "absent", table.seats[0])
    after_a_departure = told()

    assert after_a_ballot == {}
    assert set(after_keying) == {"papers", "teller"}
    assert all(table.seats[1].full_name in text and "/here/" in text for text in after_keying.values())
    assert {name for name, text in after_a_departure.items() if table.secretary.full_name in text} == set(pages)
    assert client.get(ask["papers"].replace("of=papers", "of=other")).status_code == 204


_ASKED_BY_HTMX = {"HX-Request": "true", "HX-Current-URL": "http://testserver/here/"}


def _with_a_form(item, attendance):
    return {"attendance": attendance, "papers": page("papers", item), "teller": page("teller", item)}
