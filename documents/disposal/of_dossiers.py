"""What of letters and proposals goes when a dossier is disposed of; code, number, days, states and outcomes stay."""

from django.db.models import Q

from documents.arrivals.models import Arrival
from documents.disposal.contents import register_file, register_texts
from documents.disposal.models import Hold
from documents.proposals.models import Letter, Nomination, Paper, Proposal, Version
from permissions.vietnamese import search_key


def _code_alone(row):
    return search_key(row.code)


register_texts(
    Letter,
    by="id",
    words=(
        "title",
        "signer_name",
        "signer_title",
        "examined_from",
        "examined_until",
        "examined_at",
        "examination_chair",
        "examination_secretary",
    ),
    clear={"search_key": _code_alone, "examined_on": None, "called_count": None, "present_count": None},
)
register_texts(
    Proposal,
    by="letter",
    words=("title", "appraisal_text", "suspension_reference", "ending_reason"),
    clear={"search_key": _code_alone},
)
register_texts(
    Nomination,
    by="letter",
    words=("full_name", "position", "workplace", "summary", "outcome_reason"),
    clear={
        "birth_on": None,
        "is_female": None,
        "period_from": None,
        "period_to": None,
        "yes_count": None,
        "no_count": None,
        "search_key": "",
        "sort_key": "",
    },
)
register_texts(Paper, by="letter", words=("file_name",))
register_texts(Version, by="proposal__letter", clear={"body": ""})
register_texts(Hold, by="letter", words=("reason", "document_number", "release_reason"))
register_file(Paper, field="blob", of=lambda letters: Q(letter__in=letters))
register_file(Arrival, field="scan", of=lambda letters: Q(letter__in=letters))
