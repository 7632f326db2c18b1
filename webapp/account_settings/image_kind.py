"""Which image a file is, told by its own first bytes; its name and declared type say nothing.

Sources: PNG (W3C) 5.2; JPEG (ITU-T T.81) B.1.1.3; GIF89a, 17; WebP (RFC 9649), 2.3 to 2.7.
"""

_BY_SIGNATURE = {
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF87a": "GIF",
    b"GIF89a": "GIF",
}
_LOOKED_AT = 4096
"""Bytes in which an SVG names itself, whatever stands before."""


def image_kind(content: bytes) -> str | None:
    """ "PNG", "JPEG", "GIF" or "WEBP", as Pillow calls them; None for anything else."""
    for signature, kind in _BY_SIGNATURE.items():
        if content.startswith(signature):
            return kind
    return "WEBP" if content[:4] == b"RIFF" and content[8:12] == b"WEBP" else None


def is_svg(content: bytes) -> bool:
    """Whether this is, or claims to be, an SVG: text in which one begins."""
    begins = content[:_LOOKED_AT].replace(b"\0", b"").lower()
    return b"<svg" in begins or b"<!doctype svg" in begins


def jpeg_scans(content: bytes) -> int:
    """In how many passes a JPEG is drawn, or more: each costs a decoder the whole picture's work,
    however few its bytes. Source: ITU-T T.81, B.1.1.3 and B.1.1.5.
    """
    return content.count(b"\xff\xda")


def webp_size(content: bytes) -> tuple[int, int] | None:
    """Width and height that a WebP claims, in pixels; None where it cannot be told.

    Pillow's decoder sets all of that aside before anybody can ask it how much it is.
    """
    chunk, body = content[12:16], content[20:30]
    if len(body) < 10:
        return None
    if chunk == b"VP8X":
        return 1 + int.from_bytes(body[4:7], "little"), 1 + int.from_bytes(body[7:10], "little")
    if chunk == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if chunk == b"VP8 ":
        width, height = (int.from_bytes(body[at : at + 2], "little") & 0x3FFF for at in (6, 8))
        return width, height
    return None
