"""What people do at the three screens of a running meeting: who runs it, a member at the seat, the wall of the room."""

from playwright.sync_api import Error, expect

from tests.journeys.screens import PATIENCE_MS

BALLOT = "form[data-ballot]"
TAKEN = "#screen .notice-green"
CAST = "#confirm button[value=yes]"
# What the browser and htmx say of requests that found no line.
OF_A_LOST_LINE = ("ERR_INTERNET_DISCONNECTED", "ERR_CONNECTION_RESET", "ERR_FAILED", "htmx:")
TOGETHER_IN_MS = 600
TURN_MS = 100


def sit_down(screen, meeting, *, phone=True):
    """A member's own screen, on a phone where nothing else is said."""
    if phone:
        screen.page.set_viewport_size({"width": 390, "height": 844})
    return screen.open(f"/meetings/{meeting.code}/member/")


def choose(seat, choice="yes", **otherwise):
    """Mark the sheet at hand and press the button; a secret ballot then asks back. otherwise: single nominations."""
    form = seat.sees(BALLOT).page.locator(BALLOT)
    if form.locator("[name=all]").count():
        form.locator(f"[name=all][value={choice}]").check()
        for name, other in otherwise.items():
            seat._unfold(form.locator(f"[name={name}]").first)
            form.locator(f"[name={name}][value={other}]").check()
    else:
        form.locator(f"[value={choice}]").check()
    form.locator("button").last.click()
    return seat


def cast_together(seats):
    """Everybody who has chosen says yes at the same moment."""
    moment = seats[0].page.evaluate("Date.now()") + TOGETHER_IN_MS
    for seat in seats:
        press = "([moment, button]) => setTimeout(() => document.querySelector(button).click(), moment - Date.now())"
        seat.page.evaluate(press, [moment, CAST])


def is_taken(seat):
    """The member reads that the ballot was taken, and the device has forgotten it."""
    seat.sees(TAKEN)
    return has_forgotten(seat)


def has_forgotten(seat):
    """The device keeps no ballot any more. (`wait_for_function` would run into the content policy of the pages.)"""
    for _turn in range(PATIENCE_MS // TURN_MS):
        if seat.page.evaluate("sessionStorage.getItem('ballot')") is None:
            return seat
        seat.page.wait_for_timeout(TURN_MS)
    raise AssertionError(f"{seat.person}: the ballot is still kept")


def lose_line(seat):
    seat.page.context.set_offline(True)
    return seat.sees("#line:not([hidden])")


def find_line(seat):
    seat.page.context.set_offline(False)


def reload_without_line(seat):
    """The browser shows its own page; once the line is there, the person opens the screen anew."""
    address = seat.path
    try:
        seat.page.reload()
    except Error as fault:
        assert "ERR_INTERNET_DISCONNECTED" in str(fault)
    find_line(seat)
    return seat.open(address)


def lose_one_answer(seat):
    """The next ballot reaches the server, and its answer is lost on the way back."""
    lost = []

    def on_the_way(route):
        if lost or route.request.method != "POST":
            route.continue_()
            return
        lost.append(route.fetch().status)
        route.abort("connectionreset")

    seat.page.route("**/member/", on_the_way)
    return lost


def told_of_the_line(seat):
    """Take what the browser complains of because its line was lost; returns what else it complained of."""
    other = [said for said in seat.complaints if not any(words in said for words in OF_A_LOST_LINE)]
    seat.complaints.clear()
    return other


def expect_words(screen, *words, place="#screen"):
    for text in words:
        expect(screen.page.locator(place)).to_contain_text(text, timeout=PATIENCE_MS)
    return screen


def has_words(screen, *words, place="#screen"):
    """Which of the words stand there now."""
    shown = screen.words(place)
    return [text for text in words if text in shown]
