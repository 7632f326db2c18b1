"""From whatever bytes somebody sends to a small PNG that holds a picture and nothing else.

A file is never passed on as it came: what was drawn is drawn anew, so that no metadata, no place
where a photo was taken, no script and no second file inside it goes along.
"""

import warnings
from dataclasses import dataclass
from io import BytesIO
from threading import Lock

from PIL import Image, ImageOps

from webapp.account_settings.image_kind import (
    image_kind,
    is_svg,
    jpeg_scans,
    webp_size,
)

LONGEST_SIDE = 512
"""Pixels of what comes out."""
LARGEST_RESULT = 1024 * 1024
"""Bytes of what comes out, which is what the platform takes."""
LARGEST_FILE = 5 * 1024 * 1024
"""Bytes of what is looked at."""
SHORTEST_SIDE = 32
MOST_PIXELS = 16_000_000
"""Of what is decoded: 64 MB of memory."""
MOST_SCANS = 100
"""Of a JPEG; programs that save one write about ten."""
MOST_STRETCHED = 8
"""How many times its shorter side the longer one may be."""

_SIDES = (LONGEST_SIDE, 384, 256)
_SIXTEEN_BITS = ("I", "I;16", "I;16B", "F")
_one_at_a_time = Lock()

# Pillow's own bound is wider than ours, and holds while a file is opened: before we can ask.
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)


class NotAPicture(ValueError):
    """A file that is no picture for a logo; the sentence says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG within the limits. `was` is the size of the file's own picture, turned as it is shown;
    `is_first_of_many` says that the file moves.
    """

    content: bytes
    size: tuple[int, int]
    was: tuple[int, int]
    is_first_of_many: bool


def picture_of(content: bytes) -> Picture:
    """The picture in a file, as a PNG of 512 pixels and 1 MB at most. Raises NotAPicture.

    One at a time in a process: many at once would need much memory.
    """
    kind = _kind(content)
    if kind == "WEBP" and (claimed := webp_size(content)):
        _check_pixels(claimed)
    if kind == "JPEG" and jpeg_scans(content) > MOST_SCANS:
        raise NotAPicture("This JPEG is put together in far too many passes. Save it as PNG.")
    with _one_at_a_time:
        try:
            return _drawn_anew(content, kind)
        except NotAPicture:
            raise
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise NotAPicture(_too_many_pixels()) from None
        except Exception:  # a decoder raises whatever it trips over
            raise NotAPicture(
                f"This {kind} file is damaged or incomplete. Save the picture anew and send that."
            ) from None


def _kind(content: bytes) -> str:
    if not content:
        raise NotAPicture("The file is empty. Choose another.")
    if len(content) > LARGEST_FILE:
        raise NotAPicture(f"The file is larger than {LARGEST_FILE // 1024**2} MB. Make it smaller.")
    kind = image_kind(content)
    if kind is None and is_svg(content):
        raise NotAPicture("This is an SVG, which can carry script. Save it as PNG and send that.")
    if kind is None:
        raise NotAPicture("This is no PNG, JPEG, WebP or GIF, whatever its name says.")
    return kind


def _drawn_anew(content: bytes, kind: str) -> Picture:
    with Image.open(BytesIO(content), formats=(kind,)) as opened:
        _check_pixels(opened.size)
        is_first_of_many = bool(getattr(opened, "is_animated", False))
        opened.load()
        image = ImageOps.exif_transpose(opened)
    _check_sides(image.size)
    image = _in_colour(image)
    for side in _SIDES:
        smaller = image.copy()
        smaller.thumbnail((side, side), Image.Resampling.LANCZOS)
        encoded = _encoded(smaller)
        if len(encoded) <= LARGEST_RESULT:
            return Picture(encoded, smaller.size, image.size, is_first_of_many)
    raise NotAPicture("This picture cannot be made small enough.")


def _in_colour(image: Image.Image) -> Image.Image:
    """With a channel of transparency, if there is any transparency; whatever it was coded as."""
    if image.mode in _SIXTEEN_BITS:
        image = image.convert("F").point(lambda value: value / 257).convert("L")
    image = image.convert("RGBA")
    lowest, _ = image.getchannel("A").getextrema()
    return image if lowest != 255 else image.convert("RGB")


def _encoded(image: Image.Image) -> bytes:
    image.info.clear()  # else profiles and comments would be written along
    out = BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _check_pixels(size: tuple[int, int]) -> None:
    if size[0] * size[1] > MOST_PIXELS:
        raise NotAPicture(_too_many_pixels(size))


def _too_many_pixels(size: tuple[int, int] | None = None) -> str:
    this = f"{size[0]:,} × {size[1]:,}" if size else "far more"
    return (
        f"This picture has {this} pixels; {MOST_PIXELS // 10**6} million are the most. Shrink it."
    )


def _check_sides(size: tuple[int, int]) -> None:
    told = f"This picture is {size[0]:,} × {size[1]:,} pixels"
    if max(size) > MOST_STRETCHED * min(size):
        raise NotAPicture(
            f"{told}; its longer side may be {MOST_STRETCHED} times the shorter at most."
        )
    if min(size) < SHORTEST_SIDE:
        raise NotAPicture(f"{told}; each side needs {SHORTEST_SIDE} at least.")
