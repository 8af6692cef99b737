"""What commands are told on the line: text that every database takes, and days. For argparse's `type`."""

from argparse import ArgumentTypeError
from datetime import date

from django.utils.translation import gettext as _

from permissions.fields import EARLIEST_YEAR, LATEST_YEAR


def text(word):
    """The word, where it is text: what a shell hands on may be any bytes. Raises ArgumentTypeError."""
    try:
        word.encode()
    except UnicodeEncodeError:
        raise ArgumentTypeError(_("This is no text in UTF-8.")) from None
    return word


def day(word):
    """A day written as 2026-09-05. Raises ArgumentTypeError, also for one that no database counts from."""
    try:
        found = date.fromisoformat(word)
    except ValueError:
        found = None
    if found is None or not EARLIEST_YEAR <= found.year <= LATEST_YEAR:
        raise ArgumentTypeError(_("Write the day as 2026-09-05."))
    return found
