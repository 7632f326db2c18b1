"""The text of a settings file: some names set, everything else kept. Pure.

Source: python-dotenv's own parser, since the settings are read with it.
"""

import io
import re
from collections.abc import Mapping

from dotenv.parser import parse_stream

MARK = "# webapp register: "
"""Begins a remark of ours; the next registration takes it away."""

_PLAIN = re.compile("[A-Za-z0-9_.:/@%+~,=-]+")
_CONTROL = re.compile("[\x00-\x1f\x7f]")
_EXPORT = re.compile(r"export[^\S\r\n]+")
_COMMENT = re.compile(r"[^\S\r\n]+#")


def written(value: str) -> str:
    """A value so that python-dotenv reads back exactly it; bare where other readers take it so.

    `${` would be replaced even between quotes: an empty name that stands for `$` keeps it. Raises
    ValueError for line breaks and other control characters.
    """
    if _CONTROL.search(value):
        raise ValueError("a setting is one line")
    if _PLAIN.fullmatch(value):
        return value
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'".replace("${", "${:-$}{")


def unreadable_line(text: str) -> int | None:
    """The number of the first line that python-dotenv cannot read; None where it reads all."""
    for binding in parse_stream(io.StringIO(text)):
        if binding.error:
            original = binding.original.string
            blank = original[: len(original) - len(original.lstrip())]
            return binding.original.line + blank.count("\n")
    return None


def rewritten(text: str, values: Mapping[str, str], remarks: Mapping[str, str]) -> str:
    """This text with these values, each where its name stood first, or at the end; before some of
    them a remark. Comments and other lines stay; remarks of an earlier time go, as does a second
    line of one of the names. The text must be readable.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    left = {name: _line(name, values[name], remarks.get(name), newline) for name in values}
    kept: list[str] = []
    for binding in parse_stream(io.StringIO(text)):
        original = binding.original.string
        blank = original[: len(original) - len(original.lstrip())]
        if binding.key in values:
            kept.append(blank)
            if binding.key in left:
                kept.append(_in_place(original[len(blank) :], *left.pop(binding.key)))
        elif original.startswith(MARK, len(blank)):
            kept.append(blank)
        else:
            kept.append(original)
    whole = "".join(kept)
    if whole and not whole.endswith(("\n", "\r")):
        whole += newline
    return whole + "".join(f"{remark}{line}{newline}" for remark, line in left.values())


def _line(name: str, value: str, remark: str | None, newline: str) -> tuple[str, str]:
    return f"{MARK}{remark}{newline}" if remark else "", f"{name}={written(value)}"


def _in_place(old: str, remark: str, line: str) -> str:
    """The new line with what stood around the old one: `export`, a comment, the end of the line."""
    bare = old.rstrip("\r\n")
    export = found[0] if (found := _EXPORT.match(bare)) else ""
    return f"{remark}{export}{line}{_comment(bare)}{old[len(bare) :]}"


def _comment(line: str) -> str:
    """The comment behind a value: what can be taken away without changing it."""
    for found in _COMMENT.finditer(line):
        if _read(line[: found.start()]) == _read(line):
            return line[found.start() :]
    return ""


def _read(line: str) -> list[tuple[str | None, str | None, bool]]:
    return [(each.key, each.value, each.error) for each in parse_stream(io.StringIO(line))]
