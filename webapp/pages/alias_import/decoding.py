"""The bytes of a file in, its text out; pure.

Spreadsheets save CSV in UTF-8 with or without a byte order mark, in UTF-16, and on Windows in the
code page of the machine.
"""

import codecs
from typing import NamedTuple

LARGEST = 5 << 20
"""Bytes of a file that are read at most."""
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class Unreadable(ValueError):
    """A file that cannot be imported; says what to do about it."""

    def __init__(self, advice: str):
        super().__init__(advice)
        self.advice = advice


class Decoded(NamedTuple):
    """`note` says that the encoding was guessed; "" where it is sure."""

    text: str
    note: str = ""


def decoded(content: bytes) -> Decoded:
    """The text of a file. Raises Unreadable."""
    if len(content) > LARGEST:
        raise Unreadable(too_large())
    if content.startswith(_WORKBOOKS):
        raise Unreadable("This is a workbook. Save it as CSV, then choose that file.")
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return Decoded(_strictly(content[len(mark) :], encoding))
    try:
        text, note = content.decode("utf-8"), ""
    except UnicodeDecodeError:
        text, note = _strictly(content, "cp1252"), _GUESSED
    if "\0" in text:
        raise Unreadable(_NO_TEXT)
    return Decoded(text, note)


def too_large() -> str:
    """Why a file is not read at all."""
    return f"This file has more than {LARGEST >> 20} MB. Split it into several."


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable(_NO_TEXT) from None


_NO_TEXT = "This is not a text file. Save it as CSV in UTF-8, then choose that file."
_GUESSED = (
    "The file does not say how its letters are written and is not in UTF-8, so it was read as "
    "Windows-1252. Check that accents are right."
)
