"""Writing the sample's letters: draft, rows, papers, sending."""

from datetime import datetime

from documents.campaigns.models import Campaign
from documents.catalogue import queries as catalogue
from documents.catalogue.kinds import SIGNED_LETTER, Kind, PaperScope
from documents.catalogue.models import AwardForm
from documents.proposals import services as proposals
from permissions.people.models import Unit, User
from project.demo import arrivals
from project.demo.awards import born
from project.demo.papers import sample
from project.demo.telling import Telling
from workflows.approval import letter_services


def day(text):
    return datetime.strptime(text, "%d/%m/%Y").date()


def person(username):
    return User.objects.get(username=username)


def campaign_on(day):
    """The campaign whose letters are taken on a day; of two the one that closes first."""
    return Campaign.objects.filter(starts_on__lte=day, closes_on__gte=day).order_by("closes_on").first()


def _arrival(unit, dossier, today, told):
    """A unit without accounts sends paper: it stands in the arrival book first."""
    if unit.has_accounts:
        return None
    title = told.fill(dossier.title)
    return arrivals.register(
        unit=unit.code, title=title, paper_number=dossier.number, text=told.fill(dossier.rows[0].summary), day=today
    )


def draft(dossier, today, loaded_on):
    """A letter with its rows; a row without summary stays incomplete on purpose."""
    by, unit = person(dossier.by), Unit.objects.get(code=dossier.unit)
    campaign = campaign_on(today) if dossier.kind == Kind.CAMPAIGN else None
    told = Telling(today, loaded_on)
    signer, post = dossier.signer or (
        by.full_name,
        dict(by.appointments.values_list("office", "title")).get("unit_head"),
    )
    letter = proposals.draft_letter(
        unit=unit,
        by=by,
        arrival=_arrival(unit, dossier, today, told),
        values={
            "kind": dossier.kind,
            "campaign": campaign,
            "title": told.fill(dossier.title),
            "number": dossier.number,
            "signed_on": today if dossier.number else None,
            "signer_name": signer if dossier.number else "",
            "signer_title": post or "",
        },
    )
    period_from, period_to = told.period(dossier.period, campaign)
    for row in dossier.rows:
        proposals.add_nomination(
            letter=letter,
            by=by,
            values={
                "nominee_type": row.nominee,
                "full_name": row.name,
                "birth_on": born(row.name) if row.nominee == "individual" else None,
                "is_female": row.female,
                "position": row.position,
                "workplace": row.address if row.nominee == "household" else letter.unit.name,
                "period_from": period_from,
                "period_to": period_to,
                "summary": told.fill(row.summary),
                "award_form": AwardForm.objects.get(code=row.form),
            },
        )
    return letter


def attach_papers(letter, by, today):
    """Every paper that the rules ask for; the scan of the letter only once it is signed."""
    rules = catalogue.rule_set_on(today, letter.commune)
    shared = set()
    for row in letter.nominations.select_related("award_form"):
        for paper in catalogue.required_papers(rules, row.award_form, letter.kind, row.nominee_type):
            own = paper.scope == PaperScope.NOMINATION
            unsigned = paper.code == SIGNED_LETTER and (not letter.number or letter.arrival is not None)
            if unsigned or not paper.is_mandatory or (not own and paper.code in shared):
                continue
            upload = sample(
                paper,
                subject=row.full_name if own else letter.title,
                text=row.summary if own else f"{letter.unit.name}: {letter.title}.",
                day=today,
            )
            shared.add(paper.code)
            proposals.attach_paper(
                letter=letter, nomination=row if own else None, kind=paper.code, upload=upload, by=by
            )


def send(dossier, today, loaded_on):
    """Draft, attach and send; returns the proposals by award form code."""
    letter = draft(dossier, today, loaded_on)
    by = person(dossier.by)
    attach_papers(letter, by, today)
    letter.refresh_from_db()
    deed = letter_services.enter_received if not letter.unit.has_accounts else letter_services.send
    letter = deed(letter=letter, row_version=letter.row_version, by=by)
    return {proposal.award_form.code: proposal for proposal in letter.proposals.select_related("award_form")}
