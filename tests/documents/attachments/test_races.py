from threading import Barrier, Thread

import pytest
from django.db import connection

from documents.attachments import services, store
from documents.attachments.models import Blob
from tests.documents.attachments import files
from tests.documents.attachments.files import Upload


@pytest.mark.django_db(transaction=True)
def test_the_same_content_from_eight_people_at_once_is_one_blob():
    start, keys, faults = Barrier(8), [], []

    def send(number):
        try:
            start.wait()
            keys.append(services.store(Upload(f"{number}.pdf", files.PDF)).pk)
        except Exception as fault:  # a thread's fault would otherwise be silent
            faults.append(fault)
        finally:
            connection.close()

    people = [Thread(target=send, args=(number,)) for number in range(8)]
    for person in people:
        person.start()
    for person in people:
        person.join()

    blob = Blob.objects.get()
    assert (faults, keys) == ([], [blob.pk] * 8)
    assert store.path_of(blob.sha256).read_bytes() == files.PDF
