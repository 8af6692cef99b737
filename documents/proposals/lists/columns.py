"""The columns of a letter's list in Excel, with what this letter may ask for, and the sample file made of them."""

from django.utils import formats
from django.utils.translation import gettext as _

from documents.catalogue.kinds import NomineeType
from documents.proposals.forms import LONGEST_SUMMARY
from documents.proposals.models import Nomination
from documents.sheets.columns import Column
from documents.sheets.usual_heads import FORM_HEADS, NAME_HEADS, PLACE_HEADS
from documents.sheets.writing import write_sheet

SAMPLE_ROWS = 300
_TYPE_WORDS = (
    ("individual", "Cá nhân"),
    ("individual", "CN"),
    ("collective", "Tập thể"),
    ("collective", "TT"),
    ("household", "Hộ gia đình"),
    ("household", "Hộ"),
    ("household", "Gia đình"),
)
_GENDER_WORDS = (("f", "Nữ"), ("m", "Nam"), ("f", "Bà"), ("m", "Ông"))


def _length(name):
    return Nomination._meta.get_field(name).max_length


def _forms(offered):
    """Each award form once, whichever kind of nominee it is given to."""
    return list({form.pk: form for forms in offered.values() for form in forms}.values())


def _of_the_nominee():
    return (
        Column(
            "full_name",
            _("Full name"),
            NAME_HEADS,
            required=True,
            max_length=_length("full_name"),
            width=28,
        ),
        Column("birth_on", _("Birth date"), ("Ngày sinh", "Ngày, tháng, năm sinh", "Sinh ngày"), "date", width=13),
        Column(
            "is_female",
            _("Gender"),
            ("Giới tính", "Giới", "Nam, nữ", "Phái"),
            "choice",
            choices=(("f", _("Female")), ("m", _("Male"))),
            aliases=_GENDER_WORDS,
            width=10,
        ),
        Column(
            "position",
            _("Position, occupation"),
            ("Chức vụ", "Chức danh", "Chức vụ, nghề nghiệp", "Nghề nghiệp", "Chức vụ, chức danh"),
            max_length=_length("position"),
            width=18,
        ),
        Column(
            "workplace",
            _("Unit, address"),
            PLACE_HEADS,
            max_length=_length("workplace"),
            width=22,
        ),
    )


def _of_the_award(offered):
    forms = _forms(offered)
    names = [name for form in forms for name in ((form.pk, form.short_name), (form.pk, form.code))]
    return (
        Column(
            "nominee_type",
            _("Kind of nominee"),
            ("Loại đối tượng", "Đối tượng", "Loại", "Loại hình"),
            "choice",
            choices=tuple((kind.value, kind.label) for kind in NomineeType),
            aliases=_TYPE_WORDS,
            width=13,
        ),
        Column(
            "award_form",
            _("Award form"),
            FORM_HEADS,
            "choice",
            choices=tuple((form.pk, form.name) for form in forms),
            aliases=tuple(names),
            width=28,
        ),
        Column(
            "period",
            _("Achievement period"),
            ("Thời gian thành tích", "Thời gian", "Thời gian lập thành tích", "Thành tích từ ngày đến ngày"),
            "period",
            width=24,
        ),
        Column(
            "summary",
            _("Achievement summary"),
            ("Tóm tắt thành tích", "Thành tích", "Tóm tắt", "Nội dung thành tích", "Thành tích tóm tắt"),
            lines=True,
            max_length=LONGEST_SUMMARY,
            width=50,
        ),
    )


def columns_of(offered):
    """The columns, in the order of the sample. offered: as `queries.forms_by_type`."""
    return (*_of_the_nominee(), *_of_the_award(offered))


def sample(letter, offered):
    """Bytes of the file to fill in for this letter."""
    note = _("One row for each person, collective or household. Days like 05/09/2026. Do not change the heads.")
    return write_sheet(
        _("List of nominees, %(unit)s") % {"unit": letter.unit},
        columns_of(offered),
        [],
        note=note,
        filter_line=letter.title,
        empty_rows=SAMPLE_ROWS,
    )


def period_in_words(first, last):
    """A period as the list writes it."""
    if not (first and last):
        return ""
    return " - ".join(formats.date_format(day, "SHORT_DATE_FORMAT") for day in (first, last))
