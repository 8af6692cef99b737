"""What of the objections to a dossier goes when it is disposed of."""

from django.db.models import Q

from documents.disposal.contents import register_file, register_texts
from workflows.public_notice.models import Objection

register_texts(Objection, by="proposal__letter", words=("objector", "text", "scan_name", "answer"))
register_file(Objection, field="scan", of=lambda letters: Q(proposal__letter__in=letters))
