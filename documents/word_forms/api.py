"""Endpoints of the commune's Word forms."""

from django.shortcuts import get_object_or_404
from ninja import File, Form
from ninja.files import UploadedFile

from documents.word_forms import file_views, schemas, services
from documents.word_forms.fields import kinds
from documents.word_forms.queries import commune_kept, forms_seen
from permissions.api_fields import DeedOnRow, Key
from permissions.endpoints import Asks, Endpoints

router = Endpoints(tags=["Word forms"])
KEEP = Asks("word_forms.keep")


def _form_or_404(request, key):
    return get_object_or_404(forms_seen(request.user, request.held), pk=key)


@router.get("/word-form-kinds", auth=KEEP, response=list[schemas.FormKind])
def form_kinds(request):
    """The papers that may have a form of the commune's own, each with its fields."""
    return kinds()


@router.get("/word-forms", auth=KEEP, response=list[schemas.WordForm])
def word_forms(request):
    """The commune's forms, ended ones too."""
    return forms_seen(request.user, request.held)


@router.post("/word-forms", auth=KEEP, response={201: schemas.WordForm})
def add(request, body: Form[schemas.NewWordForm], file: UploadedFile = File(...)):  # noqa: B008 - how django-ninja names a file
    """Take in a Word file (.docx) with known fields alone; the form before it for the same paper ends."""
    commune = commune_kept(request.held)
    return services.add_form(commune=commune, kind=body.kind, upload=file, by=request.user, acting_as=body.acting_as)


@router.post("/word-forms/{key}/end", auth=KEEP, response=schemas.WordForm)
def end(request, key: Key, body: DeedOnRow):
    """End a form; papers come in our own layout alone from then on."""
    form = _form_or_404(request, key)
    return services.end_form(form=form, row_version=body.row_version, by=request.user, acting_as=body.acting_as)


@router.get("/word-forms/{key}/file", auth=KEEP)
def file(request, key: Key):
    """The form as it was taken in."""
    return file_views.form_file(_form_or_404(request, key))


@router.get("/word-forms/{key}/sample", auth=KEEP)
def sample(request, key: Key):
    """The form filled with sample data."""
    return file_views.sample_file(_form_or_404(request, key))
