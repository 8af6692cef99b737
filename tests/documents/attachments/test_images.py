import io

import pytest
from PIL import Image, PngImagePlugin

from documents.attachments.images import rewritten
from documents.attachments.media_types import MediaType
from permissions.refusals import ValidationError
from tests.documents.attachments import files


def opened(content):
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def anew(content, kind):
    return rewritten(io.BytesIO(content), kind, "anh")


def code_of(content, kind=MediaType.JPEG):
    with pytest.raises(ValidationError) as refusal:
        anew(content, kind)
    return refusal.value.code


def test_place_and_person_are_gone_and_the_picture_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # turn right to stand
    exif[0x013B] = "Nguyễn Văn A"
    exif.get_ifd(0x8825)[1] = "N"

    kept = opened(anew(files.jpeg(30, 10, exif=exif), MediaType.JPEG))

    assert (kept.size, dict(kept.getexif()), dict(kept.getexif().get_ifd(0x8825))) == ((10, 30), {}, {})


def test_words_hidden_in_a_png_are_gone():
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", "<script>alert(1)</script>")

    kept = anew(files.image("PNG", pnginfo=words) + b"<script>", MediaType.PNG)

    assert b"script" not in kept
    assert opened(kept).info == {}


def test_a_program_put_behind_a_picture_is_gone():
    assert files.PROGRAM not in anew(files.jpeg() + files.PROGRAM, MediaType.JPEG)


def test_the_same_picture_gives_the_same_bytes():
    assert anew(files.jpeg(20, 20), MediaType.JPEG) == anew(files.jpeg(20, 20), MediaType.JPEG)


@pytest.mark.parametrize(
    ("form", "mode", "kept"),
    [
        ("JPEG", "L", "L"),
        ("JPEG", "CMYK", "RGB"),
        ("PNG", "1", "1"),
        ("PNG", "P", "P"),
        ("PNG", "RGBA", "RGBA"),
        ("PNG", "LA", "LA"),
        ("PNG", "I;16", "I;16"),
    ],
)
def test_every_kind_of_colour_is_taken(form, mode, kept):
    kind = MediaType(f"image/{form.lower()}")
    content = io.BytesIO()
    Image.new(mode, (4, 4)).save(content, form)

    assert opened(anew(content.getvalue(), kind)).mode == kept


def test_what_is_clear_in_a_png_stays_clear():
    picture, content = Image.new("P", (2, 2), 0), io.BytesIO()
    picture.putpalette([255, 0, 0, 0, 255, 0])
    picture.save(content, "PNG", transparency=0)

    kept = opened(anew(content.getvalue(), MediaType.PNG)).convert("RGBA")

    assert kept.getpixel((0, 0)) == (255, 0, 0, 0)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (files.png()[:40], MediaType.PNG),
        (b"\x89PNG\r\n\x1a\n", MediaType.PNG),
        (files.jpeg()[:14], MediaType.JPEG),
        (files.jpeg(64, 64)[:-200], MediaType.JPEG),
        (b"\xff\xd8\xff" + b"\x00" * 5000, MediaType.JPEG),
        (files.png(), MediaType.JPEG),
    ],
)
def test_a_damaged_image_is_refused(content, kind):
    assert code_of(content, kind) == "file_is_damaged"


def test_an_image_of_too_many_points_is_refused_before_it_is_decoded(english):
    content = files.image("PNG", (8_000, 7_000), "1")

    with pytest.raises(ValidationError) as refusal:
        anew(content, MediaType.PNG)

    assert refusal.value.code == "image_too_wide"
    assert refusal.value.messages == [
        "“anh” is too large an image: 8000 × 7000 points. Make it smaller, then upload it again."
    ]


def test_an_image_that_says_it_is_endless_is_refused():
    content = bytearray(files.png())
    content[16:24] = (60_000).to_bytes(4, "big") * 2

    assert code_of(bytes(content), MediaType.PNG) in {"image_too_wide", "file_is_damaged"}


def test_what_a_camera_wrote_wrongly_breaks_nothing_and_the_picture_stands_upright():
    turned = b"\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00"
    letters_for_a_number = b"\x01\x01\x00\x02\x00\x00\x00\x02a\x00\x00\x00"
    exif = b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x02" + letters_for_a_number + turned + b"\x00\x00\x00\x00"

    kept = opened(anew(files.jpeg(30, 10, exif=exif), MediaType.JPEG))

    assert kept.size == (10, 30)
