"""The words of a nominee that a correcting decision may mend, as they are kept and as they are printed."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from documents.printing.wording import short_date
from documents.proposals.models import Nomination

# Field of the nomination -> (its word on pages, its word on paper). Official wording, hence in Vietnamese on paper.
MENDED = {
    "full_name": (_("Full name"), "Họ và tên (tên tập thể, hộ gia đình)"),
    "birth_on": (_("Birth date"), "Ngày sinh"),
    "position": (_("Position"), "Chức vụ"),
    "workplace": (_("Workplace or address"), "Đơn vị, địa chỉ"),
}


def words_of(nominee, field):
    """What the nominee's field says, as kept in a line: text, a day as ISO."""
    value = getattr(nominee, field)
    return value.isoformat() if isinstance(value, date) else value or ""


def value_of(field, words):
    """The kept words as the value of the field."""
    return Nomination._meta.get_field(field).to_python(words) if words else None if field == "birth_on" else words


def printed(field, words):
    """The kept words as papers and pages write them."""
    return short_date(date.fromisoformat(words)) if field == "birth_on" and words else words
