"""What came of a revocation, in sentences; pure."""

from dataclasses import dataclass
from datetime import UTC, datetime

from webapp.people.search import quoted
from webapp.revoking import Reason, Result, Revocation, Target

_WHY = {
    Reason.FORBIDDEN: "Profile does not let this dashboard revoke it. Revoke it in Profile itself.",
    Reason.REFUSED: "Profile refused that. Revoke it in Profile itself.",
    Reason.ODD: "Profile’s answer is not as this dashboard knows it. Revoke it in Profile itself.",
    Reason.UNREACHED: "Profile could not be reached. Try again.",
    Reason.RESISTED: "Profile took the request, but still lists the app. Look again in a minute.",
    Reason.SIGNED_OUT: "your own connection to Profile has ended. Sign in again, then try again.",
    Reason.INTERRUPTED: "this dashboard was interrupted. Try again.",
}


def told(target: Target) -> str:
    """What is said after the app's name: "is confirmed gone at 12:03:07 UTC."."""
    match target.result:
        case Result.GONE:
            return f"is confirmed gone at {clock(target.at)}."
        case Result.ALREADY:
            return f"was gone already, as a reading at {clock(target.at)} showed."
        case Result.UNPROVED:
            return (
                f"may be gone: Profile took the revocation at {clock(target.at)}, but could "
                "not be asked afterwards. Read the list again."
            )
        case Result.FAILED if target.at is None:
            return f"may be gone or not: {_why(target)}"
        case Result.FAILED:
            return f"is not revoked: {_why(target)}"
        case Result.PENDING:
            return "was not tried yet."


def summary(revocation: Revocation) -> str:
    """All of them: "12 of 14 apps are gone."."""
    count = len(revocation.targets)
    if not revocation.is_over:
        return f"Revoking: {revocation.settled} of {count} so far."
    gone = sum(target.result in (Result.GONE, Result.ALREADY) for target in revocation.targets)
    return f"{gone:,} of {count:,} apps are gone."


@dataclass(frozen=True, slots=True)
class News:
    """What came of a revocation: a headline, and for each app its name and a sentence where there
    are several; of one alone, `name` stands before the headline. `can_try_again` says that
    something failed.
    """

    revocation: Revocation
    name: str
    headline: str
    lines: tuple[tuple[str, str], ...]
    is_trouble: bool

    @property
    def can_try_again(self) -> bool:
        """Whether what failed may be tried anew."""
        return any(target.result is Result.FAILED for target in self.revocation.targets)


def news(revocation: Revocation) -> News:
    """All there is to tell."""
    targets = revocation.targets
    is_one = len(targets) == 1 and revocation.is_over
    return News(
        revocation=revocation,
        name=targets[0].name if is_one else "",
        headline=told(targets[0]) if is_one else summary(revocation),
        lines=tuple((target.name, told(target)) for target in targets) if len(targets) > 1 else (),
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
