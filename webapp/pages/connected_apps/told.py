"""What came of a revocation, in sentences; pure."""

from dataclasses import dataclass
from datetime import UTC, datetime

from webapp.people.search import quoted
from webapp.revoking import Reason, Result, Revocation, Target

_WHY = {
    Reason.FORBIDDEN: "Profile does not let this dashboard revoke it. Revoke it in Profile itself.",
    Reason.REFUSED: "Profile refused that. Revoke it in Profile itself.",
    Reason.UNREACHED: "Profile could not be reached. Try again.",
    Reason.RESISTED: "Profile took the request, but still lists the app. Look again in a minute.",
    Reason.SIGNED_OUT: "your own connection to Profile has ended. Sign in again, then try again.",
    Reason.INTERRUPTED: "this dashboard was interrupted. Try again.",
}


def told(target: Target) -> str:
    """One app: "Ledger Assistant: confirmed gone at 12:03:07 UTC."."""
    match target.result:
        case Result.GONE:
            return f"{target.name}: confirmed gone at {clock(target.at)}."
        case Result.ALREADY:
            return f"{target.name} was gone already, as a reading at {clock(target.at)} showed."
        case Result.UNPROVED:
            return (
                f"{target.name}: Profile took the revocation at {clock(target.at)}, but could "
                "not be asked afterwards whether it is gone. Read the list again."
            )
        case Result.FAILED:
            return f"{target.name} is not revoked: {_why(target)}"
        case Result.PENDING:
            return f"{target.name}: not tried yet."


def summary(revocation: Revocation) -> str:
    """All of them: "12 of 14 apps are gone."."""
    gone = [t for t in revocation.targets if t.result in (Result.GONE, Result.ALREADY)]
    if not revocation.is_over:
        return f"Revoking: {revocation.settled} of {len(revocation.targets)} so far."
    if len(revocation.targets) == 1:
        return told(revocation.targets[0])
    return f"{len(gone)} of {len(revocation.targets)} apps are gone."


@dataclass(frozen=True, slots=True)
class News:
    """What came of a revocation: a headline, and a sentence for each app where there are several.
    `can_try_again` says that something failed.
    """

    revocation: Revocation
    headline: str
    lines: tuple[str, ...]
    is_trouble: bool

    @property
    def can_try_again(self) -> bool:
        """Whether what failed may be tried anew."""
        return any(target.result is Result.FAILED for target in self.revocation.targets)


def news(revocation: Revocation) -> News:
    """All there is to tell."""
    several = len(revocation.targets) > 1
    return News(
        revocation=revocation,
        headline=summary(revocation),
        lines=tuple(told(target) for target in revocation.targets) if several else (),
        is_trouble=is_trouble(revocation),
    )


def is_trouble(revocation: Revocation) -> bool:
    """Whether anything is not as wished."""
    well = (Result.GONE, Result.ALREADY, Result.PENDING)
    return any(target.result not in well for target in revocation.targets)


def clock(at: float | None) -> str:
    """The moment (Unix seconds) to the second."""
    return "an unknown time" if at is None else f"{datetime.fromtimestamp(at, UTC):%H:%M:%S} UTC"


def _why(target: Target) -> str:
    if target.reason is Reason.BUSY:
        wait = "a while" if target.wait is None else f"{target.wait} seconds"
        return f"Profile asks for patience. Wait {wait}, then try again."
    said = f" It says: {quoted(target.said)}" if target.said else ""
    return f"{_WHY[target.reason]}{said}" if target.reason else "try again."
