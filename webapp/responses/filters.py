"""What templates may do to a value before it is shown; pure, and registered under these names."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import ROUND_FLOOR, Decimal

from webapp.api.profiles import Completion, Profile
from webapp.people.columns import order_in_words

_BOUNDARY = re.compile(r"[\W_]+|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=\D)(?=\d)")
_SPANS = ((365 * 86400, "year"), (30 * 86400, "month"), (86400, "day"), (3600, "hour"))

ADDED_UP = 1e15
"""Below this a number still has its decimal; no team's scores of 0 to 100 come to it."""


def words(key: str) -> str:
    """A key of the platform's as words: "selfBelief" is "Self belief", "very-low" is "Very low".

    Facets, domains, levels and Core values are open lists, so whatever arrives is split, never
    looked up. A run of capitals stays as it is ("usesAPI" is "Uses API").
    Source: Profile API reference, section 5.2.
    """
    parts = [part for part in _BOUNDARY.split(key) if part]
    if not parts:
        return key
    rest = [part if part.isupper() and len(part) > 1 else part.lower() for part in parts[1:]]
    return " ".join([parts[0][0].upper() + parts[0][1:], *rest])


def score(value: float | None) -> str:
    """A score as a person reads it: one decimal at most, "—" where there is none."""
    if value is None:
        return "—"
    if abs(value) >= 1e6:
        return f"{value:g}"
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def amount(value: float) -> str:
    """A count, or what scores or their squares add up to, in full: "1,379,032.4".

    One decimal at most, so that it can be checked by hand. Beyond ADDED_UP it is no sum of scores.
    """
    if abs(value) >= ADDED_UP:
        return f"{value:g}"
    text = f"{value:,.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def per_cent(share: float) -> str:
    """A share of a hundred, "13.7%"; what is not nobody is never 0%, nor not everybody 100%."""
    if 0 < share < 1:
        return "under 1%"
    return "over 99%" if 99 < share < 100 else f"{score(share)}%"


def cut(value: float | Decimal) -> str:
    """A score or distance cut, not rounded, to a decimal: below a bound it never reads as that."""
    exact = Decimal(str(value))
    if abs(exact) >= 1_000_000:
        return score(float(exact))
    return score(float(exact.quantize(Decimal("0.1"), ROUND_FLOOR)))


def on_date(moment: datetime) -> str:
    """The day of an aware moment, in UTC: "4 Mar 2026"."""
    day = moment.astimezone(UTC)
    return f"{day.day} {day:%b} {day.year}"


def at_time(moment: datetime) -> str:
    """The time of day of an aware moment: "12:03 UTC". A script shows it in the reader's zone."""
    return f"{moment.astimezone(UTC):%H:%M} UTC"


def to_the_second(moment: datetime) -> str:
    """The same where a second matters: "12:04:30 UTC"."""
    return f"{moment.astimezone(UTC):%H:%M:%S} UTC"


def ago(moment: datetime) -> str:
    """How long ago an aware moment was: "3 days ago"; "just now" within an hour or ahead of us."""
    seconds = (datetime.now(UTC) - moment).total_seconds()
    for span, unit in _SPANS:
        count = int(seconds // span)
        if count >= 1:
            return f"{count} {unit}{'' if count == 1 else 's'} ago"
    return "just now"


def initials(name: str) -> str:
    """Stands where a logo would: "HF" for “Harbor & Finch”, "?" for nothing."""
    letters = [word[0] for word in name.split() if word[0].isalnum()]
    return "".join(letters[:2]).upper() or "?"


def standing(profile: Profile) -> str | None:
    """How far somebody is with the three assessments; None when nothing is missing."""
    if profile.completion is Completion.COMPLETE:
        return None
    if profile.completion is Completion.PENDING:
        return "Invited, not started"
    parts = (("DISC", profile.disc), ("Focus", profile.focus), ("Core values", profile.core))
    missing = " and ".join(name for name, part in parts if part is None)
    return f"Partly done: {missing} missing"


FILTERS: dict[str, Callable[..., str | None]] = {
    function.__name__: function
    for function in (
        words,
        score,
        amount,
        per_cent,
        cut,
        on_date,
        at_time,
        to_the_second,
        ago,
        initials,
        standing,
        order_in_words,
    )
}
