"""A register of numbers as a file."""

from django.utils.translation import gettext as _

from documents.numbers.models import IssuedNumber
from documents.sheets.serving import Shown, export_response, rows_to_export


def register_file(request, register, papers):
    """The numbers that left a register of a year, in their order, each with the paper that bears it.

    papers: {number as kept: (code, abstract, day)} of those this person may see.
    """
    none = ("", "", None)
    shown = [
        Shown(_("Number"), str, 10),
        Shown(_("Date"), lambda row: papers.get(str(row), none)[2], 13, "date"),
        Shown(_("Code"), lambda row: papers.get(str(row), none)[0], 20),
        Shown(_("Abstract"), lambda row: papers.get(str(row), none)[1], 56),
        Shown(_("Taken at"), lambda row: row.taken_at, 17, "date"),
    ]
    rows = rows_to_export(IssuedNumber.objects.filter(register=register.pk).order_by("number", "suffix"))
    title = _("Register of numbers: %(register)s") % {"register": register}
    what = f"registers/{register.commune.code}/{register.kind}/{register.year}"
    return export_response(
        request, what, title=title, shown=shown, rows=rows, narrowed=_("year %(year)s") % {"year": register.year}
    )
