"""The stock of a commune: figures become places on the sheet, every change is told, the sheet printed stays."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from PIL import Image

from documents.printing import stock_services as services
from documents.printing.certificates import render_certificates, sheet_png
from documents.printing.models import CertificateStock
from documents.printing.stock_forms import NAMES
from documents.printing.stock_places import BUILT_IN, default_places, stock_of
from documents.printing.stock_samples import SAMPLE, preview_png, trial_print
from permissions.ledger.models import LedgerEntry
from permissions.ledger.verify import verify
from permissions.refusals import LostRace, NotYou, ValidationError
from tests import making
from tests.documents.attachments import files
from tests.documents.printing.reading import pages_of, sizes_mm

pytestmark = pytest.mark.django_db
SHEET = {"name": "Phôi A3 in sẵn", "award_form": None, "width_mm": 420, "height_mm": 297, "is_text_only": True}


@pytest.fixture
def stock(cast):
    return services.set_up_stock(commune=cast.here.commune, values=SHEET, by=cast.here.records_clerk)


def _change(stock, by, **values):
    values = {**{name: getattr(stock, name) for name in SHEET}, "places": stock.fields_placed, **values}
    upload = values.pop("upload", None)
    return services.change_stock(stock=stock, row_version=stock.row_version, values=values, upload=upload, by=by)


def _inked_mm(png, ppi, left, top, right, bottom):
    """Bounding box in mm of what is dark inside a part of the picture, given in mm."""
    picture = Image.open(io.BytesIO(png)).convert("L").point(lambda grey: 255 * (grey < 150))
    part = picture.crop(tuple(round(edge * ppi / 25.4) for edge in (left, top, right, bottom)))
    found = part.getbbox()
    return found and [found[0] * 25.4 / ppi + left, found[1] * 25.4 / ppi + top,
                      found[2] * 25.4 / ppi + left, found[3] * 25.4 / ppi + top]  # fmt: skip


def test_every_field_stands_within_a_millimetre_of_its_figures(stock, cast):
    """Each field alone on the sheet: what is inked lies inside its box, and touches the edge it is aligned to."""
    for number, name in enumerate(NAMES):
        place = {"name": name, "is_on": True, "x_mm": 37.5 + number, "y_mm": 61.0, "width_mm": 150.0, "height_mm": 30.0}
        if BUILT_IN[name].is_image:
            place |= {"width_mm": 30.0}
        changed = CertificateStock(
            **SHEET, places=services.text_of([place | {"size": 12.0, "align": ("left", "right")[number % 2]}])
        )

        png = sheet_png(SAMPLE, stock=stock_of(changed), ppi=127)

        left, top, right, bottom = _inked_mm(png, 127, 0, 0, 420, 297)
        edge = place["x_mm"] + place["width_mm"]
        assert place["x_mm"] - 0.3 <= left and right <= edge + 0.3, name
        assert top >= 61 - 0.3 and bottom <= 91.3, name
        if BUILT_IN[name].is_image:
            assert left - place["x_mm"] < 3.5
        else:
            assert (left - place["x_mm"] if number % 2 == 0 else edge - right) < 1, name


def test_a_new_stock_begins_with_the_built_in_places_drawn_to_its_size(stock):
    kept = {place["name"]: place for place in stock.fields_placed}

    assert kept.keys() == BUILT_IN.keys() == NAMES.keys()
    assert stock_of(None) is stock_of(None)
    assert [place for place in default_places(297, 210) if place["x_mm"] != BUILT_IN[place["name"]].x_mm] == []
    assert kept["nominee"]["x_mm"] == pytest.approx(33.5 * 420 / 297, abs=0.06)
    paper = render_certificates([SAMPLE], on=date(2026, 3, 5), stock=stock_of(stock))
    assert sizes_mm(paper) == [(420, 297)]
    assert SAMPLE.nominee in pages_of(paper)[0]


def test_a_change_is_told_with_its_fields_and_keeps_its_history(stock, cast):
    clerk = cast.here.records_clerk
    places = [place | {"is_on": place["name"] != "nation", "x_mm": place["x_mm"] + 1} for place in stock.fields_placed]

    scan = SimpleUploadedFile("phoi.png", files.png(300, 200))
    changed = _change(stock, clerk, places=places, name="Phôi A3 mới", upload=scan)

    entries = LedgerEntry.objects.filter(stream__key=stock.stream).order_by("pk")
    assert [entry.act for entry in entries] == ["stock.set_up", "stock.changed"]
    assert '"places":["address","achievement"' not in entries[1].payload.body
    assert changed.scan.sha256 in entries[1].payload.body
    assert changed.row_version == 2 and stock.history.count() == 2
    assert "nation" not in [field.name for field in stock_of(changed).fields]
    assert verify().holds
    assert _change(changed, clerk).row_version == 2  # nothing changed, nothing told
    assert entries.count() == 2


def test_the_preview_lies_over_the_scan_and_the_test_print_bears_a_ruler(stock, cast):
    dark = io.BytesIO()
    Image.new("RGB", (420, 297), "navy").save(dark, "PNG")
    upload = SimpleUploadedFile("phoi.png", dark.getvalue())
    changed = _change(stock, cast.here.records_clerk, upload=upload)

    picture = Image.open(io.BytesIO(preview_png(changed))).convert("RGB")

    assert picture.getpixel((3, 3))[2] > picture.getpixel((3, 3))[0] + 60
    assert picture.size == pytest.approx((420 * 72 / 25.4, 297 * 72 / 25.4), abs=1)
    paper = trial_print(changed)
    assert sizes_mm(paper) == [(420, 297)]
    assert {"10", "200", "410", "290"} <= set(pages_of(paper)[0].split())
    assert paper == trial_print(changed)


def test_refusals(stock, cast):
    clerk, there = cast.here.records_clerk, cast.there.records_clerk

    for person in (cast.here.office_reviewer, cast.here.commune_chair, there):
        with pytest.raises(NotYou), transaction.atomic():
            _change(stock, person, name="Khác")
    with pytest.raises(NotYou):
        services.set_up_stock(commune=cast.here.commune, values=SHEET | {"name": "Khác"}, by=there)
    with pytest.raises(ValidationError) as twice:
        services.set_up_stock(commune=cast.here.commune, values=SHEET, by=clerk)
    with pytest.raises(ValidationError) as no_picture:
        _change(stock, clerk, upload=making.pdf("phoi.pdf"))
    stock.row_version = 7
    with pytest.raises(LostRace):
        _change(stock, clerk, name="Khác")

    assert twice.value.message_dict.keys() == {"name"}
    assert no_picture.value.message_dict.keys() == {"scan"}
    assert CertificateStock.objects.get().name == SHEET["name"]


def _form(stock, **changed):
    typed = {f"{place['name']}-{key}": value for place in stock.fields_placed for key, value in place.items()}
    typed = {name: value for name, value in typed.items() if value is not False}
    sheet = {"name": stock.name, "page_size": "a3", "is_text_only": "on", "is_active": "on", "row_version": "1"}
    return typed | sheet | {name.replace("__", "-"): value for name, value in changed.items()}


def test_the_page_keeps_figures_previews_without_keeping_and_marks_what_cannot_be(stock, cast, client):
    client.force_login(cast.here.records_clerk)
    address = f"/certificates/stocks/{stock.pk}/"

    shown = client.post(f"{address}preview/", _form(stock, nominee__x_mm="50.5"))
    beyond = client.post(address, _form(stock, nominee__x_mm="300"))
    unread = client.post(address, _form(stock, qr__width_mm="10", nominee__size="2"))

    assert shown.status_code == 200 and b"data:image/png;base64," in shown.content
    assert [answer.status_code for answer in (beyond, unread)] == [422, 422]
    assert "nominee-x_mm" in beyond.content.decode() and 'value="300"' in beyond.content.decode()
    assert CertificateStock.objects.get().row_version == 1
    kept = client.post(address, _form(stock, nominee__x_mm="50,5"))
    again = client.get(address).text
    assert kept.status_code == 302
    stock.refresh_from_db()
    assert next(place for place in stock.fields_placed if place["name"] == "nominee")["x_mm"] == 50.5
    assert 'value="50,5"' in again and 'value="50.5"' not in again
    assert client.post(address, _form(stock)).status_code == 409
