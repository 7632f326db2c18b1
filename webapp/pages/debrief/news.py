"""What is announced when a debrief comes to stand otherwise than a page shows; pure."""

from webapp.debriefs import Shown, Standing

BEGUN = "The debrief is being written."
_NEWS = {Standing.WRITTEN: "The debrief is written.", Standing.FAILED: "No debrief came."}


def news(before: str | None, now: Shown) -> str | None:
    """Said once, when the writing that a page showed is over; None for no news."""
    return _NEWS.get(now.standing) if before == Standing.WRITING else None
