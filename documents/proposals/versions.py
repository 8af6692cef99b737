"""Versions: the self-contained JSON of what was sent, and what changed between two of them."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _

from documents.proposals.models import Letter, Nomination, Version
from documents.proposals.queries import papers_in_force, rows_of
from permissions.ledger import kept
from permissions.ledger.renamed import NOMINATION, state_today

SCHEMA = "bangvang-version-1"
_STREAM = "proposal/"


def _papers(papers):
    return [
        {"kind": p.kind, "file_name": p.file_name, "sha256": p.blob.sha256, "size_bytes": p.blob.size_bytes}
        for p in papers
    ]


def _day(day):
    return day.isoformat() if day else None


def _row(row):
    return {
        "id": row.pk,
        "order": row.order,
        "nominee_type": row.nominee_type,
        "full_name": row.full_name,
        "birth_on": _day(row.birth_on),
        "is_female": row.is_female,
        "position": row.position,
        "workplace": row.workplace,
        "period_from": _day(row.period_from),
        "period_to": _day(row.period_to),
        "summary": row.summary,
        "outcome": row.outcome,
        "papers": _papers(row.papers_now),
    }


def describe(proposal):
    """The proposal as it stands now, as plain JSON values."""
    letter, campaign = proposal.letter, proposal.campaign
    return {
        "schema": SCHEMA,
        "code": proposal.code,
        "commune": {"code": proposal.commune.code, "name": proposal.commune.name},
        "unit": {"code": proposal.unit.code, "name": proposal.unit.name},
        "letter": {
            "code": letter.code,
            "number": letter.number,
            "signed_on": _day(letter.signed_on),
            "signer_name": letter.signer_name,
            "signer_title": letter.signer_title,
            "title": letter.title,
            "arrival_number": letter.arrival_number,
            "papers": _papers(papers_in_force().filter(letter=letter, nomination=None)),
        },
        "kind": proposal.kind,
        "campaign": {"code": campaign.code, "title": campaign.title} if campaign else None,
        "award_form": {"code": proposal.award_form.code, "name": proposal.award_form.name},
        "rule_set": {"id": proposal.rule_set_id, "title": str(proposal.rule_set)},
        "nominations": [_row(row) for row in rows_of(proposal)],
    }


def make_version(proposal, *, number, by, at):
    """Keep what is being sent as Version `number`."""
    return _keep(proposal, number, describe(proposal), by, at)


def _keep(proposal, number, told, by, at):
    body = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Version.objects.create(
        proposal=proposal,
        number=number,
        body=body,
        sha256=_sha256(body),
        made_by=by,
        made_at=at,
    )


def last_version(proposal):
    """The Version that readers outside the unit are shown."""
    return proposal.versions.get(number=proposal.version)


def take_over(version, proposal, *, number, rows):
    """A part of a Version, word for word, as Version `number` of a dossier: these rows {id} and the whole letter.

    Nothing was sent anew: sender and time stay those of the sending; `taken_from` says where the words stand. The award
    form is the dossier's.
    """
    told = json.loads(version.body)
    told["taken_from"] = {"code": told["code"], "version": version.number, "sha256": version.sha256}
    told["code"] = proposal.code
    if told["award_form"]["code"] != proposal.award_form.code:
        told["award_form"] = {"code": proposal.award_form.code, "name": proposal.award_form.name}
    told["nominations"] = [row for row in told["nominations"] if row["id"] in rows]
    return _keep(proposal, number, told, version.made_by, version.made_at)


def is_taken_over(version):
    """Was the Version made by a split, out of what had been sent before?"""
    return not version.is_disposed and "taken_from" in json.loads(version.body)


def _sha256(body):
    return hashlib.sha256(body.encode()).hexdigest()


def _whole_ones(named):
    """For `verify_trail`: the versions of these proposals whose text still has its hash."""
    codes = {one.stream.removeprefix(_STREAM) for one in named}
    rows = Version.objects.filter(proposal__code__in=codes)
    return [
        (kept.Named(_STREAM + code, number, sha256), pk)
        for pk, code, number, body, sha256 in rows.values_list("pk", "proposal__code", "number", "body", "sha256")
        if _sha256(body) == sha256
    ]


def _emptied_ones(named):
    """For `verify_trail`: the versions of these proposals whose text was disposed of; they tell its hash alone."""
    codes = {one.stream.removeprefix(_STREAM) for one in named}
    rows = Version.objects.filter(proposal__code__in=codes, body="")
    return [
        (kept.Named(_STREAM + code, number, sha256), pk)
        for pk, code, number, sha256 in rows.values_list("pk", "proposal__code", "number", "sha256")
    ]


kept.register_rows(Version, streams=[_STREAM], keys=["version_sha256"], find=_whole_ones, emptied=_emptied_ones)


@dataclass(frozen=True, slots=True)
class Difference:
    """One change between two versions. nomination_id: the row it is about, None for the letter."""

    nomination_id: int | None
    place: str
    field: str
    before: object
    after: object

    @property
    def label(self):
        """The field's official word."""
        if self.field in ("papers", "row"):
            return {"papers": _("Paper"), "row": _("Row of the list")}[self.field]
        model = Letter if self.nomination_id is None else Nomination
        return str(model._meta.get_field(self.field).verbose_name).capitalize()

    @property
    def was(self):
        return _in_words(self.before)

    @property
    def now(self):
        return _in_words(self.after)


def _in_words(value):
    if value in (None, ""):
        return _("(nothing)")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    try:
        return formats.date_format(date.fromisoformat(value), "SHORT_DATE_FORMAT")
    except (TypeError, ValueError):
        return str(value)


def _paper_names(papers):
    return {paper["sha256"]: paper["file_name"] for paper in papers}


def _value_today(told, field):
    """What a version says of a field; an outcome by its name of today."""
    return state_today(NOMINATION, told[field]) if field == "outcome" and field in told else told.get(field)


def _differences_of(old, new, nomination_id, place):
    for field in new:
        if field in ("papers", "id"):
            continue
        before, after = _value_today(old, field), _value_today(new, field)
        if before != after:
            yield Difference(nomination_id, place, field, before, after)
    before, after = _paper_names(old.get("papers", [])), _paper_names(new.get("papers", []))
    for sha256 in before.keys() - after.keys():
        yield Difference(nomination_id, place, "papers", before[sha256], None)
    for sha256 in after.keys() - before.keys():
        yield Difference(nomination_id, place, "papers", None, after[sha256])


def differences(older, newer):
    """What changed from one Version to a later one, letter first, then rows; nothing once one is disposed of."""
    if older.is_disposed or newer.is_disposed:
        return []
    old, new = json.loads(older.body), json.loads(newer.body)
    found = list(_differences_of(old["letter"], new["letter"], None, _("Letter")))
    rows_before = {row["id"]: row for row in old["nominations"]}
    for row in new["nominations"]:
        before = rows_before.pop(row["id"], None)
        if before is None:
            found.append(Difference(row["id"], row["full_name"], "row", None, row["full_name"]))
        else:
            found += _differences_of(before, row, row["id"], row["full_name"])
    found += [Difference(row["id"], row["full_name"], "row", row["full_name"], None) for row in rows_before.values()]
    return found
