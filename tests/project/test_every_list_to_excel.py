"""Every page with a list gives it out as a file for Excel, or stands below with the reason why not."""

import re

import pytest
from django.urls import reverse

from tests.project import page_table, test_page_matrix
from tests.project.office_world import World

_clock = test_page_matrix._clock
people = test_page_matrix.people
pytestmark = pytest.mark.django_db

LIST = re.compile(r'<table class="table card-table|class="pager"')
FILE = re.compile(r'href="[^"]*(?:format=xlsx|/excel/)')

# Pages with a list and without a file, typed by hand with the reason.
_ON_THE_PAPER = "the lines stand in the paper itself, which is given out as PDF and Word"
_ONE_FORM = "a form: its lines are what is being written"
WITHOUT_A_FILE = {
    "catalogue:award_form": "one award form; the file of its rule set holds it",
    "conclusions:detail": _ON_THE_PAPER,
    "conclusions:send": "what will be told; each unit's paper holds its own",
    "council:council": "the seats of one council; the file of all people holds their offices",
    "council:members": _ONE_FORM,
    "council:openings": "who has read what before a meeting is for its secretary and chair to see, not to hand on",
    "decisions:detail": _ON_THE_PAPER,
    "decisions:change": _ONE_FORM,
    "decisions:sign": _ON_THE_PAPER,
    "handover:detail": "the file of the ceremony holds it",
    "handover:list": "the file of all decisions holds them; here they are ticked for a ceremony",
    "letters:papers": _ONE_FORM,
    "payments:detail": "the file of all award money holds it; the list for the treasurer goes out as PDF and Word",
    "people:person": "one person; the file of all people holds their offices",
    "public_notice:commune": "read without signing in: a file of names is made for nobody unknown",
    "reads:of_letter": "the inspector's list of reads gives them out, narrowed to the letter",
    "reads:of_proposal": "the inspector's list of reads gives them out, narrowed to the dossier",
    "registry:recipient": "one recipient; the file of the award book holds the awards",
    "printouts:years": "two papers for each year; the award book itself is given out as a file",
    "revocations:detail": _ON_THE_PAPER,
    "revocations:draft": _ONE_FORM,
    "revocations:sign": _ON_THE_PAPER,
    "seals:addresses": _ONE_FORM,
    "signatures:issuers": _ONE_FORM,
    "seals:list": "each checkpoint is given out as the file that proves it; a list of them proves nothing",
    "word_forms:list": _ONE_FORM,
    "transmittals:detail": _ON_THE_PAPER,
    "transmittals:draft": _ONE_FORM,
    "transmittals:change": _ONE_FORM,
    "transmittals:sign": _ON_THE_PAPER,
    "transmittals:return_lines": _ONE_FORM,
}


def test_every_page_with_a_list_offers_it_as_a_file(cast, rules, people):
    world, without = World(cast), set()
    asked = {}
    for topic in page_table.TABLE:
        for method, name, thing, signs in test_page_matrix.lines(topic):
            if method == "GET" and "+" in signs:
                asked[name, thing] = reverse(name, args=world.args(thing)), signs
    for (name, _thing), (address, signs) in asked.items():
        ask = next(ask for (_who, ask), sign in zip(people, signs, strict=True) if sign == "+")
        answer = ask("GET", address, None)
        content = b"".join(answer) if answer.streaming else answer.content
        page = content.decode() if answer.headers["Content-Type"].startswith("text/html") else ""
        if LIST.search(page) and not FILE.search(page):
            without.add(name)

    assert sorted(without) == sorted(WITHOUT_A_FILE)
