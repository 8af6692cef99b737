import os
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.utils import timezone

from documents.attachments import services, store, sweeping
from documents.attachments.media_types import MediaType
from documents.attachments.models import Blob
from documents.attachments.sweeping import sweep_files
from tests.documents.attachments import files
from tests.documents.attachments.files import Upload


def turn_of(sha256, now):
    """The next moment at which the sweep comes to the folder of this hash."""
    while int(now.timestamp() // 300) % 256 != int(sha256[:2], 16):
        now += timedelta(minutes=5)
    return now


def aged(path, hours):
    moment = (timezone.now() - timedelta(hours=hours)).timestamp()
    os.utime(path, (moment, moment))
    return path


@pytest.fixture
def left_behind():
    """The hash of a file whose upload was rolled back."""
    with transaction.atomic():
        sha256 = services.store(Upload("a.pdf", files.PDF)).sha256
        transaction.set_rollback(True)
    assert store.path_of(sha256).exists()
    return sha256


@pytest.mark.django_db(transaction=True)
def test_a_file_that_no_row_names_is_taken_away_after_a_day(left_behind):
    path = store.path_of(left_behind)
    now = turn_of(left_behind, timezone.now())
    os.utime(path, (now.timestamp() - 23 * 3600,) * 2)
    assert (sweep_files(now), path.exists()) == (0, True)

    os.utime(path, (now.timestamp() - 25 * 3600,) * 2)

    assert (sweep_files(now), path.exists()) == (1, False)
    assert Blob.objects.count() == 0


@pytest.mark.django_db
def test_a_file_that_a_row_names_stays():
    blob = services.store(Upload("a.pdf", files.PDF))
    aged(store.path_of(blob.sha256), hours=24 * 400)

    assert sweep_files(turn_of(blob.sha256, timezone.now())) == 0
    assert store.path_of(blob.sha256).exists()


@pytest.mark.django_db
def test_every_folder_has_its_turn_within_a_day(monkeypatch):
    seen = []
    monkeypatch.setattr(Path, "glob", lambda path, pattern: seen.append(path.name) or [])
    for step in range(256):
        sweep_files(timezone.now() + timedelta(minutes=5 * step))

    assert {name for name in seen if len(name) == 2} == {f"{number:02x}" for number in range(256)}


@pytest.mark.django_db
def test_an_upload_that_was_cut_off_is_taken_away_after_a_day(settings):
    root = Path(settings.MEDIA_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    old, new = root / "incoming-old", root / "incoming-new"
    for path in (old, new):
        path.write_bytes(b"half")
    aged(old, hours=25)

    assert sweep_files(timezone.now()) == 1
    assert (old.exists(), new.exists()) == (False, True)


@pytest.mark.django_db(transaction=True)
def test_who_uploads_the_same_file_while_it_is_swept_does_not_lose_it(left_behind, monkeypatch):
    path, uploads = aged(store.path_of(left_behind), hours=48), []
    looked = sweeping._is_older

    def look(place, before):
        """Between the sweep's look and its taking away, somebody uploads the same content."""
        is_old = looked(place, before)
        if place == path and Blob.objects.filter(sha256=left_behind).exists() and not uploads:
            uploads.append(threading.Thread(target=upload))
            uploads[0].start()
            uploads[0].join(timeout=1)
        return is_old

    def upload():
        try:
            services.store(Upload("a.pdf", files.PDF))
        finally:
            connection.close()

    monkeypatch.setattr(sweeping, "_is_older", look)
    sweep_files(turn_of(left_behind, timezone.now()))
    uploads[0].join(timeout=30)

    assert (Blob.objects.get().sha256, path.read_bytes()) == (left_behind, files.PDF)


@pytest.mark.django_db(transaction=True)
def test_a_row_that_came_meanwhile_keeps_its_file(left_behind):
    Blob.objects.create(sha256=left_behind, size_bytes=len(files.PDF), media_type=MediaType.PDF)
    path = aged(store.path_of(left_behind), hours=48)

    assert sweeping._take_away(left_behind, timezone.now().timestamp()) is False
    assert path.exists()
