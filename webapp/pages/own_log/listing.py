"""One page of a log, the newest entry first; pure."""

from dataclasses import dataclass
from datetime import UTC, datetime

from webapp.own_log import Deed, Log, told
from webapp.pages.own_log.sentences import About, about, result, sentence

ROWS = 50
"""Entries on one page."""


@dataclass(frozen=True, slots=True)
class Row:
    """One entry in words. `at` is None for one that cannot be read; `is_done` for a success."""

    number: int | None
    words: str
    at: datetime | None = None
    about: About = About.NOTHING
    target: str | None = None
    result: str = ""
    is_done: bool = True


@dataclass(frozen=True, slots=True)
class Listing:
    """Page `page` of `pages`, and what there is to say of the whole log."""

    rows: tuple[Row, ...]
    page: int
    pages: int
    chain: str
    is_whole: bool
    no_longer_kept: int
    latest_hash: str


def listing(log: Log, asked: str | None) -> Listing:
    """The page that is `asked` for, counted from 1; the nearest where there is no such one."""
    pages = max(1, -(-len(log.entries) // ROWS))
    wanted = int(asked) if asked and asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    page = min(max(1, wanted), pages)
    newest_first = log.entries[::-1][(page - 1) * ROWS : page * ROWS]
    verdict = log.verdict
    return Listing(
        rows=tuple(_row(deed) for deed in newest_first),
        page=page,
        pages=pages,
        chain=told(verdict),
        is_whole=verdict.is_whole,
        no_longer_kept=log.no_longer_kept,
        latest_hash=log.head.hash,
    )


def _row(deed: Deed | None) -> Row:
    if deed is None:
        return Row(number=None, words="This entry cannot be read", is_done=False)
    return Row(
        number=deed.number,
        words=sentence(deed.action),
        at=datetime.fromisoformat(deed.at).astimezone(UTC),
        about=about(deed.action),
        target=deed.target,
        result=result(deed.outcome),
        is_done=deed.outcome == "ok",
    )
