"""What becomes of a campaign is announced; who tells people of it registers here, as visibility rules do."""

_listeners = []
_readers = []


def register_listener(listener):
    """`listener(event, campaign, by=, now=, unit_ids=, due_on=)` runs in the transaction of the deed.

    event: launched, ended, exception_asked, exception_granted, exception_declined, reminded. unit_ids: the units meant,
    None for all of the commune.
    """
    if listener not in _listeners:
        _listeners.append(listener)


def announce(event, campaign, *, by, now, unit_ids=None, due_on=None):
    """Hand an event to everybody registered."""
    for listener in _listeners:
        listener(event, campaign, by=by, now=now, unit_ids=unit_ids, due_on=due_on)


def register_reader(reader):
    """`reader(campaign, person=)` runs when a person opens the page of a campaign."""
    if reader not in _readers:
        _readers.append(reader)


def opened(campaign, *, person):
    """The person looks at the campaign."""
    for reader in _readers:
        reader(campaign, person=person)
