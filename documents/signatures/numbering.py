"""A paper that its leader signs before it has number and date: with room for both, and with both filled in."""

from documents.printing import wording
from documents.printing.typst_writer import gaps_in, render_pdf
from documents.signatures.filling import filled, prepared
from documents.signatures.places import with_places
from documents.signatures.services import bytes_of, current_file


def ready_to_sign(blocks, *, title, on, watermark=""):
    """The unnumbered paper as PDF, with an empty field wherever number, date, signature and seal will stand."""
    pdf = render_pdf(blocks, title=title, on=on, watermark=watermark)
    pdf = prepared(pdf, gaps_in(blocks, title=title, watermark=watermark))
    return with_places(pdf, blocks, title=title, watermark=watermark)


def numbered(issued, *, number, symbol, signed_in, day):
    """(PDF with number and date after the digital signatures, SHA-256 of the signed file), None where there are none.

    issued: the paper as it was signed, with number and date at its top and in the reference of its list. signed_in:
    the year that stands at its top already; a paper of another year is printed anew, and so is one whose fields the
    signing program took away.
    """
    blob = current_file(issued)
    if blob.pk == issued.blob_id or day.year != signed_in:
        return None
    number = wording.document_number(number, symbol).removesuffix(f"/{symbol}")
    _word, of_day, _month, of_month, _year, of_year = wording.date_in_words(day).split()
    words = [number, of_day, of_month, number, of_day, of_month, of_year]
    try:
        return filled(bytes_of(blob), words, on=day), blob.sha256
    except ValueError:
        return None
