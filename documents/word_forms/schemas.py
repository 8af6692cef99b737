"""What endpoints of Word forms say and take."""

from datetime import datetime

from ninja import Schema

from permissions.api_fields import ActingAs, Line


class WordForm(Schema):
    """A form of the commune. kind: code of the paper; number: version of the form for that paper."""

    id: int
    kind: str
    number: int
    file_name: str
    sha256: str
    added_at: datetime
    ended_at: datetime | None
    row_version: int

    @staticmethod
    def resolve_sha256(form):
        return form.blob.sha256


class FormKind(Schema):
    """A paper that may have a form. fields: {name: what it is}; lists: {name: {field of each row: what it is}}."""

    code: str
    title: str
    fields: dict[str, str]
    lists: dict[str, dict[str, str]]


class NewWordForm(Schema):
    kind: Line
    acting_as: ActingAs = ""
