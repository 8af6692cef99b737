"""Names of uploaded files, for people to read. The store never uses them."""

import re
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

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
