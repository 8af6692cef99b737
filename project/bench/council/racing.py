"""Two at the same time: two secretaries close the same vote, two windows of the chair close the same meeting."""

from threading import Barrier, Thread

from django.urls import reverse

from permissions.ledger import acts
from permissions.ledger.models import LedgerEntry
from project.bench.council.visitor import Visitor
from workflows.council import hands_services, vote_services
from workflows.council.room import Room


def two_at_once(house, server):
    """Sentences: where two closings did not make one act and one refusal that says who was faster."""
    meeting = house.sitting(house.dossiers(1), method="open")
    item = house.open_first(meeting)
    hands_services.record_hands(item=item, counts={"yes": len(Room(meeting).in_room)}, by=house.secretary)
    address = reverse("council:close_vote", args=[meeting.code, item.proposal.code])
    secretaries = [Visitor(server.port, person) for person in house.secretaries]
    yield from _both(secretaries, address, item.row_version, "meeting.vote_closed", meeting)

    item.refresh_from_db()
    vote_services.announce_vote(item=item, row_version=item.row_version, by=house.secretary)
    meeting.refresh_from_db()
    window = Visitor(server.port, house.chair)
    address = reverse("council:close", args=[meeting.code])
    yield from _both([window, window.again()], address, meeting.row_version, "meeting.close", meeting)


def _both(visitors, address, row_version, act, meeting):
    together, answers = Barrier(2), [None, None]

    def send(place):
        together.wait()
        answers[place] = visitors[place].post(address, {"row_version": row_version}, **{"HX-Request": "true"})

    threads = [Thread(target=send, args=[place]) for place in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    made = list(LedgerEntry.objects.filter(stream__key=meeting.stream, act=act).select_related("actor"))
    statuses = sorted(answer.status for answer in answers)
    if (statuses, len(made)) != ([302, 409], 1):
        yield f"{act}: answered {statuses}, {len(made)} acts"
        return
    lost = next(answer for answer in answers if answer.status == 409)
    if made[0].actor.full_name not in lost.text and str(acts.sentence(act)) not in lost.text:
        yield f"{act}: the refusal tells neither who was faster nor what was done"
