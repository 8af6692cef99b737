"""What the guide for users calls a button is what the screen calls it."""

import re

import polib

from tests.architecture.sources import PACKAGES, ROOT, files

ITALIC = re.compile(r"(?<!\*)\*([^*\n]+)\*(?!\*)")


def _on_the_screen():
    """Every Vietnamese text that pages may show."""
    return {entry.msgstr for path in files(".po", under=PACKAGES) for entry in polib.pofile(str(path))}


def test_every_button_of_the_guide_is_on_the_screen():
    guide = (ROOT / "README.vi.md").read_text(encoding="utf-8")
    named = set(ITALIC.findall(guide.replace("**", "")))

    assert named
    assert named - _on_the_screen() == set()
