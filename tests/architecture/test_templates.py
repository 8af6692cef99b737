"""Templates obey the content policy, hold no rule, and take nothing from outside."""

import re

import pytest

from tests.architecture.sources import files, name_of, text_of

FORBIDDEN = {
    "an inline style": re.compile(r"\sstyle\s*=|<style\b"),
    "an inline script": re.compile(r"<script(?![^>]*\ssrc=)|\son[a-z]+\s*=\s*[\"']|javascript:"),
    "something from outside": re.compile(
        r"(?:src|srcset)\s*=\s*[\"'](?:https?:)?//|<link[^>]+href=[\"'](?:https?:)?//"
    ),
    "a permission asked in a template": re.compile(r"\{[{%][^}]*\b(?:perms\.|is_staff|is_superuser)"),
    "unescaped text": re.compile(r"\|\s*safe\b|\{%\s*autoescape off"),
    "a part asked by htmx without an address": re.compile(r"<a(?![^>]*\shref=)[^>]*\shx-get="),
}


@pytest.mark.parametrize("fault", FORBIDDEN)
def test_no_template_holds(fault):
    found = {
        f"{name_of(path)}: {match.group()}"
        for path in files(".html")
        if "templates" in path.parts
        for match in FORBIDDEN[fault].finditer(text_of(path))
    }

    assert found == set()


def test_our_style_takes_nothing_from_outside():
    outside = re.compile(r"@import\s+url\(\s*[\"']?(?:https?:)?//|url\(\s*[\"']?(?:https?:)?//")

    assert {name_of(path) for path in files(".css") if outside.search(text_of(path))} == set()
