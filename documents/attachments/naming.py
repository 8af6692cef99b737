"""Names of uploaded files, for people to read. The store never uses them."""

import re
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from documents.attachments.media_types import MediaType
from permissions.vietnamese import clean_line

LONGEST_NAME = 150  # characters
_FORBIDDEN = re.compile(r'[\\/:*?"<>|]')


def clean_name(name):
    """The name as it is shown and offered for saving: no folders, no control or bidirectional characters.

    The ending is kept when a long name is cut; a name of nothing becomes "file".
    """
    last = clean_line(name).replace("\\", "/").rsplit("/", 1)[-1]
    last = clean_line(_FORBIDDEN.sub(" ", last)).strip(". ")
    if not last:
        return _("file")
    if len(last) <= LONGEST_NAME:
        return last
    ending = PurePosixPath(last).suffix[:10]
    return last[: LONGEST_NAME - len(ending) - 1].rstrip() + "…" + ending


def honest_name(name, media_type):
    """The cleaned name, ending as the file's own type does; an ending of anything else stays, but before that one.

    media_type: a MediaType or its value. A browser or a desktop that goes by the ending never takes the file for more.
    """
    shown, endings = clean_name(name), MediaType(media_type).extensions
    if PurePosixPath(shown).suffix.lower() in endings:
        return shown
    return clean_name(shown + endings[0])
