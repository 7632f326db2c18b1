"""Files that are pictures, and files that only say so."""

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>fetch("//evil.test")</script></svg>'
PLACE = "Kaisertor 7, Hanau"


def picture(
    kind: str = "PNG", size: tuple[int, int] = (200, 100), mode: str = "RGB", **options: Any
) -> bytes:
    """One colour all over; `options` are Pillow's for saving it."""
    filled: Any = {"RGB": (180, 30, 60), "RGBA": (180, 30, 60, 128), "CMYK": (0, 200, 150, 20)}
    out = BytesIO()
    Image.new(mode, size, filled.get(mode, 1)).save(out, kind, **options)
    return out.getvalue()


def moving(kind: str) -> bytes:
    """Red first, then blue."""
    out = BytesIO()
    first, second = (Image.new("RGB", (64, 64), colour) for colour in ("red", "blue"))
    first.save(out, kind, save_all=True, append_images=[second], lossless=True)
    return out.getvalue()


def turned() -> bytes:
    """A JPEG of 80 × 40 that a camera held sideways has taken, and where."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, PLACE
    return picture("JPEG", (80, 40), exif=exif)


def claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is so large."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 64)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in parts
    )


def in_many_passes(passes: int) -> bytes:
    """A JPEG that is drawn over so many more times than it need be."""
    whole = picture("JPEG", (64, 64), progressive=True)[:-2]
    last = whole[whole.rindex(b"\xff\xda") :]
    return whole + last * passes + b"\xff\xd9"


def webp_claiming(width: int, height: int) -> bytes:
    """The same as WebP."""
    sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"VP8X" + (10).to_bytes(4, "little") + b"\0\0\0\0" + sides
    return b"RIFF" + (4 + len(body)).to_bytes(4, "little") + b"WEBP" + body
