"""The list that waits beside a letter, without its content."""

from documents.proposals.lists.models import ListDraft


def waiting_list(letter):
    """The ListDraft of a letter, None where none waits; one statement."""
    return ListDraft.objects.filter(letter=letter).only("file_name").first()
