"""How Django forms are drawn: our own templates for a form and a field, everywhere."""

from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    """Draws `{{ form }}` and `{{ field.as_field_group }}` by the parts of this project."""

    form_template_name = "parts/form.html"
    field_template_name = "parts/field.html"
