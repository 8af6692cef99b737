"""Complete by construction: who writes a history row or saves a row records an act, or stands here with the reason."""

import ast

from tests.architecture.calls import functions, reaches
from tests.architecture.sources import code, name_of, tree_of

TRACKED = {f"permissions.ledger.tracked.{name}" for name in ("save", "save_many", "add_many", "delete", "first_row")}
RECORD = {"permissions.ledger.services.record", "permissions.ledger.services.compose"}
# Functions of services that write history and leave the entry to whoever calls them. Typed by hand.
TOLD_BY_THE_CALLER = {"documents.catalogue.services.mark_used": "returns the row to the deed that first used the set"}
# file -> what it saves or makes without history, and where that is told. `tracked` is the way for all else.
SAVES = {
    "documents/arrivals/recording.py": "which paper was recorded on what: the entry of the deed tells it",
    "documents/attachments/images.py": "an image, no row",
    "documents/attachments/services.py": "rows of files: the entry of what they are attached to names their SHA-256",
    "documents/attachments/sweeping.py": "holds a row while an unused file is taken away",
    "documents/campaigns/life_services.py": "files and requests of a campaign: told by campaign.file_* and exception_*",
    "documents/campaigns/services.py": "contents of a campaign: campaign.set_up and campaign.changed tell them whole",
    "documents/catalogue/loading.py": "opened years: told by catalogue.load",
    "documents/catalogue/services.py": "opened years: told by catalogue.open_holiday_year",
    "documents/disposal/executing.py": "when an item of a list was disposed of: told by ledger.disposed",
    "documents/numbers/services.py": "numbers taken: told by the entry of the paper; the mode by register.choose_mode",
    "documents/numbers/voiding.py": "numbers voided: told by register.number_voided",
    "documents/printing/binding.py": "a PDF file, no row",
    "documents/printing/docx_parts.py": "a document, no row",
    "documents/printing/stock_samples.py": "a picture, no row",
    "documents/printing/services.py": "issued papers: the entry names their SHA-256, each row must be named",
    "documents/proposals/lists/services.py": "a list that waits is no evidence; list.taken tells every row",
    "documents/proposals/reports/services.py": "files that wait for a row are no evidence; papers.attached tells them",
    "documents/proposals/versions.py": "versions: the entry names their SHA-256, each row must be named",
    "documents/signatures/addresses.py": "that an address was used: signature.added names the file that came by it",
    "documents/signatures/services.py": "signed files: signature.added names the SHA-256 of each finding",
    "documents/sheets/writing.py": "a workbook, no row",
    "documents/word_forms/filling.py": "a filled paper in memory, no row",
    "permissions/ledger/checkpoints/keys.py": "public keys: told by ledger_key.*, signed themselves",
    "permissions/ledger/checkpoints/making.py": "checkpoints: told by checkpoint.made, signed themselves",
    "permissions/ledger/services.py": "access records, which are evidence themselves",
    "permissions/ledger/tracked.py": "the way with a trace",
    "permissions/people/models.py": "what `save` of the models adds to itself",
    "permissions/people/tokens.py": "tokens: told by token.issued and token.revoked",
    "project/bench/council/visitor.py": "sessions of invented people",
    "project/bench/inbox.py": "invented rows in a database of the bench's own",
    "project/bench/stock/flows.py": "the peer that is measured",
    "project/bench/stock/peer.py": "the peer that is measured",
    "project/entrance.py": "attempts to sign in: told by access records",
    "workflows/approval/review_services.py": "remarks: told by remark.*; judgements by nomination.judged",
    "workflows/approval/splitting.py": "remarks that went along: the entries of the split list them",
    "workflows/decisions/certificate_services.py": "certificates and spoiled sheets: told by certificate.*",
    "workflows/decisions/open_check.py": "questions of anybody, kept for minutes: no evidence",
    "workflows/council/ballot_services.py": "who has voted and counters of secret ballots: meeting.voted says no more",
    "workflows/council/counting.py": "how a round was closed: told by meeting.vote_closed",
    "workflows/council/hands_services.py": "a show of hands: told by meeting.hands",
    "workflows/council/paper_services.py": "what a teller keyed: meeting.papers_keyed says that, and never what",
    "workflows/council/vote_services.py": "why a vote was repeated: told by meeting.vote_repeated",
    "workflows/council/invitation_services.py": "invitations: the entry names the SHA-256 of the paper",
    "workflows/council/membership_services.py": "decisions on the members: the entry names number and day",
    "workflows/council/minutes_kept.py": "facts of signed minutes: meeting.minutes_signed names their SHA-256",
    "workflows/council/pack.py": "a picture in a file, no row",
    "workflows/handoff/carrying.py": "how far a package is with a carrier is no evidence; what arrived is told",
    "workflows/handoff/edxml/recording.py": "statuses: the entry names the SHA-256 of the file",
    "workflows/handoff/province_services.py": "returns and answers: told by the moves, line by line",
    "workflows/handoff/sending.py": "sendings: the entry names the SHA-256 of the package",
    "workflows/notices/mailing.py": "mails are no evidence",
    "workflows/notices/posting.py": "mails are no evidence",
    "workflows/notices/sending.py": "mails are no evidence",
    "workflows/line_records/keeping.py": "only added to: told by payment.*, handover.* and revocation.given_back*",
    "workflows/revocations/asking_back.py": "what was found later, only added to: told by payment.* and handover.*",
    "workflows/revocations/recording.py": "revoked awards, only added to: told by proposal.award_revoked",
    "workflows/receipts/services.py": "scans of signed sheets: the entry names the SHA-256 of the file",
    "workflows/opinions/services.py": "files of an opinion: the entry names their SHA-256",
}


def _services():
    """Public functions of the files that hold deeds."""
    for name in functions():
        module, _dot, function = name.rpartition(".")
        if module.endswith("services") and not function.startswith("_"):
            yield name


def test_every_deed_that_writes_history_records_an_act():
    untold = {name for name in _services() if reaches(name, TRACKED) and not reaches(name, RECORD)}

    assert untold == TOLD_BY_THE_CALLER.keys()


def test_whoever_writes_history_is_reached_from_somebody_who_records():
    """Also outside of services: helpers that save stand under a deed that records."""
    writers = {name for name, (_node, used) in functions().items() if used & TRACKED}
    tellers = {name for name in functions() if reaches(name, RECORD)}

    untold = [name for name in writers - tellers if not any(reaches(each, {name}) for each in tellers)]

    assert untold == []


def _saves(path):
    """Calls of `save` and of a manager's `create`."""
    for node in ast.walk(tree_of(path)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        by_tracked = isinstance(node.func.value, ast.Name) and node.func.value.id == "tracked"
        if node.func.attr in ("save", "create", "get_or_create") and not by_tracked:
            yield node.func.attr


def test_rows_are_saved_beside_history_only_where_it_is_explained():
    found = {name_of(path) for path in code() if any(_saves(path))}

    assert sorted(found) == sorted(SAVES)
