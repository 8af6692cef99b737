"""What notices say and where their things are shown: every topic declares the sentences and the page of its things."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

_sentences = {}
_pages = {}
_states = {}


@dataclass(frozen=True, slots=True)
class Audience:
    """Offices that are told, and where they are held: in the thing's `unit`, or anywhere in its `commune`.

    handler: name of the thing's attribute that holds the key of the one person meant; where it is empty, nobody is.
    """

    offices: tuple
    where: str = "unit"
    handler: str = ""


def declare(sentences):
    """Add sentences by name: `{"proposal.endorse": _("was appraised by the Culture and Society Office")}`.

    They carry no name of a person, no reason and no ground: they go into mails, and to whoever is told.
    Raises ValueError where a name has another sentence already.
    """
    for name, sentence in sentences.items():
        if str(_sentences.setdefault(name, sentence)) != str(sentence):
            raise ValueError(f"the notice {name!r} is declared twice")


def declare_kind(prefix, *, page="", states=()):
    """A kind of thing: the first part of its stream key, the name of its page, its states [(value, label)]."""
    _pages[prefix] = page
    _states[prefix] = dict(states)


def declared():
    """Names of all sentences."""
    return frozenset(_sentences)


def is_declared(name):
    return name in _sentences


def kinds():
    """{first part of the stream key: name of the page}."""
    return dict(_pages)


def page_of(subject):
    """(name of the page, code) of a thing by its stream key; the name is empty where it has no page."""
    prefix, _slash, code = subject.partition("/")
    return _pages.get(prefix, ""), code


def sentence(name):
    """The sentence of a notice; of a desk without an own one, the state in which the thing waits there."""
    if name in _sentences:
        return str(_sentences[name])
    prefix, _dot, state = name.removeprefix("waits:").partition(".")
    label = _states.get(prefix, {}).get(state, state)
    return _("waits for you: %(state)s") % {"state": label}
