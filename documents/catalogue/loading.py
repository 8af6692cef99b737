"""Reads the seed files and adds what is missing; a row that is there is never changed, so loading twice is harmless."""

import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path

from django.db import transaction

from documents.catalogue import acts
from documents.catalogue.copying import copy_rule_set
from documents.catalogue.kinds import Family, Kind, Level, NomineeType, PaperScope, VoteBase, VoteMethod
from documents.catalogue.models import (
    AwardForm,
    BaseWage,
    FormRule,
    Holiday,
    HolidayYear,
    LegalInstrument,
    Multiplier,
    RequiredPaper,
    RuleSet,
    TimeLimit,
    VoteRule,
)
from documents.catalogue.revocation_models import RevocationGround
from permissions.ledger.services import Line, record
from permissions.ledger.tracked import add_many, save

SEED = Path(__file__).resolve().parent / "seed"
DECREE = "152/2025/NĐ-CP"
REASON = "load_catalogue"


@cache
def _seed(name):
    return tomllib.loads((SEED / f"{name}.toml").read_text(encoding="utf-8"))


@transaction.atomic
def load():
    """Add what the seed files know and the database does not.

    Returns {subject: number of rows added}; one ledger entry where anything was added.
    """
    added = {
        "instruments": _load_instruments(),
        "award_forms": _load_award_forms(),
        "rule_sets": _load_rule_sets(),
        "base_wages": _load_base_wages(),
        "revocation_grounds": _load_revocation_grounds(),
        "holidays": _load_holidays(),
    }
    counts = {subject: len(rows) for subject, rows in added.items()}
    kept = [reference for rows in added.values() for reference in rows]
    if kept:
        line = Line(stream=acts.STREAM, act="catalogue.load", body={"added": counts, "history": kept})
        record([line], commune_id=None, by=None, acting_as=None)
    return counts


def _instruments():
    return {instrument.number: instrument for instrument in LegalInstrument.objects.all()}


def _load_instruments():
    known, kept = _instruments(), []
    rows = [row for row in _seed("instruments")["instrument"] if row["number"] not in known]
    for row in sorted(rows, key=lambda row: "replaced_by" in row):
        successor = row.get("replaced_by")
        instrument = LegalInstrument(**{**row, "replaced_by": known[successor] if successor else None})
        kept.append(save(instrument, by=None, reason=REASON))
        known[instrument.number] = instrument
    return kept


def _load_award_forms():
    known = set(AwardForm.objects.values_list("code", flat=True))
    fields = ("code", "name", "short_name", "certificate_title")
    missing = [
        AwardForm(rank=rank, family=Family(row["family"]), **{name: row[name] for name in fields})
        for rank, row in enumerate(_seed("forms")["form"], start=1)
        if row["code"] not in known
    ]
    return add_many(missing, by=None, reason=REASON)


def _load_rule_sets():
    """The first national set from its rows, each later one as a copy of the one before; none if there is any."""
    if RuleSet.objects.filter(owner_unit=None).exists():
        return []
    instruments, kept, last = _instruments(), [], None
    for row in _seed("rule_sets")["rule_set"]:
        fields = {"effective_to": None, **row, "instrument": instruments[row["instrument"]]}
        if last is None:
            last = RuleSet(**fields)
            kept.append(save(last, by=None, reason=REASON))
            kept += _fill_rule_set(last, instruments)
        else:
            last, copied = copy_rule_set(last, by=None, reason=REASON, **fields)
            kept += copied
    return kept


def _fill_rule_set(rule_set, instruments):
    forms = {form.code: form for form in AwardForm.objects.all()}
    kept, rules = [], []
    for row in _seed("forms")["form"]:
        for kind in row["kinds"]:
            asked = row | row.get(kind, {})
            rules.append((asked, _form_rule(rule_set, forms[row["code"]], Kind(kind), asked, instruments)))
    kept += add_many([rule for _row, rule in rules], by=None, reason=REASON)
    kept += add_many([p for row, rule in rules for p in _papers(rule, row, instruments)], by=None, reason=REASON)
    kept += add_many([_vote_rule(rule, row, instruments) for row, rule in rules], by=None, reason=REASON)
    kept += add_many(list(_time_limits(rule_set, forms, instruments)), by=None, reason=REASON)
    kept += add_many(list(_multipliers(rule_set, forms, instruments)), by=None, reason=REASON)
    return kept


def _source(row, instruments):
    """The columns that every rule row has."""
    return {
        "legal_basis": row["legal_basis"],
        "instrument": instruments[row["instrument"]] if "instrument" in row else None,
        "is_verified": row.get("is_verified", False),
        "note": row.get("note", ""),
    }


def _form_rule(rule_set, form, kind, row, instruments):
    return FormRule(
        rule_set=rule_set,
        award_form=form,
        kind=kind,
        authority_level=Level(row["level"]),
        for_individuals=NomineeType.INDIVIDUAL in row["nominees"],
        for_collectives=NomineeType.COLLECTIVE in row["nominees"],
        for_households=NomineeType.HOUSEHOLD in row["nominees"],
        notice_days=row.get("notice_days", 0),
        may_skip_council=row.get("may_skip_council", False),
        simplified=row.get("simplified", False),
        retention_years=row["retention"] or None,
        standard=row.get("standard", "").strip(),
        **_source(row, instruments),
    )


def _papers(rule, row, instruments):
    listed = _seed("papers")
    chosen = listed["set"][row["papers"]]
    for position, name in enumerate(chosen["papers"], start=1):
        paper = listed["paper"][name]
        nominee_type = NomineeType(paper["nominee_type"]) if "nominee_type" in paper else ""
        if nominee_type and not rule.accepts(nominee_type):
            continue
        yield RequiredPaper(
            form_rule=rule,
            nominee_type=nominee_type,
            code=paper.get("code", name),
            title=paper["title"],
            scope=PaperScope(paper["scope"]),
            is_mandatory=paper.get("is_mandatory", True),
            position=position,
            **_source({"legal_basis": chosen["legal_basis"], **paper}, instruments),
        )


def _vote_rule(rule, row, instruments):
    vote = _seed("votes")["vote"][row.get("vote", "default")]
    (numerator, denominator), quorum = vote["threshold"], vote["quorum"]
    return VoteRule(
        form_rule=rule,
        method=VoteMethod(vote["method"]),
        threshold_numerator=numerator,
        threshold_denominator=denominator,
        is_strict=vote["is_strict"],
        base=VoteBase(vote["base"]),
        quorum_numerator=quorum[0],
        quorum_denominator=quorum[1],
        written_opinion_counts=vote["written_opinion_counts"],
        chair_must_agree=vote["chair_must_agree"],
        recused_leave_base=vote.get("recused_leave_base", False),
        recusal_basis=vote.get("recusal_basis", ""),
        preference=vote.get("preference", ""),
        **_source(vote, instruments),
    )


def _time_limits(rule_set, forms, instruments):
    seed = _seed("limits")
    groups = [(None, "", seed["days"])]
    groups += [(forms[code], "", days) for code, days in seed["form"].items()]
    groups += [(None, Kind(kind), days) for kind, days in seed["kind"].items()]
    groups += [
        (forms[code], Kind(kind), days) for code, kinds in seed["form_kind"].items() for kind, days in kinds.items()
    ]
    for form, kind, days in groups:
        for step, (working_days, basis) in days.items():
            source = _source(seed["basis"][basis], instruments)
            yield TimeLimit(
                rule_set=rule_set, step=step, award_form=form, kind=kind, working_days=working_days, **source
            )
    for step, (working_days, article) in seed["decree"].items():
        row = {"legal_basis": f"Nghị định {DECREE}, {article}", "instrument": DECREE, "is_verified": True}
        yield TimeLimit(rule_set=rule_set, step=step, working_days=working_days, **_source(row, instruments))


def _multipliers(rule_set, forms, instruments):
    for row in _seed("money")["factor"]:
        source = _source({"instrument": DECREE, "is_verified": True, **row}, instruments)
        for nominee_type in NomineeType:
            if nominee_type in row:
                yield Multiplier(
                    rule_set=rule_set,
                    award_form=forms[row["form"]],
                    nominee_type=nominee_type,
                    factor=Decimal(row[nominee_type]),
                    **source,
                )


def _load_base_wages():
    known, instruments = set(BaseWage.objects.values_list("effective_from", flat=True)), _instruments()
    missing = [
        BaseWage(amount=row["amount"], effective_from=row["effective_from"], **_source(row, instruments))
        for row in _seed("money")["base_wage"]
        if row["effective_from"] not in known
    ]
    return add_many(missing, by=None, reason=REASON)


def _load_revocation_grounds():
    known, instruments = set(RevocationGround.objects.values_list("code", flat=True)), _instruments()
    missing = [
        RevocationGround(
            code=row["code"],
            title=row["title"],
            position=position,
            effective_from=row["effective_from"],
            **_source(row, instruments),
        )
        for position, row in enumerate(_seed("revocations")["ground"], start=1)
        if row["code"] not in known
    ]
    return add_many(missing, by=None, reason=REASON)


def _load_holidays():
    """Whole years only: a year whose list is there belongs to the administrator."""
    seed = _seed("holidays")
    years = {day["on"].year for day in seed["day"]}
    years -= set(HolidayYear.objects.filter(year__in=years).values_list("year", flat=True))
    opened = {year: HolidayYear.objects.create(year=year) for year in sorted(years)}
    missing = [
        Holiday(
            holiday_year=opened[day["on"].year],
            on=day["on"],
            name=day["name"],
            is_day_off=not day.get("worked", False),
            source=seed["source"][day["source"]],
            is_verified=day.get("is_verified", True),
        )
        for day in seed["day"]
        if day["on"].year in years
    ]
    return add_many(missing, by=None, reason=REASON)
