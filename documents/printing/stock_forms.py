"""Forms of a stock: its sheet, and where each field stands."""

from decimal import Decimal

from django import forms
from django.template.defaultfilters import floatformat
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.attachments.media_types import PICTURES, accept_of
from documents.catalogue.models import AwardForm
from documents.printing.stock_places import BUILT_IN
from permissions.fields import LineField

SIZES = {
    "a4": (Decimal(297), Decimal(210)),
    "a4_upright": (Decimal(210), Decimal(297)),
    "a3": (Decimal(420), Decimal(297)),
    "a3_upright": (Decimal(297), Decimal(420)),
}
_SIZES = [
    ("a4", gettext_lazy("A4 across, 297 × 210 mm")),
    ("a4_upright", gettext_lazy("A4 upright, 210 × 297 mm")),
    ("a3", gettext_lazy("A3 across, 420 × 297 mm")),
    ("a3_upright", gettext_lazy("A3 upright, 297 × 420 mm")),
    ("own", gettext_lazy("Another size")),
]
NAMES = {
    "nation": gettext_lazy("Name of the State"),
    "motto": gettext_lazy("Motto"),
    "issuer": gettext_lazy("Who awards"),
    "verb": gettext_lazy("The word “Tặng”"),
    "award": gettext_lazy("Name of the award"),
    "nominee": gettext_lazy("Awarded to"),
    "detail": gettext_lazy("Post and unit, or address"),
    "achievement": gettext_lazy("Achievement rewarded"),
    "dateline": gettext_lazy("Place and date"),
    "signing_form": gettext_lazy("Signing form and post"),
    "signer": gettext_lazy("Name of the signer"),
    "qr": gettext_lazy("QR code"),
    "address": gettext_lazy("Address under the QR code"),
    "decision": gettext_lazy("Number of the decision and of the golden book"),
}
_ALIGNED = [("left", gettext_lazy("left")), ("center", gettext_lazy("centre")), ("right", gettext_lazy("right"))]
SMALLEST_QR_MM, SMALLEST_MM, LARGEST_MM = 18, Decimal(50), Decimal(900)


def _comma():
    return formats.get_format("DECIMAL_SEPARATOR")


class Figure(forms.DecimalField):
    """A number with a comma or a point, as people type it; shown with the comma of the language."""

    def prepare_value(self, value):
        return value if value is None or isinstance(value, str) else floatformat(value, "-1u").replace(".", _comma())

    def to_python(self, value):
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


def millimetres(least, label=""):
    """A length in mm, to a tenth."""
    return Figure(
        label=label,
        min_value=least,
        max_value=LARGEST_MM,
        max_digits=5,
        decimal_places=1,
        localize=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "form-control"}),
    )


class StockForm(forms.Form):
    """The sheet: name, for which award form, size, printed already or not."""

    name = LineField(label=gettext_lazy("Name of the stock"), max_length=120)
    award_form = forms.ModelChoiceField(
        label=gettext_lazy("Only for the award form"),
        queryset=AwardForm.objects.filter(is_active=True),
        required=False,
        empty_label=gettext_lazy("All award forms"),
    )
    page_size = forms.ChoiceField(label=gettext_lazy("Size of the sheet"), choices=_SIZES)
    width_mm = millimetres(SMALLEST_MM, gettext_lazy("Width in mm, of another size"))
    height_mm = millimetres(SMALLEST_MM, gettext_lazy("Height in mm, of another size"))
    is_text_only = forms.BooleanField(
        label=gettext_lazy("The sheet is printed already: print the words only, without frame"), required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("width_mm", "height_mm"):
            self.fields[name].required = False

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("page_size") in SIZES:
            cleaned["width_mm"], cleaned["height_mm"] = SIZES[cleaned["page_size"]]
        for name in ("width_mm", "height_mm"):
            if cleaned.get(name) is None and name not in self.errors:
                self.add_error(name, _("Type the size of the sheet in mm."))
        cleaned.pop("page_size", None)
        return cleaned


class ChangeForm(StockForm):
    """The sheet as above, whether it is in use, and a picture of it."""

    is_active = forms.BooleanField(label=gettext_lazy("In use"), required=False)
    scan = forms.FileField(
        label=gettext_lazy("Scan of the empty sheet"),
        required=False,
        help_text=gettext_lazy("JPEG or PNG, the whole sheet without margin. It stands under the preview alone."),
        widget=forms.FileInput(attrs={"accept": accept_of(PICTURES), "class": "form-control"}),
    )


class PlaceForm(forms.Form):
    """Where one field stands; lengths in mm from the top left corner, the type size in pt."""

    is_on = forms.BooleanField(label=gettext_lazy("Printed"), required=False)
    x_mm = millimetres(0, gettext_lazy("From the left"))
    y_mm = millimetres(0, gettext_lazy("From the top"))
    width_mm = millimetres(1, gettext_lazy("Width"))
    height_mm = millimetres(1, gettext_lazy("Height"))
    size = Figure(
        label=gettext_lazy("Size (pt)"),
        min_value=0,
        max_value=120,
        max_digits=4,
        decimal_places=1,
        localize=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "form-control"}),
    )
    align = forms.ChoiceField(label=gettext_lazy("Aligned"), choices=_ALIGNED)

    def __init__(self, *args, name, **kwargs):
        super().__init__(*args, prefix=name, auto_id=f"id_{name}_%s", **kwargs)
        self.name, self.title = name, NAMES[name]
        if BUILT_IN[name].is_image:
            for unused in ("size", "align"):
                self.fields[unused].required = False
                self.fields[unused].widget = forms.HiddenInput()

    def clean(self):
        cleaned = super().clean()
        if not self.errors and cleaned["is_on"]:
            self._refuse_unreadable(cleaned)
        return cleaned

    def _refuse_unreadable(self, cleaned):
        is_image = BUILT_IN[self.name].is_image
        if is_image and min(cleaned["width_mm"], cleaned["height_mm"]) < SMALLEST_QR_MM:
            told = _("A QR code smaller than %(least)s mm cannot be read after printing.") % {"least": SMALLEST_QR_MM}
            self.add_error("width_mm", told)
        if not is_image and cleaned["size"] < 4:
            self.add_error("size", _("Letters smaller than 4 pt cannot be read."))

    def place(self):
        """What the stock keeps of the field."""
        figures = {name: float(self.cleaned_data[name]) for name in ("x_mm", "y_mm", "width_mm", "height_mm")}
        size, align = self.cleaned_data["size"] or 0, self.cleaned_data["align"] or "center"
        return {"name": self.name, "is_on": self.cleaned_data["is_on"], **figures, "size": float(size), "align": align}


class Places:
    """The forms of all fields of a stock, in the order of the sheet."""

    def __init__(self, stock, data=None):
        kept = {place["name"]: place for place in stock.fields_placed}
        self.forms = [PlaceForm(data, name=name, initial=kept.get(name)) for name in NAMES]

    def is_valid(self, width_mm, height_mm):
        """Asks every form, and that each field stands on the sheet; the faults stand on the forms."""
        valid = [form.is_valid() for form in self.forms]
        if not all(valid):
            return False
        for form in self.forms:
            said = form.cleaned_data
            for start, length, end in (("x_mm", "width_mm", width_mm), ("y_mm", "height_mm", height_mm)):
                if said["is_on"] and said[start] + said[length] > end:
                    told = _("The field ends %(over)s mm beyond the sheet.")
                    form.add_error(length, told % {"over": said[start] + said[length] - end})
        return not any(form.errors for form in self.forms)

    def values(self):
        return [form.place() for form in self.forms]


def initial_of(stock):
    """What the form of a stock shows first."""
    size = (stock.width_mm, stock.height_mm)
    page_size = next((name for name, known in SIZES.items() if known == size), "own")
    columns = ("name", "award_form", "width_mm", "height_mm", "is_text_only", "is_active")
    return {"page_size": page_size, **{name: getattr(stock, name) for name in columns}}
