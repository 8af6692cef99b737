"""The reports of the year beside what is counted from the rows: the yearly one, the campaign's, the council's."""

import json
from collections import Counter

from documents.campaigns.figures import figures_of
from documents.campaigns.models import Campaign
from documents.proposals.models import Nomination
from permissions import access
from permissions.ledger.models import LedgerEntry
from tests.journeys.year.awards_agree import granted
from tests.journeys.year.plan import LETTERS
from workflows.council.after_models import NominationDeferral
from workflows.council.models import AgendaItem, BallotBox
from workflows.council.yearly import year_of
from workflows.printouts.of_years import figures_of_year

NOMINEES = sum(len(kinds) for plan in LETTERS for kinds in plan.rows.values())
WITHDRAWN = 1  # a dossier with one nominee


def compare(books, revoked):
    _compare_year(books, revoked)
    _compare_campaign(books)
    _compare_council(books)


def _compare_year(books, revoked):
    told = figures_of_year(books.year.town.commune, books.year.NUMBER)
    standing = {pk: award for pk, award in granted().items() if pk not in set(revoked)}
    rows = {row.pk: row for row in Nomination.objects.filter(pk__in=standing).select_related("proposal__unit")}
    books.same(
        "report: came in", (told.letters, told.dossiers, told.nominees), (20, 60 - WITHDRAWN, NOMINEES - WITHDRAWN)
    )
    books.same("report: awards", (told.awards, told.revoked), (len(standing), len(set(revoked))))
    books.same("report: by level", told.by_level, Counter(award[4] for award in standing.values()))
    books.same("report: by form", told.by_form, Counter(row.award_form.name for row in rows.values()))
    books.same("report: by kind", told.by_kind, Counter(row.proposal.kind for row in rows.values()))
    books.same("report: by type", told.by_type, Counter(row.nominee_type for row in rows.values()))
    books.same("report: by unit", told.by_unit, Counter(row.proposal.unit.name for row in rows.values()))
    people = sum(row.nominee_type == "individual" for row in rows.values())
    books.same("report: women", (told.women, told.sex_known), (people, people))


def _compare_campaign(books):
    campaign = Campaign.objects.get()
    plans = [plan for plan in LETTERS if plan.kind == "campaign"]
    proposed = sum(len(kinds) for plan in plans for kinds in plan.rows.values())
    rows = Nomination.objects.filter(outcome="granted", proposal__campaign=campaign)
    told = figures_of(campaign)
    books.same("campaign", (told.total.proposed, told.total.granted), (proposed, rows.count()))
    by_form = Counter(rows.values_list("award_form__name", flat=True))
    books.same("campaign: by form", {line.label: line.granted for line in told.by_form}, by_form)
    body = json.loads(LedgerEntry.objects.get(act="campaign.summarised").payload.body)
    books.same("campaign: as it was summed up", body["figures"], json.loads(json.dumps(told.as_body())))


def _compare_council(books):
    head = books.year.town.council_secretary
    told = year_of(books.year.NUMBER, head, access.capacities(head))
    books.same("council: meetings", len(told.meetings), 4)
    items = Counter(AgendaItem.objects.values_list("verdict", flat=True))
    put_off = len(set(NominationDeferral.objects.values_list("sister", flat=True)))
    books.same(
        "council: items",
        (sum(each.dossiers for each in told.decided), sum(each.deferred for each in told.decided)),
        (items.total(), items["deferred"] + put_off),
    )
    last = {}
    for box in BallotBox.objects.exclude(passed=None).order_by("round"):
        last[box.item_id, box.nomination_id] = box.passed
    found = (sum(each.passed for each in told.decided), sum(each.not_passed for each in told.decided))
    books.same("council: nominations", found, (sum(last.values()), len(last) - sum(last.values())))
    there = {each.full_name: (each.meetings, each.present, each.in_writing) for each in told.attended}
    usual = {person.full_name: (4, 3, 1) for person in books.year.town.seats[:8]}
    books.same("council: who was there", there, usual | {books.year.town.seats[8].full_name: (4, 0, 0)})
