"""What acts of disposal name: `verify` accepts that as gone, and nothing else. The form stands in DISPOSAL.md."""

import json
from collections import defaultdict
from functools import cached_property

from django.utils.translation import gettext_lazy

from permissions.ledger import acts, canonical
from permissions.ledger.models import LedgerEntry

ACT = "ledger.disposed"
_ACTS_AT_ONCE = 500
# Declared here, because the trail of a disposed dossier is read where nothing was disposed of.
acts.declare({ACT: gettext_lazy("disposed of the dossier: its texts are gone, their digests stay")})


def told_in(act, body):
    """What an entry disposed of, {} for any other act: {"payloads", "history", "rows", "files"}."""
    return json.loads(body).get("disposed", {}) if act == ACT else {}


def _acts():
    """What every act of disposal tells whose payload is as it was written."""
    rows = LedgerEntry.objects.filter(act=ACT, payload__isnull=False)
    found = rows.values_list("payload_digest", "payload__salt", "payload__body")
    for digest, salt, body in found.iterator(chunk_size=_ACTS_AT_ONCE):
        if canonical.is_salt(salt) and canonical.payload_digest(salt, body) == digest:
            yield told_in(ACT, body)


class Disposed:
    """History rows and files that acts name; read when first asked, since most checks miss nothing."""

    @cached_property
    def _history(self):
        found = defaultdict(set)
        for told in _acts():
            for model, ids in told.get("history", {}).items():
                found[model].update(ids)
        return found

    def has_history(self, model, history_id):
        """Does an act name this history row? model: label in lower case."""
        return history_id in self._history.get(model, ())


def files():
    """SHA-256 of every stored file that an act names."""
    return {sha256 for told in _acts() for sha256 in told.get("files", ())}
