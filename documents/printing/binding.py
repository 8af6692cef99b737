"""Binding: several PDF files as one, with a cover of contents in front and an outline for readers of screens.

Each part is read from its own file while the whole is written: what is in memory is the tree of pages, not the pages.
"""

import time
from contextlib import ExitStack
from dataclasses import dataclass, field

import pikepdf
from django.utils.translation import gettext as _

from permissions.refusals import NotNow


@dataclass(slots=True)
class Part:
    """One file of the whole. read: () -> file open for reading; None for what only stands in the contents.

    level: 0 for a chapter, 1 for what belongs to it. page: its first page in the whole, from 1; None where it is not in
    it.
    """

    title: str
    read: object = None
    level: int = 0
    page: int | None = field(default=None, init=False)
    count: int = field(default=0, init=False)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one bound file may be, and the seconds it may take to make."""

    files: int
    pages: int
    seconds: int


def bind(parts, *, cover, limits, out):
    """Write the parts as one PDF into `out`, a file open for writing; returns how many pages it has.

    cover: (parts) -> file of the PDF in front; asked once to learn its length, and again when every page is known.
    Raises NotNow where the limits are passed. What cannot be read stays out.
    """
    deadline = time.monotonic() + limits.seconds
    with ExitStack() as stack:
        sources = _opened(parts, limits, deadline, stack)
        _number(parts, _open_cover(cover, parts, stack))
        whole = stack.enter_context(pikepdf.new())
        whole.pages.extend(_open_cover(cover, parts, stack).pages)
        for source in sources:
            _refuse_late(deadline)
            whole.pages.extend(source.pages)
        _write_outline(whole, parts)
        whole.save(out)
        return len(whole.pages)


def _open_cover(cover, parts, stack):
    return stack.enter_context(pikepdf.open(stack.enter_context(cover(parts))))


def _opened(parts, limits, deadline, stack):
    """The files of the parts that can be read, in order; their parts know how many pages each has."""
    found, pages = [], 0
    for part in parts:
        _refuse_late(deadline)
        if part.read is None:
            continue
        if len(found) == limits.files:
            raise _too_large()
        try:
            source = stack.enter_context(pikepdf.open(stack.enter_context(part.read())))
            part.count = len(source.pages)
        except (pikepdf.PdfError, NotNow):
            continue
        pages += part.count
        if pages > limits.pages:
            raise _too_large()
        found.append(source)
    return found


def _number(parts, cover):
    page = len(cover.pages) + 1
    for part in parts:
        if part.count:
            part.page = page
            page += part.count


def _write_outline(whole, parts):
    """Chapters with what belongs to them; a reader opens the list beside the pages."""
    with whole.open_outline() as outline:
        chapter = outline.root
        for part in parts:
            if part.page is None:
                continue
            item = pikepdf.OutlineItem(part.title, part.page - 1)
            if part.level == 0:
                outline.root.append(item)
                chapter = item.children
            else:
                chapter.append(item)
    whole.Root.PageMode = pikepdf.Name.UseOutlines


def _refuse_late(deadline):
    if time.monotonic() > deadline:
        raise _too_large()


def _too_large():
    told = _("These dossiers are too many for one file. Read them on the screen, each one by itself.")
    return NotNow(told, code="pack_too_large")
