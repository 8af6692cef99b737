"""Earlier awards as an Excel list: the sample, and what is read in."""

from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.catalogue.kinds import Kind, Level, NomineeType
from documents.catalogue.models import AwardForm, FormRule
from documents.sheets.columns import Column, Fault, head_key
from documents.sheets.meaning import check_row
from documents.sheets.reading import read_sheet
from documents.sheets.usual_heads import FORM_HEADS, NAME_HEADS, PLACE_HEADS
from documents.sheets.writing import write_sheet
from permissions.refusals import ValidationError

ROWS_AT_MOST = 1_000
LIST_LIMIT_BYTES = 5 * 1024 * 1024
_SALT = "documents.registry.lists"


def _choices(kinds):
    return tuple((value, str(label)) for value, label in kinds.choices)


def _who_columns():
    return (
        Column("full_name", _("Full name"), NAME_HEADS, required=True, max_length=200),
        Column(
            "nominee_type",
            _("Kind of recipient"),
            ("Loại", "Đối tượng", "Loại đối tượng"),
            "choice",
            choices=_choices(NomineeType),
        ),
        Column("birth_on", _("Birth date"), ("Ngày sinh", "Ngày, tháng, năm sinh", "Năm sinh"), "date"),
        Column("is_female", _("Sex"), ("Giới tính", "Giới"), "choice", choices=(("1", "Nữ"), ("0", "Nam"))),
        Column("workplace", _("Workplace or address"), PLACE_HEADS, max_length=200, width=28),
    )


def _award_columns():
    heads = {
        "number": ("Số quyết định", "Quyết định số", "Số QĐ", "Số, ký hiệu quyết định"),
        "day": ("Ngày quyết định", "Ngày QĐ", "Ngày, tháng, năm quyết định", "Ngày ký", "Năm", "Năm khen"),
        "achievement": ("Thành tích", "Thành tích được khen", "Nội dung", "Nội dung khen thưởng"),
    }
    kinds, levels = _choices(Kind), _choices(Level)
    return (
        Column("award_form", _("Award form"), FORM_HEADS, required=True, max_length=160, width=34),
        Column("kind", _("Kind of commendation"), ("Loại hình", "Loại hình khen thưởng"), "choice", choices=kinds),
        Column("level", _("Who granted"), ("Cấp khen", "Cấp quyết định"), "choice", choices=levels, width=24),
        Column("issuer", _("Issuing body"), ("Cơ quan ban hành", "Cơ quan quyết định"), max_length=200, width=28),
        Column("decision_number", _("Number of the decision"), heads["number"], max_length=60),
        Column("decided_on", _("Date of the decision"), heads["day"], "date", True, year_alone=True),
        Column("period", _("Achievement period"), ("Thời gian thành tích", "Thời gian"), "period", width=26),
        Column("achievement", _("Achievement rewarded"), heads["achievement"], max_length=600, width=40),
    )


def columns():
    """What a list of earlier awards says of each; the heads are found with accents or without."""
    return (*_who_columns(), *_award_columns())


def sample_sheet():
    """An empty list to fill in."""
    return write_sheet(gettext_lazy("Earlier awards"), columns(), [])


class Earlier:
    """A list of earlier awards under way: rows as read, their faults, what they mean to the book."""

    def __init__(self, rows, *, unknown=(), skipped=()):
        self.rows, self.unknown, self.skipped = rows, list(unknown), list(skipped)
        forms = list(AwardForm.objects.all())
        self._forms = {head_key(str(name)): form for form in forms for name in (form.short_name, form.code, form.name)}
        rules = FormRule.objects.filter(rule_set__owner_unit=None).order_by("rule_set__effective_from", "pk")
        self._levels = dict(rules.values_list("award_form", "authority_level"))
        for row in rows:
            row.faults += self._impossible(row)

    def _impossible(self, row):
        typed, titles = row.typed, {column.key: str(column.title) for column in columns()}
        is_person = (typed["nominee_type"] or NomineeType.INDIVIDUAL) == NomineeType.INDIVIDUAL
        if typed["birth_on"] and not is_person:
            told = _("only a person has a birth date.")
            return [Fault(row.number, "birth_on", titles["birth_on"], told)]
        if typed["award_form"] and not row.values["level"] and not self._level_of(self._form_of(row)):
            told = _("is empty; it is not told by this award form.")
            return [Fault(row.number, "level", titles["level"], told)]
        return []

    def _form_of(self, row):
        return self._forms.get(head_key(row.typed["award_form"]))

    def _level_of(self, form):
        return self._levels.get(form.pk) if form else None

    @property
    def faults(self):
        return [fault for row in self.rows for fault in row.faults]

    @property
    def good(self):
        return [row for row in self.rows if not row.faults]

    def said(self, row):
        """(recipient values, award values) of a row without faults, as the service takes them."""
        typed = row.typed
        sex = typed["is_female"]
        form = self._form_of(row)
        decided, period = typed["decided_on"], typed["period"] or (None, None)
        is_year = isinstance(decided, int)
        return {
            "nominee_type": typed["nominee_type"] or NomineeType.INDIVIDUAL,
            "full_name": typed["full_name"],
            "birth_on": typed["birth_on"],
            "is_female": None if sex is None else sex == "1",
            "workplace": typed["workplace"] or "",
        }, {
            "award_form": form,
            "form_name": "" if form else typed["award_form"],
            "kind": typed["kind"] or "",
            "level": typed["level"] or self._level_of(form),
            "issuer": typed["issuer"] or "",
            "decision_number": typed["decision_number"] or "",
            "year": decided if is_year else None,
            "decided_on": None if is_year else decided,
            "period_from": period[0],
            "period_to": period[1],
            "achievement": typed["achievement"] or "",
        }

    def sealed(self, sha256):
        """What the page carries from the preview to the saving; nobody can change it on the way."""
        texts = [[row.number, row.values] for row in self.rows]
        return signing.dumps({"rows": texts, "sha256": sha256}, salt=_SALT, compress=True)


def content_of(upload):
    """The bytes of an uploaded list. Raises ValidationError for a file larger than any list."""
    if upload.size > LIST_LIMIT_BYTES:
        told = _("The file is larger than the %(limit)s MB a list may have. Copy the rows alone into a new workbook.")
        raise ValidationError(told % {"limit": LIST_LIMIT_BYTES // 1024**2}, code="sheet_too_large")
    return upload.read()


def read_earlier(content):
    """The Earlier of an uploaded file. Raises ValidationError for one that cannot be read."""
    sheet = read_sheet(content, columns(), limit=ROWS_AT_MOST)
    return Earlier(sheet.rows, unknown=sheet.unknown, skipped=sheet.skipped)


def unseal(text):
    """(Earlier, sha256 of its file) of what a preview carried; every row is read anew. Raises signing.BadSignature."""
    carried = signing.loads(text, salt=_SALT, max_age=24 * 3600)
    asked = columns()
    return Earlier([check_row(number, values, asked) for number, values in carried["rows"]]), carried["sha256"]
