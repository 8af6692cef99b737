"""Streams, entries and kept filters of the office world."""

from functools import cached_property

from django.utils import timezone

from permissions.ledger.models import LedgerEntry
from permissions.people import services as people
from workflows.trail import saved

_STREAMS = {"people": "people/PQ", "catalogue": "catalogue"}
# Of no commune, each with the thing of the world that makes its first entry.
_ABOVE = {
    "people-above": ("newcomer", "people/installation"),
    "addresses": ("seal-address", "ledger/addresses"),
    "checkpoints": ("checkpoint", "ledger/checkpoints"),
}


class TrailWorld:
    """`args("trail/review")`: the stream of a thing. `args("entry/review:remark.noted")`: its newest such entry.

    `args("bundle/review")`: kind and code of what a bundle is made of.
    """

    def trail_args(self, name):
        """What stands in an address for a word that begins with trail/, entry/ or bundle/; None for any other."""
        word, _slash, rest = name.partition("/")
        thing, _colon, act = rest.partition(":")
        if word not in ("trail", "entry", "bundle") or not rest:
            return None
        if thing in _ABOVE:
            first, stream = _ABOVE[thing]
            self.thing(first)
        else:
            stream = _STREAMS.get(thing) or self.thing(thing)[1].stream
        if word == "bundle":
            return stream.split("/")
        if word == "trail":
            return [stream]
        entry = LedgerEntry.objects.filter(stream__key=stream, act=act).order_by("-seq").first()
        return [stream, entry.seq]

    @cached_property
    def newcomer(self):
        """A person who holds no office yet."""
        said = {"username": "nguoimoi", "full_name": "Lê Thị Mới", "password": "mot-mat-khau-dai"}
        person = people.add_person(**said, by=self.cast.administrator)
        return [person.pk], person

    @cached_property
    def kept_filter(self):
        said = {"kind": "moves"}
        kept = saved.keep_filter(person=self.town.office_head, name="Di chuyển", values=said, now=timezone.now())
        return [kept.pk], None
