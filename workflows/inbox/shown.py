"""A person's own deeds as page, endpoint and file tell them."""

from permissions.ledger import acts


def with_sentences(entries):
    """The ledger entries, each with its sentence."""
    for entry in entries:
        entry.sentence = acts.sentence(entry.act)
    return entries
