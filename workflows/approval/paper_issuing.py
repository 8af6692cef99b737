"""Issuing or sending a signed paper from its page: a refusal that the form can mend stands on the form."""

from permissions.fields import refused_by_field
from permissions.reads import refused
from permissions.refusals import NotNow, ValidationError


def tried(request, form, deed, *, commune_id, field=None):
    """Do the deed with what the valid form says; returns the status of the page that shows it again, None when done.

    deed: called with row_version, by, acting_as and the form's own fields. field: at which a NotNow stands, None for
    the whole form. Who may not, and who was slower, is refused as everywhere.
    """
    said = {"row_version": request.POST.get("row_version") or 0, "acting_as": request.POST.get("acting_as", "")}
    try:
        deed(by=request.user, **said, **form.cleaned_data)
    except ValidationError as fault:
        refused_by_field(form, fault)
        return 422
    except NotNow as refusal:
        form.add_error(field, refusal.sentences)
        refused(request, refusal.code, commune_id=commune_id)
        return refusal.status
    return None
