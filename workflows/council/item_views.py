"""The item of an agenda as its single pages fetch it: in its room, with the nominations that stand."""

from django.http import Http404

from workflows.council import queries, screens
from workflows.council.room import Room
from workflows.council.views import meeting_or_404


def item_of_room_or_404(request, code, proposal):
    """The item of a meeting that this person may see, in its Room."""
    item = screens.item_by_code(Room(meeting_or_404(request, code)), proposal)
    if item is None:
        raise Http404
    return queries.put_nominations([item])[0]
