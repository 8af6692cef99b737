"""Lists that nobody took over go after a while: they hold personal data and are no evidence."""

from datetime import timedelta

from documents.proposals.lists.models import ListDraft
from permissions.timed import timed

KEPT_DAYS = 30


@timed
def sweep_lists(now):
    """Delete lists untouched for KEPT_DAYS days; returns how many. Two at once delete each list once."""
    count, _by_model = ListDraft.objects.filter(changed_at__lt=now - timedelta(days=KEPT_DAYS)).delete()
    return count
