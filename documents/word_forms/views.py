"""Pages of the commune's Word forms: the list with its fields, taking one in, ending it, the files."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from documents.word_forms import file_views, services
from documents.word_forms.fields import kinds
from documents.word_forms.forms import WordFormForm
from documents.word_forms.queries import commune_kept, forms_seen
from permissions.fields import whole_number
from permissions.pages import asks, held_by
from permissions.refusals import ValidationError


def _form_or_404(request, pk):
    return get_object_or_404(forms_seen(request.user, held_by(request)), pk=pk)


@require_http_methods(["GET", "POST"])
@asks("word_forms.keep")
def index(request):
    """Every form of the commune, the fields of each paper, and a place to take one in."""
    form = WordFormForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_form(commune=commune_kept(held_by(request)), by=request.user, **form.cleaned_data)
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            messages.success(request, _("The form is taken in. It is offered beside our own papers from now on."))
            return redirect("word_forms:list")
    context = {"forms": forms_seen(request.user, held_by(request)), "form": form, "kinds": kinds()}
    return render(request, "documents/word_forms/list.html", context, status=422 if form.errors else 200)


@require_POST
@asks("word_forms.keep")
def end(request, pk):
    form = _form_or_404(request, pk)
    row_version = whole_number(request.POST.get("row_version"), 0)
    services.end_form(form=form, row_version=row_version, by=request.user)
    messages.success(request, _("The form has ended. Papers are offered in our own layout alone."))
    return redirect("word_forms:list")


@require_GET
@asks("word_forms.keep")
def file(request, pk):
    """The form as it was taken in."""
    return file_views.form_file(_form_or_404(request, pk))


@require_GET
@asks("word_forms.keep")
def sample(request, pk):
    """The form filled with sample data."""
    return file_views.sample_file(_form_or_404(request, pk))
