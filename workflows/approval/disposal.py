"""What of a review goes when a dossier is disposed of."""

from documents.disposal.contents import register_texts
from workflows.approval.models import Judgement, Remark

register_texts(Remark, by="proposal__letter", words=("text", "answer"))
register_texts(Judgement, by="proposal__letter", words=("reason",))
