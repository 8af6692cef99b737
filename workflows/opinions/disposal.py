"""What of the opinions on a dossier goes when it is disposed of: words, files, and the letters that asked."""

from django.db.models import Q

from documents.disposal.contents import register_file, register_streams, register_texts
from documents.printing.models import Issued
from workflows.opinions.models import Opinion, OpinionFile


def _streams(letter):
    codes = Opinion.objects.filter(proposal__letter=letter).order_by("pk").values_list("code", flat=True)
    return [f"opinion/{code}" for code in codes]


register_streams(_streams)
register_texts(
    Opinion,
    by="proposal__letter",
    words=("title", "question", "answer_text", "signer_name", "withdrawn_reason"),
    clear={"search_key": ""},
)
register_texts(OpinionFile, by="opinion__proposal__letter", words=("file_name",))
register_file(OpinionFile, field="blob", of=lambda letters: Q(opinion__proposal__letter__in=letters))
register_file(
    Issued,
    field="blob",
    of=lambda letters: Q(pk__in=Opinion.objects.filter(proposal__letter__in=letters).values("letter")),
)
