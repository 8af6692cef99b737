"""Papers made for one answer."""

import pytest

from documents.attachments.media_types import MediaType
from workflows.handoff.file_views import made_anew


@pytest.mark.parametrize("media_type", [MediaType.PDF, MediaType.DOCX])
def test_the_type_is_a_plain_word_as_every_server_takes_it(media_type):
    """An enum in a header passes in tests; the WSGI reference server refuses it and answers 500."""
    answer = made_anew(b"%PDF", "to-trinh.pdf", media_type)

    assert (type(answer.headers["Content-Type"]), answer.headers["Content-Type"]) == (str, media_type.value)
