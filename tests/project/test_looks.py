"""Every look can be drawn: its tone has a style, its sign is in the sprite."""

import re
from pathlib import Path

import project
from project.looks import LOOKS, TONES

STATIC = Path(project.__file__).parent / "static"


def test_every_tone_has_its_style():
    styled = set(re.findall(r"\.chip-(\w+)\{", (STATIC / "css" / "chip.css").read_text()))

    assert styled == TONES


def test_every_sign_is_in_the_sprite():
    signs = set(re.findall(r'<symbol id="([\w-]+)"', (STATIC / "icons.svg").read_text()))

    assert {tone for tone, sign in LOOKS.values()} <= TONES
    assert {sign for tone, sign in LOOKS.values()} - signs == set()


def test_every_icon_named_in_a_template_is_in_the_sprite():
    signs = set(re.findall(r'<symbol id="([\w-]+)"', (STATIC / "icons.svg").read_text()))
    root = STATIC.parent.parent
    named = {
        name
        for path in root.glob("*/templates/**/*.html")
        for name in re.findall(r'\{% icon "([\w-]+)"|icon="([\w-]+)"', path.read_text(encoding="utf-8"))
    }

    assert {one or other for one, other in named} - signs == set()
