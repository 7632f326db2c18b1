"""How a batch stands, in words that fit every kind; pure."""

from dataclasses import dataclass
from datetime import UTC, datetime
from math import ceil
from typing import Any

from webapp.background.moments import moment
from webapp.batches.batch import Batch
from webapp.batches.states import State, Trouble
from webapp.people.search import quoted

_STOPPED = {
    Trouble.BUSY: "Profile asks for patience, so it stopped.",
    Trouble.UNREACHED: "Profile could not be reached, so it stopped.",
    Trouble.UNCLEAR: "Of some of it Profile gave no clear answer, or it was not done.",
    Trouble.OCCUPIED: "Others were still at the same in this account, so it did not begin.",
    Trouble.INTERRUPTED: "This dashboard was interrupted while it was at work.",
    Trouble.SIGNED_OUT: "Your connection to Profile has ended, so it stopped.",
    Trouble.NOT_ALLOWED: "Profile does not allow this for your connection, so it stopped.",
    Trouble.NOT_OFFERED: "Profile offers no way to do this from here. Do it in Profile itself.",
}


@dataclass(frozen=True, slots=True)
class Told:
    """`headline` is a sentence or two, `further` what else there is to know; the platform asks for
    patience until `waits_until`, after which it goes on by itself; before `again_at` it asks not
    to be asked again.
    """

    batch: Batch[Any]
    headline: str
    further: tuple[str, ...] = ()

    @property
    def is_trouble(self) -> bool:
        """Whether it is not as wished."""
        return self.batch.trouble is not None

    @property
    def begun_at(self) -> datetime:
        """When it was asked for."""
        return datetime.fromtimestamp(self.batch.begun_at, UTC)

    @property
    def at(self) -> datetime:
        """When the latest was known of it."""
        return datetime.fromtimestamp(self.batch.at, UTC)

    @property
    def seconds_left(self) -> int:
        """For how long the platform still asks for patience."""
        left = (self.waits_until - datetime.now(UTC)).total_seconds() if self.waits_until else 0.0
        return max(0, ceil(left))

    @property
    def waits_until(self) -> datetime | None:
        """A moment to come."""
        return moment(self.batch.waits_until)

    @property
    def again_at(self) -> datetime | None:
        """A moment to come."""
        return moment(self.batch.again_at)


def told(batch: Batch[Any], doing: str, done: str) -> Told:
    """`doing` is what is under way ("Importing own ids"), `done` a sentence of what came of it."""
    match batch.state:
        case State.RUNNING:
            return Told(batch, f"{doing}: {so_far(batch)} so far.")
        case State.DONE:
            return Told(batch, done)
    return Told(batch, f"{trouble_in_words(batch)} {so_far(batch)} settled.")


def so_far(batch: Batch[Any]) -> str:
    """With how many rows it is through: "12 of 1,040"."""
    return f"{batch.settled:,} of {len(batch.rows):,}"


def trouble_in_words(batch: Batch[Any]) -> str:
    """Why it stopped, in one sentence, and what the platform said itself; "" where it did not."""
    if batch.trouble is None:
        return ""
    said = f" It says: {quoted(batch.said)}" if batch.said else ""
    return _STOPPED[batch.trouble] + said
