"""What a person does at a screen: sign in, open a page, fill a form, press the button of a deed. No knowledge of rules.

Forms are found by their address and fields by their name, so that a journey survives every change of wording.
"""

from copy import copy
from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.documents.attachments.files import PDF

PATIENCE_MS = 20_000


def scan(name):
    """A small PDF, different for every name, as a file input takes it."""
    return {"name": f"{name}.pdf", "mimeType": "application/pdf", "buffer": PDF + name.encode()}


class Screen:
    """One person's browser: own cookies, one tab or more. `complaints`: what the browser objected to."""

    def __init__(self, context, person, password, *, script=True):
        self.person, self.script, self.complaints = person, script, []
        self._open_tab(context)
        self._sign_in(password)

    def _open_tab(self, context):
        self.page = context.new_page()
        self.page.set_default_timeout(PATIENCE_MS)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda said: said.type == "error" and self.complaints.append(said.text))

    def tab(self):
        """Another tab of the same browser, with the same person signed in."""
        other = copy(self)
        other._open_tab(self.page.context)
        return other

    def _sign_in(self, password):
        self.open("/sign-in/")
        self.page.fill("[name=username]", self.person.username)
        self.page.fill("[name=password]", password)
        self.leave_by(self.page.locator(".gate-form button"))

    @property
    def path(self):
        return urlsplit(self.page.url).path

    def open(self, path):
        """A page by its address; anything but a page is a fault."""
        answer = self.page.goto(path)
        assert answer.status == 200, f"{self.person}: {path} answers {answer.status}: {self.words()}"
        return self

    def words(self, place="main"):
        return self.page.inner_text(place)

    def names(self, place):
        """The words of every element, in order."""
        return [words.strip() for words in self.page.locator(place).all_inner_texts()]

    def follow(self, place):
        """A link, by a selector; the first where there are several."""
        self.leave_by(self.page.locator(place).first)
        return self

    def offers(self, deed):
        """Is there a button for the deed (the end of the form's address)?"""
        return self.page.locator(f"form[action$='/{deed}/'] button").count() > 0

    def form(self, deed=""):
        """The form of a deed; without one, the page's own form."""
        action = f"[action$='/{deed}/']" if deed else ":not([action])"
        return self.page.locator(f"main form[method=post]{action}").first

    def fill(self, deed="", **values):
        """Type into the fields of a form; a list or True ticks, a text chooses where the field is a choice."""
        form = self.form(deed)
        for name, value in values.items():
            field = form.locator(f"[name='{name}']")
            self._unfold(field.first)
            self._set(field, value)
        return self

    def _set(self, field, value):
        kind = field.first.get_attribute("type") or field.first.evaluate("field => field.tagName.toLowerCase()")
        if value is True:
            field.check(force=True)
        elif kind == "select":
            field.select_option(value)
        elif kind in ("radio", "checkbox"):
            for chosen in value if isinstance(value, list) else [value]:
                field.and_(self.page.locator(f"[value='{chosen}']")).check(force=True)
        else:
            field.fill(value)

    def _unfold(self, place):
        """What is not needed every time stands in a fold."""
        for fold in place.locator("xpath=ancestor::details[not(@open)]").all():
            fold.locator("xpath=./summary").click()

    def press(self, deed="", button="button:not([form]) >> nth=0", **values):
        """Fill the form of a deed and send it; answers the question that some deeds ask back."""
        self.fill(deed, **values)
        pressed = self.form(deed).locator(button)
        self._unfold(pressed)
        self.leave_by(pressed)
        return self

    def leave_by(self, button):
        """Press what leads to another page and wait for it. Raises AssertionError with its words on a refusal."""
        asks_back = self.script and button.get_attribute("data-confirm")
        with self.page.expect_navigation() as arrival:
            button.click()
            if asks_back:
                self.page.click("#confirm button[value=yes]")
        status = arrival.value.status
        assert status == 200, f"{self.person}: {self.path} answers {status}: {self.words()}"

    def upload(self, named, also="", **more):
        """Choose a small PDF in every file input whose name the test wants, then send them together.

        also: makes it another file than the same place got before.
        """
        for place in self.page.locator("main input[type=file]").all():
            name = place.get_attribute("name")
            if named(name):
                self._unfold(place)
                place.set_input_files(scan(name + also))
        return self.press(**more)

    def download(self, path):
        """The bytes behind an address, asked with this person's cookies."""
        answer = self.page.context.request.get(path)
        assert answer.status == 200, f"{self.person}: {path} answers {answer.status}"
        return answer.body()

    def sees(self, place):
        """Wait until something stands on the page."""
        expect(self.page.locator(place).first).to_be_visible(timeout=PATIENCE_MS)
        return self
