"""Images, decoded and written anew: what a camera wrote beside the picture (place, person, time) is gone."""

import struct
from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from documents.attachments.media_types import MediaType
from documents.attachments.refusing import damaged, refused

PIXEL_LIMIT = 50_000_000  # an A4 page at 600 dpi has 35 million
_QUALITY = 92
_ORIENTATION = 0x0112
_TURN = Image.Transpose
_TURNS = {
    2: _TURN.FLIP_LEFT_RIGHT,
    3: _TURN.ROTATE_180,
    4: _TURN.FLIP_TOP_BOTTOM,
    5: _TURN.TRANSPOSE,
    6: _TURN.ROTATE_270,
    7: _TURN.TRANSVERSE,
    8: _TURN.ROTATE_90,
}
# What reading a damaged picture, or what a camera wrote beside it, raises.
_BROKEN = (
    UnidentifiedImageError,
    Image.DecompressionBombError,
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    EOFError,
    struct.error,
)
_FORMATS = {MediaType.JPEG: "JPEG", MediaType.PNG: "PNG"}
_MODES = {"JPEG": ("L", "RGB"), "PNG": ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")}


def rewritten(file, media_type, name):
    """The picture alone, upright, as bytes of the same type; the same file gives the same bytes.

    Raises ValidationError: damaged, too many points.
    """
    form = _FORMATS[media_type]
    try:
        with Image.open(file, formats=[form]) as image:
            _check_size(image, name)
            image.load()
            return _written(_upright(image), form)
    except _BROKEN:
        raise damaged(name) from None


def _check_size(image, name):
    width, height = image.size
    if width * height > PIXEL_LIMIT:
        raise refused(
            "image_too_wide",
            _(
                "“%(name)s” is too large an image: %(width)d × %(height)d points. "
                "Make it smaller, then upload it again."
            ),
            name=name,
            width=width,
            height=height,
        )


def _upright(image):
    """Turned as the camera says; the rest it says is only read past, however broken it is."""
    turn = _TURNS.get(image.getexif().get(_ORIENTATION))
    return image if turn is None else image.transpose(turn)


def _written(image, form):
    if image.mode not in _MODES[form]:
        image = image.convert("RGBA" if form == "PNG" and "A" in image.getbands() else "RGB")
    plain = Image.new(image.mode, image.size)
    if image.mode == "P":
        plain.putpalette(image.getpalette())
    plain.paste(image)
    kept = {"transparency": image.info["transparency"]} if form == "PNG" and "transparency" in image.info else {}
    out = BytesIO()
    plain.save(out, form, **(kept if form == "PNG" else {"quality": _QUALITY, "optimize": True}))
    return out.getvalue()
