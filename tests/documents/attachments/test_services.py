import hashlib
from pathlib import Path

import pytest
from PIL import Image

from documents.attachments import services, store
from documents.attachments.media_types import MediaType
from documents.attachments.models import Blob
from permissions.refusals import ValidationError
from tests.documents.attachments import files
from tests.documents.attachments.files import Upload

pytestmark = pytest.mark.django_db
MEGABYTE = 1024 * 1024


def kept_files(settings):
    root = Path(settings.MEDIA_ROOT)
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


def test_a_file_is_kept_by_its_hash(settings):
    blob = services.store(Upload("Tờ trình.pdf", files.PDF))

    digest = hashlib.sha256(files.PDF).hexdigest()
    assert (blob.sha256, blob.size_bytes, blob.media_type) == (digest, len(files.PDF), MediaType.PDF)
    assert kept_files(settings) == [f"{digest[:2]}/{digest[2:4]}/{digest}"]
    assert store.path_of(digest).read_bytes() == files.PDF
    assert store.path_of(digest).stat().st_mode & 0o777 == 0o640


def test_the_same_content_twice_is_one_blob(settings):
    first = services.store(Upload("a.pdf", files.PDF))
    second = services.store(Upload("b.pdf", files.PDF))

    assert first == second
    assert Blob.objects.count() == 1
    assert len(kept_files(settings)) == 1


def test_a_file_lost_from_the_store_comes_back_with_the_next_upload():
    blob = services.store(Upload("a.pdf", files.PDF))
    store.path_of(blob.sha256).unlink()

    services.store(Upload("a.pdf", files.PDF))

    assert store.path_of(blob.sha256).read_bytes() == files.PDF


@pytest.mark.parametrize("left", [files.PDF[:10], b"x" * len(files.PDF)], ids=["cut off", "of the same size"])
def test_a_file_damaged_in_the_store_is_written_anew(left):
    blob = services.store(Upload("a.pdf", files.PDF))
    store.path_of(blob.sha256).write_bytes(left)

    services.store(Upload("a.pdf", files.PDF))

    assert store.path_of(blob.sha256).read_bytes() == files.PDF


def test_forty_megabytes_are_refused_before_a_byte_is_read(settings, english):
    upload = Upload("bao cao.pdf", b"", claimed_size=40 * MEGABYTE)

    with pytest.raises(ValidationError) as refusal:
        services.store(upload)

    assert refusal.value.code == "file_too_large"
    assert refusal.value.messages == [
        "“bao cao.pdf” is 40.0\xa0MB; at most 20.0\xa0MB are allowed. Make it smaller, then upload it again."
    ]
    assert upload.read_bytes == 0


def test_a_browser_that_lies_about_the_size_is_stopped_at_the_limit(settings, english):
    settings.UPLOAD_LIMIT_BYTES = MEGABYTE
    upload = Upload("a.pdf", files.PDF + b"x" * 5 * MEGABYTE, claimed_size=100)

    with pytest.raises(ValidationError) as refusal:
        services.store(upload)

    assert refusal.value.messages == [
        "“a.pdf” is larger than the 1.0\xa0MB allowed. Make it smaller, then upload it again."
    ]
    assert upload.read_bytes <= 2 * MEGABYTE
    assert kept_files(settings) == []


def test_a_file_at_the_limit_is_taken(settings):
    settings.UPLOAD_LIMIT_BYTES = len(files.PDF)

    assert services.store(Upload("a.pdf", files.PDF)).size_bytes == len(files.PDF)


def test_an_empty_file_is_refused(settings, english):
    with pytest.raises(ValidationError) as refusal:
        services.store(Upload("a.pdf", b""))

    assert (refusal.value.code, refusal.value.messages) == ("file_is_empty", ["“a.pdf” is empty."])
    assert kept_files(settings) == []


@pytest.mark.parametrize("content", [files.DOCX, files.jpeg(), files.locked_pdf("x"), files.PDF[:-8]])
def test_what_is_refused_leaves_nothing_behind(settings, content):
    with pytest.raises(ValidationError):
        services.store(Upload("a.pdf", content))

    assert Blob.objects.count() == 0
    assert kept_files(settings) == []


def test_a_photo_is_kept_without_what_the_camera_wrote_beside_it():
    exif = Image.Exif()
    exif[0x010F] = "Máy của Nguyễn Văn A"
    sent = files.jpeg(40, 20, exif=exif)

    blob = services.store(Upload("anh.jpg", sent))

    kept = store.path_of(blob.sha256).read_bytes()
    assert blob.sent_sha256 == hashlib.sha256(sent).hexdigest() != blob.sha256
    assert (len(kept), blob.size_bytes) == (blob.size_bytes, len(kept))
    with Image.open(store.path_of(blob.sha256)) as picture:
        assert (picture.format, picture.size, dict(picture.getexif())) == ("JPEG", (40, 20), {})


def test_bytes_made_here_are_kept_as_they_are():
    blob = services.store_bytes(b"%PDF-1.7 made here", MediaType.PDF)

    assert store.path_of(blob.sha256).read_bytes() == b"%PDF-1.7 made here"
