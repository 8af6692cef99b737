"""What anybody reads of a certificate by its code: whether it counts, and never why not; the brake on asking."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from documents.proposals.minors import initials, is_under_age
from documents.proposals.states import Outcome
from workflows.decisions import papers
from workflows.decisions.certificate_models import Certificate, CodeAsked
from workflows.decisions.certificates import as_meant
from workflows.decisions.states import DecisionState

# From one address; a hall full of telephones behind one address still gets through.
WINDOW = timedelta(minutes=10)
ASKED_IN_WINDOW = 300


@dataclass(frozen=True, slots=True)
class Checked:
    """A certificate as everybody may read it; of who is under age the name stays out."""

    name: str
    is_under_age: bool
    award: str
    issuer: str
    decision_number: str
    decided_on: date
    is_valid: bool


def asked_too_often(address, now):
    """Count this question and tell whether its address asked too often; three statements, whatever the code."""
    with transaction.atomic():
        CodeAsked.objects.filter(at__lt=now - WINDOW).delete()
        CodeAsked.objects.create(address=address[:45], at=now)
        return CodeAsked.objects.filter(address=address[:45], at__gte=now - WINDOW).count() > ASKED_IN_WINDOW


def certificate_of_code(typed, today):
    """The Checked of a code, None where there is none: one statement for every code, right or wrong."""
    newer = Certificate.objects.filter(line=OuterRef("line"), turn__gt=OuterRef("turn"))
    joined = ("line__nomination", "line__decision__award_form", "line__decision__commune")
    rows = Certificate.objects.filter(code=as_meant(typed)).annotate(is_replaced=Exists(newer))
    found = rows.select_related(*joined).first()
    return found and _checked(found, today)


def _checked(certificate, today):
    nominee, decision = certificate.line.nomination, certificate.line.decision
    asked = {
        name: getattr(nominee, name) for name in ("nominee_type", "full_name", "position", "workplace", "birth_on")
    }
    hidden = is_under_age(**asked, today=today)
    stands = nominee.outcome == Outcome.GRANTED and decision.state == DecisionState.ISSUED
    return Checked(
        name=initials(nominee.full_name) if hidden else nominee.full_name,
        is_under_age=hidden,
        award=decision.award_form.name,
        issuer=papers.authority_name(decision.commune),
        decision_number=papers.number_of(decision),
        decided_on=decision.issued_on,
        is_valid=stands and not certificate.is_replaced,
    )
