"""Certificates as sheets handed out: their codes, on which stock they are printed, and what stands on each."""

import secrets

from django.conf import settings

from documents.printing.stock_places import stock_of
from workflows.decisions import papers
from workflows.decisions.certificate_models import Certificate

# Without i, l, o and u, which are mistaken for others; 26 of 32 letters are 130 random bits.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
CODE_LENGTH = 26
_AS_MEANT = str.maketrans({"o": "0", "i": "1", "l": "1", "-": None, " ": None})


def new_code():
    """A code nobody can guess or reckon: random, of nothing."""
    return "".join(secrets.choice(ALPHABET) for _letter in range(CODE_LENGTH))


def as_meant(typed):
    """The code somebody typed or scanned, dashes and look-alikes mended; empty where it cannot be one."""
    code = typed.lower().translate(_AS_MEANT)
    return code if len(code) == CODE_LENGTH and set(code) <= set(ALPHABET) else ""


def address_of(code):
    """The open page of a certificate, as it is printed."""
    return f"{settings.PUBLIC_URL}/c/{code}/"


def print_first(decision, lines, stock):
    """(the new codes by line, the PDF): one sheet for each line of a decision just numbered. stock: None, the
    built-in sheet."""
    codes = {line.pk: new_code() for line in lines}
    addresses = {pk: address_of(code) for pk, code in codes.items()}
    return codes, papers.render_decision_certificates(decision, lines, addresses=addresses, stock=stock_of(stock))


def hand_out(decision, lines, codes, *, stock, rendition, deed):
    """Keep which certificate each line got; the caller's entry tells of the file by its SHA-256."""
    Certificate.objects.bulk_create(
        Certificate(
            line=line,
            code=codes[line.pk],
            golden_book_number=line.golden_book_number,
            golden_book_year=decision.register_year,
            stock=stock,
            stock_version=stock and stock.row_version,
            rendition=rendition,
            made_by=deed.by.user,
            made_at=deed.now,
        )
        for line in lines
    )
