"""The rows as a table for people, and as JSON for machines. Pure."""

import json
import textwrap
from collections.abc import Sequence

from webapp.checkup.row import Row, State

NARROWEST = 40
"""Columns that the text of a row has at least, however narrow the terminal is."""

_MARKS = {State.OK: "ok", State.FAILED: "FAILED", State.SKIPPED: "–"}


def is_well(rows: Sequence[Row]) -> bool:
    """Whether nothing failed."""
    return all(row.state is not State.FAILED for row in rows)


def as_table(rows: Sequence[Row], columns: int) -> str:
    """One check a line, in so many columns; what to do stands below what failed."""
    wide = max(len(row.check) for row in rows)
    margin = wide + 2 + max(map(len, _MARKS.values())) + 2
    lines: list[str] = []
    for row in rows:
        head = f"{row.check:{wide}}  {_MARKS[row.state]}".ljust(margin)
        texts = " ".join(filter(None, (row.said, _figures(row)))).splitlines()
        texts += [f"→ {row.advice}"] if row.advice else []
        for text in texts:
            width = max(NARROWEST, columns - margin)
            for line in textwrap.wrap(_shown(text), width, break_on_hyphens=False):
                lines.append((head + line).rstrip())
                head = " " * margin
    return "\n".join(lines)


def as_json(rows: Sequence[Row]) -> str:
    """The same for machines; figures that are not known are null."""
    checks = [
        {
            "check": row.check,
            "state": row.state.value,
            "said": row.said,
            "advice": row.advice,
            "answer": row.answer,
            "milliseconds": row.milliseconds,
            "token_age_seconds": None if row.token_age is None else round(row.token_age),
            "token_left_seconds": None if row.token_left is None else round(row.token_left),
        }
        for row in rows
    ]
    return json.dumps({"ok": is_well(rows), "checks": checks}, ensure_ascii=False, indent=2)


def _figures(row: Row) -> str:
    """Last answer, latency and token, in brackets."""
    parts = [f"last answer: {row.answer}"] if row.answer else []
    if row.milliseconds is not None:
        parts.append(f"{row.milliseconds} ms")
    if row.token_age is not None and row.token_left is not None:
        parts.append(f"token {_span(row.token_age)} old, good for {_span(row.token_left)}")
    return f"({', '.join(parts)})" if parts else ""


def _span(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.0f} min"


def _shown(text: str) -> str:
    """Whatever a server named itself, it moves no cursor."""
    return "".join(letter if letter.isprintable() else "?" for letter in text)
