"""Word forms as files: the form itself, and the form filled with sample data; pages and endpoints give out the same."""

from documents.attachments.media_types import MediaType
from documents.attachments.serving import file_response, made_anew, open_blob
from documents.word_forms.fields import kind_of
from documents.word_forms.filling import filled


def form_file(form):
    return file_response(form.blob, form.file_name, inline=False)


def filled_form(form, context):
    """The form filled with a context (bytes)."""
    with open_blob(form.blob) as file:
        return filled(file.read(), kind_of(form.kind), context)


def sample_file(form):
    """The form as a paper with sample data; nobody of the commune stands in it."""
    content = filled_form(form, kind_of(form.kind).sample)
    return made_anew(content, f"Xem thử - {form.file_name}", MediaType.DOCX)
