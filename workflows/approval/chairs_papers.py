"""When a paper of the chair may be signed, here or by hand: of a decision and of a letter to the province alike.

Each topic says which acts write its paper, and in which words it is refused.
"""

from dataclasses import dataclass

from documents.arrivals.kinds import RecordedAs
from permissions.people.units import UnitKind
from workflows.approval import signed_on_paper
from workflows.approval.deeds import condition


@dataclass(frozen=True, slots=True, kw_only=True)
class ChairsPaper:
    """One kind of paper. written: acts that draft or change it. kind: of the scan. right: to sign it.

    Sentences: may_not_sign and may_not_record for who wrote it; of_another where the scan came from another unit, with
    %(number)s and %(unit)s; too_early with %(day)s.
    """

    written: tuple
    kind: RecordedAs
    right: str
    may_not_sign: str
    may_not_record: str
    of_another: str
    too_early: str

    def who_wrote(self, thing):
        """Keys of who drafted or changed it: actors and principals of all these deeds."""
        return {thing.drafted_by_id, thing.drafted_for_id} | signed_on_paper.who_wrote(thing.stream, self.written)


def another_person_than_the_drafter(paper):
    @condition(who=True)
    def another_person_than_the_drafter(flow):
        """Is it somebody else than drafted or changed it? Actors and principals of all these deeds count."""
        if paper.who_wrote(flow.thing) & flow.deed.persons:
            yield paper.may_not_sign

    return another_person_than_the_drafter


def recorder_did_not_draft(paper):
    @condition(who=True)
    def recorder_did_not_draft(flow):
        """Is it somebody else than drafted or changed it who says that it was signed? Actors and principals count."""
        if paper.who_wrote(flow.thing) & flow.deed.persons:
            yield paper.may_not_record

    return recorder_did_not_draft


def signed_paper_is_registered(paper):
    @condition(asks="arrival")
    def signed_paper_is_registered(flow):
        """Does the signed paper stand in the commune's arrival book, with its scan?"""
        yield from signed_on_paper.paper_obstacles(
            flow.deed.facts.get("arrival"),
            commune_id=flow.thing.commune_id,
            kind=paper.kind,
            senders={UnitKind.CULTURE_OFFICE},
            of_another=paper.of_another,
        )

    return signed_paper_is_registered


def signer_on_paper_may_sign(paper):
    @condition(asks="signer")
    def signer_on_paper_may_sign(flow):
        """Did the signer hold the office on the day of the signature, in the own name or as deputy?"""
        signer, signed_on = flow.deed.facts.get("signer"), flow.deed.facts.get("signed_on")
        said = {"commune_id": flow.thing.commune_id, "right": paper.right}
        yield from signed_on_paper.signer_obstacles(signer, signed_on, **said)

    return signer_on_paper_may_sign


def signer_on_paper_did_not_draft(paper):
    @condition(asks="signer")
    def signer_on_paper_did_not_draft(flow):
        """Is it somebody else than drafted or changed the paper?"""
        signer = flow.deed.facts.get("signer")
        if signer is not None and paper.who_wrote(flow.thing) & signer.persons:
            yield paper.may_not_sign

    return signer_on_paper_did_not_draft


def signature_on_paper_has_its_day(paper):
    @condition(asks="signed_on")
    def signature_on_paper_has_its_day(flow):
        """Is there a day, between the last word of the draft and the arrival of the signed paper?"""
        yield from signed_on_paper.day_obstacles(
            flow.deed.facts.get("signed_on"),
            flow.deed.facts.get("arrival"),
            earliest=signed_on_paper.written_on(flow.thing.stream, paper.written),
            too_early=paper.too_early,
        )

    return signature_on_paper_has_its_day
