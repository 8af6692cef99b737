"""A ballot that a device has kept while its line was down."""

from django.db import transaction
from django.utils.translation import gettext as _

from permissions.refusals import NotNow
from workflows.council.ballot_services import cast_ballot
from workflows.council.models import AgendaItem


@transaction.atomic
def cast_seen_ballot(*, item, round_seen, choices, by, acting_as="", now=None):
    """`cast_ballot`, only in the round of the vote that the sheet showed: what was chosen then says nothing now.

    Raises NotNow (the vote has been repeated since), and what cast_ballot raises.
    """
    item = AgendaItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if item.round != round_seen:
        raise NotNow(
            _("The vote on this item was repeated meanwhile; your earlier choice was not taken. Vote anew."),
            code="vote_repeated",
        )
    return cast_ballot(item=item, choices=choices, by=by, acting_as=acting_as, now=now)
