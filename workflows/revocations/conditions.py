"""When a cancelling or correcting decision may move: small questions, each with the sentence to show."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.arrivals.kinds import RecordedAs
from documents.proposals.states import Outcome
from workflows.approval import chairs_papers
from workflows.approval.deeds import condition
from workflows.revocations.words import words_of

_PAPER = chairs_papers.ChairsPaper(
    written=("amendment.drafted", "amendment.changed"),
    kind=RecordedAs.AMENDMENT,
    right="decisions.sign",
    may_not_sign=gettext_lazy(
        "Who drafted or changed the decision may not sign it, nor may anybody in that person's name."
    ),
    may_not_record=gettext_lazy(
        "Who drafted or changed the decision may not record its signature; another person must."
    ),
    of_another=gettext_lazy("Paper %(number)s came from %(unit)s; it is no decision that the chair signed."),
    too_early=gettext_lazy("The decision was last written on %(day)s; it cannot have been signed before."),
)
another_person_than_the_drafter = chairs_papers.another_person_than_the_drafter(_PAPER)
recorder_did_not_draft = chairs_papers.recorder_did_not_draft(_PAPER)
signed_paper_is_registered = chairs_papers.signed_paper_is_registered(_PAPER)
signer_on_paper_may_sign = chairs_papers.signer_on_paper_may_sign(_PAPER)
signer_on_paper_did_not_draft = chairs_papers.signer_on_paper_did_not_draft(_PAPER)
signature_on_paper_has_its_day = chairs_papers.signature_on_paper_has_its_day(_PAPER)


@condition
def grounds_hold(flow):
    """Are the grounds that a cancelling decision names in force on the day of the signature?"""
    day = flow.deed.facts.get("signed_on") or flow.deed.today
    for line in flow.thing.lines.exclude(ground=None).select_related("ground"):
        if not line.ground.holds_on(day):
            said = {"name": line.name, "ground": line.ground.title}
            yield _("%(name)s: the ground “%(ground)s” is not in force on the day of the signature.") % said


@condition
def awards_still_stand(flow):
    """Are all awards of the list as they were when it was drafted?"""
    for line in flow.thing.lines.select_related("line__nomination"):
        nominee = line.line.nomination
        if nominee.outcome != Outcome.GRANTED:
            yield _("The award of %(name)s does not stand any more.") % {"name": line.name}
        elif {field: words_of(nominee, field) for field in line.wrong} != line.wrong:
            yield _("The words of %(name)s are others than those that this decision corrects.") % {"name": line.name}
