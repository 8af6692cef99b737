"""What of an offer goes when its dossier is disposed of."""

from documents.disposal.contents import register_texts
from workflows.offers.models import Offer

register_texts(Offer, by="proposal__letter", words=("title", "reason"), clear={"search_key": ""})
