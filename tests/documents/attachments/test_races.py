from functools import partial

import pytest

from documents.attachments import services, store
from documents.attachments.models import Blob
from tests.documents.attachments import files
from tests.documents.attachments.files import Upload
from tests.racing import at_once


@pytest.mark.django_db(transaction=True)
def test_the_same_content_from_eight_people_at_once_is_one_blob():
    answers = at_once([partial(services.store, Upload(f"{number}.pdf", files.PDF)) for number in range(8)])

    blob = Blob.objects.get()
    assert answers == [blob] * 8
    assert store.path_of(blob.sha256).read_bytes() == files.PDF
