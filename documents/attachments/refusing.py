"""The sentences of a refused file, each with its code."""

from django.utils.translation import gettext as _

from permissions.refusals import ValidationError


def refused(code, sentence, **params):
    """The refusal; params fill the sentence."""
    return ValidationError(sentence, code=code, params=params)


def damaged(name):
    """The file does not open."""
    return refused(
        "file_is_damaged", _("“%(name)s” is damaged or cut off. Open it to check, then upload it again."), name=name
    )


def holds(name, what):
    """The file holds what may do something by itself, or hides another file."""
    return refused(
        "file_holds_more",
        _("“%(name)s” is not taken: it holds %(what)s. Save it without, or print it to a PDF file, and upload that."),
        name=name,
        what=what,
    )


def too_large_inside(name):
    """A small file that grows without end when it is opened."""
    return refused(
        "file_too_large_inside",
        _("“%(name)s” is not taken: it unpacks to far more than a document needs. Save it anew, then upload that."),
        name=name,
    )
