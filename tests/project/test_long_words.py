"""A word of sixty letters and no blank is broken on the screen: no page and no table grows wider for it."""

import pytest
from django.urls import reverse

from documents.proposals.models import Letter, Nomination
from permissions.people.models import Unit
from tests import making

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORD = "Phườngthịnhvượngquanghòakhôngdấucáchdàisáumươikýtựliềnnhauxyz"
WIDER = """() => [document.documentElement, ...document.querySelectorAll(".card")]
    .filter((each) => each.scrollWidth > each.clientWidth + 2).map((each) => each.tagName)"""


@pytest.fixture
def browse(settings, browse):
    settings.ROOT_URLCONF = "project.urls"
    return browse


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)])
def test_lists_and_pages_keep_their_width(cast, rules, browse, size):
    proposal = making.under_review(cast.here)
    Nomination.objects.update(full_name=WORD, position=WORD, workplace=WORD)
    Letter.objects.update(title=f"{WORD} {WORD}")
    Unit.objects.filter(pk=cast.here.school.pk).update(name=WORD)
    page = browse(cast.here.office_reviewer, size)
    proposal.title = WORD
    proposal.save_without_historical_record()

    wider, shown = {}, []
    for address in ("inbox:list", "letters:list", "proposals:list"):
        page.goto(reverse(address))
        shown.append(page.get_by_text(WORD).count() > 0)
        wider[address] = page.evaluate(WIDER)
    for address, code in (("letters:detail", proposal.letter.code), ("proposals:detail", proposal.code)):
        page.goto(reverse(address, args=[code]))
        wider[address] = page.evaluate(WIDER)

    assert (shown, {address: found for address, found in wider.items() if found}) == ([True] * 3, {})
