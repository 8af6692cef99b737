"""The stock a commune prints certificates on: set up, changed, its scan. A line on stock/<key> each."""

import json

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.attachments import services as attachments
from documents.attachments.media_types import PICTURES
from documents.printing.models import CertificateStock
from documents.printing.stock_places import default_places, text_of
from permissions import access
from permissions.ledger import acts, tracked
from permissions.ledger.races import check_row_version
from permissions.ledger.services import Line, record
from permissions.refusals import ValidationError

RIGHT = "decisions.issue"
acts.declare(
    {
        "stock.set_up": gettext_lazy("set up a stock of certificates"),
        "stock.changed": gettext_lazy("changed a stock of certificates"),
    }
)


def set_up_stock(*, commune, values, by, acting_as=""):
    """A new stock of the commune, its fields where the built-in sheet has them; returns it.

    values: name, award_form, width_mm, height_mm, is_text_only. Raises NotYou, ValidationError for a name used before.
    """
    with transaction.atomic():
        capacity = access.require(by, RIGHT, commune, acting_as=acting_as)
        places = text_of(default_places(values["width_mm"], values["height_mm"]))
        stock = CertificateStock(commune=commune, places=places, **values)
        kept = _saved(stock, by)
        _note(stock, "stock.set_up", {"name": stock.name, "history": [kept]}, by, capacity)
    return stock


def change_stock(*, stock, row_version, values, by, upload=None, acting_as=""):
    """Change what is said of a stock, where its fields stand and its scan; returns it. What was printed stays.

    values: as in `set_up_stock`, with is_active, and places (a list; see the model). upload: a JPEG or PNG.
    Raises NotYou, LostRace, ValidationError.
    """
    with transaction.atomic():
        stock = CertificateStock.objects.select_for_update(of=("self",)).select_related("commune").get(pk=stock.pk)
        capacity = access.require(by, RIGHT, stock, acting_as=acting_as)
        check_row_version(stock, row_version, _("the stock"))
        before, places_before = tracked.snapshot(stock), stock.fields_placed
        for name, value in values.items():
            setattr(stock, name, text_of(value) if name == "places" else value)
        if upload is not None:
            stock.scan = _picture(upload)
        changes = tracked.changes(before, tracked.snapshot(stock))
        if not changes:
            return stock
        stock.row_version += 1
        body = _told(stock, changes, places_before) | {"history": [_saved(stock, by)]}
        _note(stock, "stock.changed", body, by, capacity)
    return stock


def _picture(upload):
    try:
        return attachments.store(upload, PICTURES)
    except ValidationError as fault:
        raise ValidationError({"scan": fault.messages}) from None


def _told(stock, changes, places_before):
    """What the entry tells: columns as they were and are, the names of the fields that moved, the scan by its hash."""
    moved = changes.pop("places", None) and _moved(places_before, json.loads(stock.places))
    scan = changes.pop("scan", None) and stock.scan.sha256
    body = {"name": stock.name, "changes": changes, "places": moved, "scan_sha256": scan}
    return {name: said for name, said in body.items() if said}


def _moved(before, after):
    known = {place["name"]: place for place in before}
    return [place["name"] for place in after if known.get(place["name"]) != place]


def _saved(stock, by):
    try:
        with transaction.atomic():
            return tracked.save(stock, by=by)
    except IntegrityError:
        taken = _("The commune has a stock of this name already. Choose another name.")
        raise ValidationError({"name": taken}) from None


def _note(stock, act, body, by, capacity):
    line = Line(stream=stock.stream, act=act, body=body)
    record([line], commune_id=stock.commune_id, by=by, acting_as=capacity)
