"""Every paper of the path, by both writers, against what was read and found right: words, lines, pages, places, bytes.

What each says line by line is kept in golden/; `GOLDEN=write` writes those files anew, to be read before they are
committed.
"""

import io
import os
import re
import shutil
import subprocess
from collections import Counter
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from urllib.parse import urljoin

import docx
import pytest
import time_machine
from django.urls import reverse
from docx.oxml.ns import qn
from pypdf import PdfReader

from documents.printing.glyphs import FONTS
from documents.printing.wording import DRAFT
from tests import making
from tests.documents.printing.reading import plain
from tests.project.office_world import World
from tests.workflows.printouts.measured import faults_of
from tests.workflows.printouts.paper_table import places, typed

pytestmark = pytest.mark.django_db
GOLDEN = Path(__file__).with_name("golden")
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # 9 o'clock here
HARD = "Ễnh Ộp Ứng & <Đặng> Tường Vỹ Ỷ Lan Phượng Hoàng"  # stacked marks, and what a writer might take for markup
ACHIEVEMENT = "Hoàn thành xuất sắc nhiệm vụ, có sáng kiến được áp dụng & nhân rộng <toàn xã>. " * 6
# What differs from run to run, or with what else the world of the tests holds: digests, codes drawn by lot, sizes of
# files, codes of dossiers and meetings, how many letters came in the year.
_DRAWN = re.compile(
    r"\b[0-9a-f]{8}\b|(?<=pdf|son|lsx|ocx) [\d.]+$|\S+/c/\S+/|(?<=pq-2026-)m?\d+"
    r"|(?<=tiếp nhận )\d+ tờ trình, \d+ hồ sơ với \d+",
    re.IGNORECASE,
)


@pytest.fixture
def world(cast, rules, monkeypatch):
    """Everything that addresses name, on a day that stands still; nominees with names of 60 characters."""
    row_values = making.row_values

    def hard_values(name, form, **values):
        return row_values(f"{name} {HARD}"[:60], form, summary=ACHIEVEMENT, **values)

    monkeypatch.setattr(making, "row_values", hard_values)
    with time_machine.travel(NOW, tick=False):
        yield World(cast)


def address(world, name, thing, ending):
    """Where a paper is fetched."""
    thing, *more = thing.replace("*", ending).split("/")
    if name == "handover:ceremony":
        which = f"&paper={more[0]}&format={ending}" if more else ""
        return f"{reverse(name)}?decision={world.issued[1].code}{which}"
    args = [thing] if thing.isdigit() else world.args(thing)
    return reverse(name, args=[*(arg for arg in args if arg != "pdf"), *more])


def fetched(client, to):
    answer = client.get(to)
    assert answer.status_code == 200, to
    return b"".join(answer.streaming_content)


@pytest.fixture
def papers(world, client):
    """{paper: {ending: bytes}}; each was fetched twice and came with the same bytes."""
    found = {}
    for paper, person, by_ending in typed():
        client.force_login(getattr(world.town, person))
        found[paper] = {}
        for ending, (name, thing) in by_ending.items():
            to = address(world, name, thing, ending)
            found[paper][ending] = fetched(client, to)
            assert fetched(client, to) == found[paper][ending], to
    return found


def told(pdf):
    """What a paper says: line by line, its pages parted by a line of their own."""
    pages = []
    for page in PdfReader(io.BytesIO(pdf)).pages:
        lines = [_DRAWN.sub("#", plain(line)) for line in page.extract_text().split("\n")]
        pages.append("\n".join(line for line in lines if line))
    return "\n----\n".join(pages) + "\n"


def letters_in(pages):
    """How often each letter stands; page numbers and the mark of a draft aside, wherever a line breaks."""
    said = Counter()
    for number, text in enumerate(pages, start=1):
        found = plain(text).replace(DRAFT, "").split()
        if found[:1] == [str(number)] and number > 1:
            found = found[1:]
        said.update("".join(found))
    return said


def letters_of_pdf(pdf):
    return letters_in(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def letters_of_word(content):
    body = docx.Document(io.BytesIO(content)).element.body
    texts = (node.text or ("-" if node.tag == qn("w:noBreakHyphen") else "") for node in body.iter(*_TEXTS))
    return letters_in([" ".join(texts)])


_TEXTS = qn("w:t"), qn("w:noBreakHyphen")


def test_each_paper_says_what_was_read_where_the_rule_wants_it(papers):
    faults = {}
    for paper, files in papers.items():
        kept, said = GOLDEN / f"{paper}.txt", told(files["pdf"])
        if os.environ.get("GOLDEN") == "write":
            kept.write_text(said)
        pages = PdfReader(io.BytesIO(files["pdf"])).pages
        found = [] if kept.read_text() == said else [said]
        if paper != "certificates":  # its places are those of the stock: tests/documents/printing
            found += faults_of(pages, has_head=paper != "award-book")
        if "docx" in files and (missing := letters_of_word(files["docx"]) - letters_of_pdf(files["pdf"])):
            found.append(f"only for Word: {missing}")
        if found:
            faults[paper] = found

    assert faults == {}
    assert sorted(path.stem for path in GOLDEN.glob("*.txt")) == sorted(papers)


def links(client, to):
    """The addresses that a page leads to."""
    return {urljoin(to, unescape(link)) for link in re.findall(r'href="([^"#]+)', client.get(to).text)}


def test_each_paper_is_two_clicks_from_its_place(world, client):
    far, places_of = {}, places()
    for paper, person, by_ending in typed():
        client.force_login(getattr(world.town, person))
        place, *between = [address(world, name, thing, "") for name, thing in places_of.pop(paper)]
        led = links(client, place)
        if set(between) <= led:
            led |= {to for page in between for to in links(client, page)}
        wanted = {address(world, name, thing, ending) for ending, (name, thing) in by_ending.items()}
        if missing := wanted - led:
            far[paper] = missing

    assert (far, places_of) == ({}, {})


def _own_fonts(folder):
    """The environment in which LibreOffice knows the typeface of this project alone, whatever the machine has."""
    kept = folder / "fonts.conf"
    alias = "<family>Times New Roman</family><prefer><family>Liberation Serif</family></prefer>"
    kept.write_text(
        f"<fontconfig><dir>{FONTS}</dir><cachedir>{folder}/fonts</cachedir><alias>{alias}</alias></fontconfig>"
    )
    return os.environ | {"FONTCONFIG_FILE": str(kept), "HOME": str(folder)}


@pytest.mark.libreoffice
def test_each_word_file_opens_in_libreoffice_and_says_what_the_pdf_says(papers, tmp_path):
    for paper, files in papers.items():
        if "docx" in files:
            (tmp_path / f"{paper}.docx").write_bytes(files["docx"])
    sources, profile = sorted(map(str, tmp_path.glob("*.docx"))), f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [shutil.which("soffice"), "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, *sources], check=True, capture_output=True, timeout=120, env=_own_fonts(tmp_path))

    differing = {}
    for paper, files in papers.items():
        if "docx" in files:
            ours, theirs = letters_of_pdf(files["pdf"]), letters_of_pdf((tmp_path / f"{paper}.pdf").read_bytes())
            if ours != theirs:
                differing[paper] = ours - theirs, theirs - ours
    assert differing == {}
