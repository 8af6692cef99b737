"""Which rows need a stored file: a file may go when all that name it belong to dossiers that were disposed of."""

from simple_history.models import HistoricalChanges

from documents.attachments.models import Blob

_gone = {}


def register(model, field, gone):
    """Rows of a model let go of their file once their dossier is disposed of. gone: () -> Q of the rows that did."""
    _gone[model, field] = gone


def _references():
    """(model, field) of every foreign key to a stored file, histories aside."""
    relations = [each for each in Blob._meta.get_fields(include_hidden=True) if each.one_to_many]
    found = [(each.related_model, each.field.name) for each in relations]
    return [(model, field) for model, field in found if not issubclass(model, HistoricalChanges)]


def is_let_go(sha256):
    """Did every row that names the file belong to a dossier that was disposed of?"""
    rows = (model._base_manager.filter(**{f"{field}__sha256": sha256}) for model, field in _references())
    return any(named.exists() for named in rows) and not needed([sha256])


def needed(sha256s, letting_go=None):
    """Those of the files that a row still needs. letting_go: {(model, field): Q} of rows about to let go too."""
    found, letting_go = set(), letting_go or {}
    for model, field in _references():
        rows = model._base_manager.filter(**{f"{field}__sha256__in": sha256s})
        if (model, field) in _gone:
            rows = rows.exclude(_gone[model, field]())
        if (model, field) in letting_go:
            rows = rows.exclude(letting_go[model, field])
        found.update(rows.values_list(f"{field}__sha256", flat=True))
    return found
