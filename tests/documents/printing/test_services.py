import hashlib

import pytest

from documents.attachments.serving import open_blob
from documents.printing import services
from documents.printing.kinds import PaperKind
from documents.printing.models import Issued
from documents.printing.typst_writer import render_pdf
from tests.documents.printing.papers import DAY, decision

pytestmark = pytest.mark.django_db


def keep(cast, pdf, **fields):
    return services.keep(
        commune=cast.here.commune,
        kind=PaperKind.DECISION,
        subject_key="decision/PQ-2026-D004",
        title="Quyết định số 05/QĐ-UBND",
        pdf=pdf,
        by=cast.here.commune_chair,
        **fields,
    )


@pytest.fixture
def pdf():
    return render_pdf(decision(), title="Quyết định số 05/QĐ-UBND", on=DAY)


def test_a_rendition_is_kept_with_number_and_hash(cast, pdf):
    issued = keep(cast, pdf, number=5, symbol="QĐ-UBND", issued_on=DAY)

    issued.refresh_from_db()
    assert (issued.number, issued.symbol, issued.issued_on, issued.made_by) == (
        "5",
        "QĐ-UBND",
        DAY,
        cast.here.commune_chair,
    )
    assert issued.sha256 == issued.blob.sha256 == hashlib.sha256(pdf).hexdigest()
    with open_blob(issued.blob) as file:
        assert file.read() == pdf


def test_the_signed_and_the_numbered_rendition_are_both_kept(cast, pdf):
    signed, numbered = keep(cast, pdf), keep(cast, pdf + b"\n", number=5)

    assert list(Issued.objects.order_by("pk")) == [signed, numbered]


def test_the_same_rendition_again_is_not_kept_twice(cast, pdf):
    assert keep(cast, pdf) == keep(cast, pdf)
    assert Issued.objects.count() == 1
