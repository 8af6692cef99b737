"""What goes into a package: letter, list, dossiers with their papers, minutes, the chain of the trail. No ballots."""

import hashlib
import json

from django.utils import timezone
from django.utils.translation import gettext as _

from documents.attachments.models import Blob
from documents.attachments.naming import honest_name
from documents.attachments.serving import open_blob
from documents.printing.models import Issued
from documents.proposals.models import Nomination
from documents.signatures.told import standing_for
from permissions.ledger import acts
from permissions.ledger.queries import entries_of
from permissions.refusals import NotNow
from workflows.handoff import papers
from workflows.handoff.dossier_schema import faults_of, text_of_schema
from workflows.handoff.packages import ascii_name, chunks_of
from workflows.handoff.province_list import list_sheet
from workflows.handoff.queries import facts_in, version_of

SCHEMA = "bangvang-package-3"
EXTRACT = (
    "Trích: chỉ gồm các đối tượng được gửi kèm tờ trình này; extract_sha256 là mã băm của phần trích. "
    "sha256 là mã băm của toàn văn phiên bản, lưu tại xã."
)


def write_contents(writer, letter, lines, all_lines, number, *, at):
    """Put every file of a sending into the package.

    lines: those that are sent; all_lines: the whole list of the letter. at: the moment of the sending.
    Raises NotNow where dossier.json would not have its published form.
    """
    on = timezone.localdate(at)
    papers_put = _PapersPut(writer, at)
    letter_sha256 = papers_put.put("to-trinh.pdf", letter.second_rendition)
    signed = _put_signed_paper(writer, letter)
    writer.add_bytes("to-trinh.docx", papers.render_letter_docx(letter, all_lines, on=letter.issued_on or on))
    writer.add_bytes("danh-sach.xlsx", list_sheet(letter, lines))
    versions = {line.pk: version_of(line.nomination) for line in lines}
    files = _put_papers(writer, lines, versions)
    minutes = _put_minutes(papers_put, lines)
    dossier = _dossier(letter, lines, number, versions, files, minutes, at)
    dossier["letter"] |= {"sha256": letter_sha256} | signed
    dossier["digital_signatures"] = papers_put.found
    if faults := faults_of(dossier):
        raise NotNow(_("The package is not whole; nothing was sent."), *faults)
    writer.add_bytes("dossier.json", _json(dossier))
    writer.add_bytes("dossier.schema.json", text_of_schema())
    writer.add_bytes("trail.json", _json(_trail(lines)))
    return versions


class _PapersPut:
    """Puts kept papers into the package, signed digitally where such a file holds. found: what is told of these."""

    def __init__(self, writer, at):
        self.writer, self.at, self.found = writer, at, []

    def put(self, name, issued):
        """Returns the SHA-256 of the file that stands for the paper."""
        standing = standing_for(issued, at=self.at)
        with open_blob(standing.blob) as file:
            sha256 = self.writer.add(name, chunks_of(file))
        if standing.told:
            place = {"path": f"data/{name}", "sha256": sha256, "printed_sha256": issued.sha256}
            self.found.append(standing.told | place)
        return sha256


def _put_signed_paper(writer, letter):
    """The scan of a letter that was signed by hand: it is the signed paper; {} of one signed here."""
    arrival = letter.signed_paper
    if arrival is None:
        return {}
    name = honest_name("to-trinh-ban-ky", arrival.scan.media_type)
    with open_blob(arrival.scan) as scan:
        writer.add(name, chunks_of(scan))
    told = {"path": f"data/{name}", "sha256": arrival.scan.sha256}
    return {"signed_paper": told | {"arrival": str(arrival), "arrived_on": arrival.arrived_on.isoformat()}}


def _json(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1).encode()


def _put_papers(writer, lines, versions):
    """Shared papers of each dossier and those of each line, as the Version names them: {line pk: [told]}."""
    put, told = {}, {}
    for line in lines:
        version = versions[line.pk]
        body = json.loads(version.body)
        row = facts_in(version, line.nomination_id)
        code = ascii_name(body["code"])
        place = f"ho-so/{code}/{line.order:03d}-{ascii_name(row['full_name'])}"
        shared = [_put_one(writer, put, f"ho-so/{code}/chung", paper) for paper in body["letter"]["papers"]]
        own = [_put_one(writer, put, place, paper) for paper in row["papers"]]
        told[line.pk] = {"shared": shared, "own": own}
    return told


def _put_one(writer, put, folder, paper):
    key = (folder, paper["sha256"], paper["kind"])
    if key not in put:
        name = f"{folder}/{len([1 for other in put if other[0] == folder]) + 1:02d}-{ascii_name(paper['file_name'])}"
        with open_blob(Blob.objects.get(sha256=paper["sha256"])) as file:
            writer.add(name, chunks_of(file))
        put[key] = f"data/{name}"
    return {"path": put[key], **paper}


def _put_minutes(papers_put, lines):
    """The signed minutes of the meetings that voted on the nominees: {meeting code: path}."""
    rows = Nomination.objects.filter(pk__in=[line.nomination_id for line in lines])
    rows = rows.filter(ballot_boxes__item__meeting__minutes__isnull=False)
    found = rows.values_list("ballot_boxes__item__meeting__code", "ballot_boxes__item__meeting__minutes")
    kept = Issued.objects.select_related("blob").in_bulk({minutes for _code, minutes in found})
    told = {}
    for code, minutes in sorted(set(found)):
        name = f"bien-ban/{ascii_name(code)}.pdf"
        papers_put.put(name, kept[minutes])
        told[code] = f"data/{name}"
    return told


def _votes(nomination, minutes):
    """Totals and verdict of each vote on a nominee that binds, never a ballot."""
    return [
        {
            "meeting": box.item.meeting.code,
            "held_at": box.item.meeting.held_at.isoformat(),
            "minutes": minutes.get(box.item.meeting.code, ""),
            "method": box.method,
            "yes": box.yes,
            "no": box.no,
            "abstain": box.abstain,
            "invalid": box.invalid,
            "base": box.base,
            "votes_needed": box.votes_needed,
            "passed": box.passed,
            "sentence": box.sentence,
            "legal_basis": box.legal_basis,
        }
        for box in nomination.ballot_boxes.binding().select_related("item__meeting").order_by("pk")
    ]


def _dossier(letter, lines, number, versions, files, minutes, at):
    return {
        "schema": SCHEMA,
        "letter": {
            "code": letter.code,
            "sending": number,
            "number": papers.number_of(letter),
            "date": letter.issued_on.isoformat(),
            "title": letter.title,
            "addressees": letter.addressees.splitlines(),
            "request": letter.request,
            "signer": {"form": letter.signing_form, "title": letter.signer_title, "name": letter.signer_name},
            "commune": {"code": letter.commune.code, "name": letter.commune.name},
            "award_form": {"code": letter.award_form.code, "name": letter.award_form.name},
            "kind": letter.kind,
            "rule_set": str(letter.rule_set),
            "sent_at": at.isoformat(),
        },
        "nominees": [
            {
                "place": line.order,
                "nomination": line.nomination_id,
                "proposal": line.nomination.proposal.code,
                "outcome": line.nomination.outcome,
                "version": versions[line.pk].number,
                "facts": facts_in(versions[line.pk], line.nomination_id),
                "papers": files[line.pk],
                "votes": _votes(line.nomination, minutes),
                "without_council": line.nomination.proposal.council_skipped,
            }
            for line in lines
        ],
        "versions": [
            _extract(version, {line.nomination_id for line in lines if versions[line.pk].pk == version.pk})
            for version in sorted({v.pk: v for v in versions.values()}.values(), key=lambda v: v.pk)
        ],
    }


def _extract(version, rows):
    """Of a Version the words on these nominations alone: who is not sent is nobody's to read at the province."""
    told = json.loads(version.body)
    told["nominations"] = [row for row in told["nominations"] if row["id"] in rows]
    extract = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return {
        "proposal": version.proposal.code,
        "number": version.number,
        "sha256": version.sha256,
        "made_at": version.made_at.isoformat(),
        "note": EXTRACT,
        "extract": extract,
        "extract_sha256": hashlib.sha256(extract.encode()).hexdigest(),
    }


def _trail(lines):
    """The entries of each dossier as they are chained; their texts stay with the commune, their digests are here."""
    streams = sorted({line.nomination.proposal.stream for line in lines})
    return {
        "schema": "bangvang-trail-1",
        "streams": {stream: [_entry(stream, entry) for entry in entries_of(stream)] for stream in streams},
    }


def _entry(stream, entry):
    return {
        "stream": stream,
        "seq": entry.seq,
        "act_id": str(entry.act_id),
        "at": entry.at.isoformat(),
        "commune": entry.commune_id,
        "actor": entry.actor_id,
        "person": entry.actor.full_name if entry.actor else "",
        "acting_as": entry.acting_as_id,
        "deputising": entry.deputising_id,
        "act": entry.act,
        "sentence": acts.sentence(entry.act),
        "from_state": entry.from_state,
        "to_state": entry.to_state,
        "version": entry.version,
        "payload_digest": entry.payload_digest,
        "prev_hash": entry.prev_hash,
        "hash": entry.hash,
    }
