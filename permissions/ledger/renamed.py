"""Names of an earlier day that entries keep, and what they are called today: translated when read, never rewritten."""

# Act of its day -> act today, which is declared with its sentence; nothing new is recorded under the old name.
ACTS = {}
# (first part of the stream's key, state of its day) -> state today; outcomes of rows stand under `NOMINATION`.
STATES = {}
NOMINATION = "nomination"


def _today(name, table):
    """Follows renamings one after another."""
    seen = {name}
    while name in table:
        name = table[name]
        if name in seen:
            raise ValueError(f"renamed in a circle: {name!r}")
        seen.add(name)
    return name


def act_today(act):
    """What an act of an entry is called today."""
    return _today(act, ACTS)


def state_today(stream, state):
    """What a state of an entry is called today. stream: the key of its stream."""
    kind = stream.partition("/")[0]
    return _today((kind, state), {key: (key[0], new) for key, new in STATES.items()})[1]


def acts_ever(acts):
    """These acts of today by every name that entries may hold."""
    return frozenset(acts) | {old for old in ACTS if act_today(old) in acts}


def states_ever(kind, states):
    """These states of today by every name that entries may hold. kind: the first part of the stream's key."""
    return frozenset(states) | {old for of, old in STATES if of == kind and state_today(of, old) in states}
