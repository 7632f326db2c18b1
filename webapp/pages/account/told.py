"""What came of a change, in sentences; pure."""

from dataclasses import dataclass

from webapp.account_settings import AccountChange, Outcome
from webapp.people.search import quoted
from webapp.responses.switches import label

_WELL = (Outcome.SAVED, Outcome.ALREADY)
_UNREAD = (
    "It is not known whether this was saved: Profile did not answer. Read this page again in a "
    "minute, then decide."
)


@dataclass(frozen=True, slots=True)
class News:
    """A headline and further sentences; `can_undo` says that there is a way back."""

    change: AccountChange
    headline: str
    further: tuple[str, ...]
    is_trouble: bool
    can_undo: bool


def news(change: AccountChange) -> News:
    """All there is to tell."""
    is_well = change.outcome in _WELL
    if change.is_logo:
        has_way_back = bool(change.former) or not change.is_removal
        return News(change, _logo_headline(change), (), not is_well, is_well and has_way_back)
    return News(
        change, _headline(change), _further(change), not is_well, is_well and bool(change.before)
    )


def _headline(change: AccountChange) -> str:
    if not change.wished:
        return "Nothing was changed."
    match change.outcome:
        case Outcome.SAVED | Outcome.ALREADY:
            return "Saved."
        case Outcome.STILL:
            return "Not saved: Profile took the change, but shows the preferences as they were."
        case Outcome.NOT_OFFERED:
            return (
                "Not saved: Profile offers no way to set preferences from here. Set them in "
                "Profile itself, in the settings of the account."
            )
        case Outcome.REFUSED:
            return f"Not saved: Profile refused it.{_said(change)}"
    return _UNREAD


def _further(change: AccountChange) -> tuple[str, ...]:
    saved = change.wished if change.outcome in _WELL else {}
    return (
        *(f"{label(name)} is {_on(is_on)}." for name, is_on in saved.items()),
        *(
            f"Somebody else has turned {label(name)} {_on(is_on)} meanwhile; that stays."
            for name, is_on in change.elsewhere.items()
        ),
    )


def _logo_headline(change: AccountChange) -> str:
    match change.outcome:
        case Outcome.SAVED | Outcome.ALREADY:
            return "The logo is removed." if change.is_removal else "The logo is saved."
        case Outcome.STILL:
            return "Not saved: Profile took the change, but shows the logo of before."
        case Outcome.ALTERED:
            return (
                "Profile took the logo, but shows another file than was sent: it may have drawn "
                "it anew, or somebody else was there. Look whether it is yours."
            )
        case Outcome.NOT_OFFERED:
            return (
                "Not saved: Profile offers no way to set the logo from here. Set it in Profile "
                "itself, in the settings of the account."
            )
        case Outcome.REFUSED:
            return f"Not saved: Profile refused the picture.{_said(change)}"
        case Outcome.MEANWHILE:
            return "Nothing was changed: somebody else has changed the logo meanwhile."
    return _UNREAD


def _said(change: AccountChange) -> str:
    return f" It says: {quoted(change.said)}" if change.said else ""


def _on(is_on: bool) -> str:
    return "on" if is_on else "off"
