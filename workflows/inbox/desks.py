"""Which desks are a person's: own ones, and the queue of an office shared by several."""

from permissions.roles import SCOPES, Office, Scope

# Offices in which several people share one queue and take up what they handle.
SHARED = frozenset({Office.OFFICE_REVIEWER})
# Whose desk an office looks after beside its own.
COVERS = {
    Office.UNIT_HEAD: (Office.UNIT_CLERK,),
    Office.COUNCIL_CHAIR: (Office.COUNCIL_MEMBER,),
    Office.COUNCIL_SECRETARY: (Office.COUNCIL_MEMBER,),
}
# What can lie on the desk of an office; a test compares it with the desks of the machines.
KINDS_ON = {
    Office.UNIT_CLERK: ("letter", "opinion", "proposal"),
    Office.UNIT_HEAD: ("letter", "offer"),
    Office.OFFICE_REVIEWER: ("letter", "offer", "opinion", "proposal"),
    Office.OFFICE_HEAD: ("proposal",),
    Office.COUNCIL_SECRETARY: ("meeting", "proposal"),
    Office.COUNCIL_MEMBER: ("meeting",),
    Office.COUNCIL_CHAIR: ("meeting",),
    Office.COMMUNE_CHAIR: ("amendment", "decision", "transmittal"),
    Office.RECORDS_CLERK: ("amendment", "decision", "transmittal"),
    Office.PROVINCE_OFFICER: ("transmittal",),
}
# What one person takes in hand out of a shared queue.
IN_HAND = ("letter", "offer", "proposal")


def _pairs(held, wanted):
    found = set()
    for capacity in held:
        office = Office(capacity.office)
        place = capacity.unit_id if SCOPES[office] in (Scope.UNIT, Scope.PROVINCE) else capacity.commune_id
        for covered in (office, *COVERS.get(office, ())):
            if place and wanted(covered) and covered in KINDS_ON:
                found.add((place, str(covered)))
    return sorted(found)


def own_desks(held):
    """[(unit id, office)] of the desks that are the person's alone to clear."""
    return _pairs(held, lambda office: office not in SHARED)


def in_hands_of(user, held):
    """The key by which dossiers taken up are found; None for who may take up nothing (any more)."""
    return user.pk if any(capacity.office in SHARED for capacity in held) else None


def shared_queues(held):
    """[(unit id, office)] of the queues the person shares with colleagues."""
    return _pairs(held, lambda office: office in SHARED)
