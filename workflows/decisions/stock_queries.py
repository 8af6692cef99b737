"""On which stock the certificates of a decision are printed."""

from django.db.models import F, Q
from django.utils.translation import gettext as _

from documents.printing.models import CertificateStock
from permissions.refusals import ValidationError

UNCHOSEN = object()


def stocks_for(commune_id, award_form_id):
    """The stocks in use that fit an award form, those made for it first; the first of them is the usual one."""
    fits = Q(award_form=None) | Q(award_form=award_form_id)
    rows = CertificateStock.objects.filter(fits, commune=commune_id, is_active=True)
    return rows.order_by(F("award_form").asc(nulls_last=True), "name", "pk")


def chosen_stock(decision, key):
    """The CertificateStock of this key, None for the built-in sheet; UNCHOSEN gives the usual one of the commune.

    Raises ValidationError for a stock that is of another commune, not in use or for another award form.
    """
    rows = stocks_for(decision.commune_id, decision.award_form_id)
    if key is UNCHOSEN:
        return rows.first()
    if key is None:
        return None
    found = rows.filter(pk=key).first()
    if found is None:
        raise ValidationError({"stock": _("This stock is not in use for the award form. Choose another one.")})
    return found
