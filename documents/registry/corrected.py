"""Which words of awarded nominees a later decision corrected, for files that are read beside the decision as printed.

Nominees know no such decisions; the topic that issues them says once how they are found.
"""

_FINDERS = []


def register_corrections(find):
    """find(commune ids) -> {Nomination pk: sentence}: by which decision which words were corrected; one statement."""
    _FINDERS.append(find)


def corrections_in(commune_ids):
    """{Nomination pk: sentence} of the nominees of these communes."""
    return {pk: sentence for find in _FINDERS for pk, sentence in find(set(commune_ids)).items()}
