"""Pages of the document axis: the message of a sending as a file, a receiver's status and a document that came, read
from their files."""

from tempfile import TemporaryFile

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from documents.numbers import services as numbers
from documents.numbers.kinds import RegisterKind
from permissions import access
from permissions.fields import refused_by_field
from permissions.pages import asks, held_by
from permissions.refusals import ValidationError
from workflows.handoff import shown
from workflows.handoff.edxml import outgoing
from workflows.handoff.edxml.arriving import register_message
from workflows.handoff.edxml.reading import MESSAGE_LIMIT_BYTES
from workflows.handoff.edxml.recording import record_status
from workflows.handoff.file_views import note_download, sending_or_404
from workflows.handoff.forms import MessageForm, StatusForm
from workflows.handoff.views import GET_OR_POST, letter_or_404


def message_file(request, letter, sending):
    """The message of a sending as an answer; 404 where no message can be made. The taking out is noted."""
    if not outgoing.is_on(letter):
        raise Http404
    note_download(request, letter, f"sendings/{sending.number}/edxml", sending.sha256)
    file = TemporaryFile()  # noqa: SIM115 - the answer closes it
    outgoing.write(sending, file)
    file.seek(0)
    name = f"{letter.code}-{sending.number}.edxml"
    response = FileResponse(file, as_attachment=True, filename=name, content_type="application/xml")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@require_GET
@asks("transmittals.view")
def message(request, code, number):
    """The message of a sending after QCVN 102:2016."""
    letter, sending = sending_or_404(request, code, number)
    return message_file(request, letter, sending)


@GET_OR_POST
@asks("arrivals.register")
def arrived(request):
    """A document that came over the axis is registered from its message file."""
    capacities = [c for c in held_by(request) if c.office in access.offices_with("arrivals.register")]
    commune = capacities[0].appointment.unit.commune
    year = timezone.localdate().year
    is_external = numbers.is_external(commune=commune, kind=RegisterKind.ARRIVAL, year=year)
    form = MessageForm(request.POST or None, request.FILES or None, is_external=is_external)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        content = said.pop("file").read(MESSAGE_LIMIT_BYTES + 1)
        try:
            arrival, left = register_message(
                commune=commune, content=content, by=request.user, acting_as=request.POST.get("acting_as", ""), **said
            )
        except ValidationError as fault:
            refused_by_field(form, fault)
        else:
            messages.success(request, _("Registered: number of arrival %(number)s.") % {"number": arrival})
            if left:
                told = _("These attachments stand only in the message file; keep it, or register them too: %(files)s.")
                messages.warning(request, told % {"files": ", ".join(left)})
            return redirect("arrivals:detail", arrival.pk)
    context = {"form": form, "capacities": capacities}
    return render(request, "workflows/handoff/arrived.html", context, status=422 if form.errors else 200)


@GET_OR_POST
@asks("transmittals.forward")
def status(request, code):
    """The file of a status message is chosen; what it says is kept, the letter stays where it is."""
    letter = letter_or_404(request, code)
    access.require(request.user, "transmittals.forward", letter)
    form = StatusForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = record_status(
                transmittal=letter,
                row_version=request.POST.get("row_version") or 0,
                content=form.cleaned_data["file"].read(),
                by=request.user,
                acting_as=request.POST.get("acting_as", ""),
            )
        except ValidationError as fault:
            refused_by_field(form, ValidationError({"file": fault.messages}))
        else:
            messages.success(request, _("Recorded: %(status)s.") % {"status": row.get_code_display()})
            return redirect("transmittals:detail", code=code)
    context = {
        "letter": letter,
        "form": form,
        "row_version": request.POST.get("row_version") or letter.row_version,
        "capacities": shown.holders(letter, "transmittals.forward", held_by(request)),
    }
    return render(request, "workflows/handoff/status.html", context, status=422 if form.errors else 200)
