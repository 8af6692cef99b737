"""Filling a commune's Word form: docxtpl in the sandbox, with the grammar before it."""

from io import BytesIO

from django.utils.translation import gettext as _
from docxtpl import DocxTemplate
from jinja2 import TemplateError

from documents.printing.docx_parts import fixed
from documents.word_forms.grammar import FormEnvironment
from permissions.refusals import ValidationError


def filled(form, kind, context):
    """The form with these values (bytes); the same input gives the same bytes. form: bytes of a checked Word file.

    Raises ValidationError for a form that says anything but known fields, or cannot be read.
    """
    template, made = DocxTemplate(BytesIO(form)), BytesIO()
    try:
        template.render(context, FormEnvironment(kind))
    except TemplateError:
        told = _("The fields of the form cannot be read. Look at their brackets: a field is written like {{ name }}.")
        raise ValidationError(told, code="form_unreadable") from None
    template.save(made)
    return fixed(made)


def refuse_without_fields(form, kind):
    """Raises ValidationError for a form into which nothing would be filled. form: bytes that `filled` takes."""
    if not DocxTemplate(BytesIO(form)).get_undeclared_template_variables(FormEnvironment(kind)):
        told = _("The form has no field, so every paper would be the same. Write the fields below into it.")
        raise ValidationError(told, code="form_without_fields")
