"""Whether a PDF is only a document: it opens, nothing in it runs or sends, no other file hides in it."""

import zipfile

import pikepdf
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.attachments.refusing import damaged, holds, refused, too_large_inside

PAGE_LIMIT = 500
_UNPACKED_LIMIT_BYTES = 64 * 1024 * 1024  # of one stream; object streams are unpacked whole
# Process-wide in qpdf, and nothing else here reads PDF files.
pikepdf.settings.set_qpdf_limits(
    flate_max_memory=_UNPACKED_LIMIT_BYTES,
    png_max_memory=_UNPACKED_LIMIT_BYTES,
    run_length_max_memory=_UNPACKED_LIMIT_BYTES,
    tiff_max_memory=_UNPACKED_LIMIT_BYTES,
    max_stream_filters=4,
    parser_max_container_size=500_000,
)
_SCRIPT, _FILE = gettext_lazy("a script"), gettext_lazy("another file inside")
_FORM, _MEDIA = gettext_lazy("a form that sends data"), gettext_lazy("film, sound or a moving model")
# Actions are judged by their type: a plain jump to a page, as office programs write it, is harmless.
_ACTIONS = {
    "/JavaScript": _SCRIPT,
    "/Launch": gettext_lazy("a command that starts a program"),
    "/SubmitForm": _FORM,
    "/ImportData": _FORM,
    "/RichMediaExecute": _MEDIA,
    "/Rendition": _MEDIA,
}
_KEYS = {
    "/JS": _SCRIPT,
    "/JavaScript": _SCRIPT,
    "/EmbeddedFiles": _FILE,
    "/EF": _FILE,
    "/XFA": gettext_lazy("a form with a program of its own (XFA)"),
    "/RichMedia": _MEDIA,
}
_SUBTYPES = {"/FileAttachment": _FILE, "/RichMedia": _MEDIA, "/3D": _MEDIA, "/Movie": _MEDIA, "/Sound": _MEDIA}
_DEEPEST = 100


def check_pdf(file, name):
    """Raises ValidationError: damaged, locked, too many pages, a script, a command, a hidden file.

    file: open for reading. name: for the sentences.
    """
    if zipfile.is_zipfile(file):
        raise holds(name, _FILE)
    file.seek(0)
    try:
        with pikepdf.open(file) as document:
            if document.is_encrypted:
                raise _locked(name)
            count = len(document.pages)
            found = next(filter(None, (_found(thing) for thing in document.objects)), None)
    except pikepdf.PasswordError:
        raise _locked(name) from None
    except (pikepdf.PdfError, RuntimeError, ValueError, RecursionError):
        raise damaged(name) from None
    except MemoryError:
        raise too_large_inside(name) from None
    if found:
        raise holds(name, found)
    if not count:
        raise damaged(name)
    if count > PAGE_LIMIT:
        raise refused(
            "pdf_too_long",
            _("“%(name)s” has %(count)d pages; at most %(limit)d are taken. Upload only the pages that matter."),
            name=name,
            count=count,
            limit=PAGE_LIMIT,
        )


def _locked(name):
    return refused(
        "pdf_is_encrypted",
        _("“%(name)s” is locked with a password. Save it without a password, then upload it again."),
        name=name,
    )


def _found(thing, depth=0):
    """What an object holds that is not taken, in words; None for a harmless one."""
    if depth > _DEEPEST:
        raise RecursionError
    if isinstance(thing, pikepdf.Array):
        inside = list(thing)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        inside = [value for _key, value in thing.items()]
        told = _told_by_keys(thing)
        if told:
            return told
    else:
        return None
    direct = (value for value in inside if isinstance(value, pikepdf.Object) and not value.is_indirect)
    return next(filter(None, (_found(value, depth + 1) for value in direct)), None)


def _told_by_keys(thing):
    keys = set(thing.keys())
    named = next((_KEYS[key] for key in _KEYS if key in keys), None)
    return named or _ACTIONS.get(_name(thing, "/S")) or _SUBTYPES.get(_name(thing, "/Subtype"))


def _name(thing, key):
    value = thing.get(key)
    return str(value) if isinstance(value, pikepdf.Name) else ""
