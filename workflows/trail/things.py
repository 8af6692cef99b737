"""What a stream is about, in words, and the page of that thing."""

from django.utils.translation import gettext_lazy as _

# Kind of stream, or its whole key -> (word, page of the thing by its code, empty where there is none).
_THINGS = {
    "letter": (_("Letter"), "letters:detail"),
    "proposal": (_("Dossier"), "proposals:detail"),
    "meeting": (_("Meeting"), "council:detail"),
    "decision": (_("Decision"), "decisions:detail"),
    "amendment": (_("Cancelling or correcting decision"), "revocations:detail"),
    "transmittal": (_("Letter to the province"), "transmittals:detail"),
    "opinion": (_("Opinion"), "opinions:detail"),
    "campaign": (_("Campaign"), "campaigns:detail"),
    "disposal": (_("List for disposal"), ""),
    "recipient": (_("Awarded"), "registry:recipient"),
    "award-book": (_("Award book"), ""),
    "arrival": (_("Arrival"), ""),
    "word-form": (_("Word forms of the commune"), ""),
    "register": (_("Register of numbers"), ""),
    "stock": (_("Stock for certificates"), ""),
    "people": (_("People and offices"), ""),
    "people/installation": (_("People and offices above the communes"), ""),
    "ledger/addresses": (_("Addresses to which checkpoints are mailed"), ""),
    "ledger/checkpoints": (_("Checkpoints"), ""),
    "ledger/issuers": (_("Trusted issuers of signatures"), ""),
    "ledger/keys": (_("Keys of the checkpoints"), ""),
    "catalogue": (_("Catalogue of rules"), ""),
    "demo": (_("Sample commune"), ""),
    "seed": (_("Bulk data"), ""),
}
# Things whose code alone says what they are.
_BY_CODE = frozenset(
    {"amendment", "letter", "proposal", "meeting", "decision", "transmittal", "opinion", "campaign", "disposal"}
)


def thing_of(key):
    """(word, code, page) of a stream; without a code where the key is of one thing alone."""
    kind, _slash, code = key.partition("/")
    if key in _THINGS:
        code = ""
    word, page = _THINGS.get(key) or _THINGS.get(kind, (key, ""))
    return word, code, page


def name_of(key):
    """What a stream is about, in a word: the code of a dossier, else with what kind of thing it is."""
    word, code, _page = thing_of(key)
    return code if key.partition("/")[0] in _BY_CODE else f"{word} {code}".strip()
