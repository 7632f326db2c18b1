"""What was found of services in; what the page says of each out. Pure."""

from collections.abc import Collection
from dataclasses import dataclass

from webapp.auth.service_dialects import ALL, PERSONIFY, PROFILE_V3, PROFILE_V4
from webapp.responses.session_time import span
from webapp.service_calls.finding import Finding, Looked

SETTINGS = {
    PROFILE_V4.key: ("PROFILE_M2M_CLIENT_ID", "PROFILE_M2M_CLIENT_SECRET"),
    PROFILE_V3.key: ("PROFILE_V3_CLIENT_ID", "PROFILE_V3_CLIENT_SECRET"),
    PERSONIFY.key: (
        "PERSONIFY_CLIENT_ID",
        "PERSONIFY_CLIENT_SECRET",
        "PERSONIFY_TENANT_ID",
        "PERSONIFY_API_URL",
    ),
}
"""Key of a service to the settings that configure it."""

_SERVES = {
    PROFILE_V4.key: "Exports and checks that run without a person",
    PROFILE_V3.key: "The same at Profile’s older API",
    PERSONIFY.key: "Exhibitors and events, from another vendor",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One service: `state` in a word, and whether that is well (None: nobody knows); `facts` are
    pairs of label and text; `settings` name what would configure it, where nothing does.
    """

    key: str
    name: str
    serves: str
    state: str
    is_well: bool | None = None
    said: str = ""
    advice: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    settings: tuple[str, ...] = ()


def shown(configured: Collection[str], last: Looked | None) -> tuple[Shown, ...]:
    """Every service that there can be, in the order in which they are told of everywhere."""
    found = {finding.key: finding for finding in last.findings} if last else {}
    return tuple(
        _one(dialect.key, dialect.name, dialect.key in configured, found.get(dialect.key))
        for dialect in ALL
    )


def headline(all_shown: Collection[Shown]) -> str:
    """What a screen reader is told when a look is over."""
    failing = [each.name for each in all_shown if each.is_well is False]
    known = [each for each in all_shown if each.is_well is not None]
    if not known:
        return "No service was looked at yet."
    return (
        f"Failing: {', '.join(failing)}." if failing else "Every service that is configured works."
    )


def _one(key: str, name: str, is_configured: bool, found: Finding | None) -> Shown:
    if not is_configured:
        return Shown(key, name, _SERVES[key], "Not configured", settings=SETTINGS[key])
    if found is None:
        return Shown(key, name, _SERVES[key], "Not looked at yet")
    return Shown(
        key,
        name,
        _SERVES[key],
        "Works" if found.is_well else "Fails",
        found.is_well,
        found.said,
        found.advice,
        _facts(found),
    )


def _facts(found: Finding) -> tuple[tuple[str, str], ...]:
    life = "None"
    if found.token_age is not None and found.token_left is not None:
        left = f"good for {span(found.token_left)}" if found.token_left > 0 else "no longer good"
        life = f"{span(found.token_age)} old, {left}"
    return (
        ("Last answer", found.answer or "None"),
        ("Took", f"{found.milliseconds:,} ms"),
        ("Token", life),
    )
