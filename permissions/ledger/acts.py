"""Registry of every act the ledger may name, with its sentence; each topic declares its own."""

from permissions.ledger.renamed import act_today

_sentences = {}


def declare(sentences):
    """Add acts: `{"proposal.take_up": _("took up the dossier")}`.

    Raises ValueError where an act is already declared with another sentence.
    """
    for act, sentence in sentences.items():
        if str(_sentences.setdefault(act, sentence)) != str(sentence):
            raise ValueError(f"act {act!r} is declared twice")


def declared():
    """Names of all declared acts."""
    return frozenset(_sentences)


def sentence(act):
    """What the person did, to be read after the name; that of today where the act was called otherwise once.

    Raises KeyError for an undeclared act.
    """
    return str(_sentences[act_today(act)])
