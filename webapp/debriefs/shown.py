"""How a debrief stands, as the section of a page shows it. Pure."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from math import ceil

from webapp.api.debriefs import Debrief
from webapp.debriefs.states import Failed, State, Writing, Written


class Standing(StrEnum):
    """What there is to show. UNREAD: Profile was not asked yet; UNREADABLE: it was, in vain.
    HIDDEN: names are, and its words may hold them. ELSEWHERE: the page shows another account than
    the one now in use.
    """

    UNREAD = "unread"
    NONE = "none"
    UNREADABLE = "unreadable"
    WRITING = "writing"
    WRITTEN = "written"
    FAILED = "failed"
    HIDDEN = "hidden"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Shown:
    """The section for one person. `seconds` tells for how long it has been written, `at` when it
    was, as far as that is known; `wait` for how many seconds Profile asks for patience;
    `is_looked` that Profile was just asked whether it has one.
    """

    profile_id: str
    standing: Standing
    debrief: Debrief | None = None
    failed: Failed | None = None
    seconds: int = 0
    wait: int = 0
    at: datetime | None = None
    is_looked: bool = False

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The text, line by line; a line end is all the structure that plain text has."""
        lines = self.debrief.content.splitlines() if self.debrief else ()
        return tuple(line.strip() for line in lines if line.strip())

    @property
    def opinions(self) -> str | None:
        """How many found it helpful, and how many did not; None where nobody said."""
        if not self.debrief:
            return None
        given = [rating.rating for rating in self.debrief.ratings if rating.rating]
        helpful = sum(rating > 0 for rating in given)
        counts = ((helpful, "found it helpful"), (len(given) - helpful, "did not"))
        return ", ".join(f"{number} {what}" for number, what in counts if number) or None

    @property
    def comments(self) -> tuple[str, ...]:
        """What was said of it, in the order in which it came."""
        ratings = self.debrief.ratings if self.debrief else ()
        return tuple(said.strip() for r in ratings if (said := r.comments) and said.strip())

    @property
    def waits_for_a_look(self) -> bool:
        """Whether Profile may have one of which nothing is known here."""
        is_unsure = self.failed is not None and self.failed.may_be_written
        return self.standing is Standing.UNREAD or (is_unsure and not self.is_looked)


def shown(profile_id: str, state: State | None, now: float) -> Shown:
    """What is known here at that moment (Unix seconds)."""
    match state:
        case Writing(since=since):
            return Shown(profile_id, Standing.WRITING, seconds=max(0, round(now - since)))
        case Written(debrief=debrief, at=at):
            return read(profile_id, debrief, datetime.fromtimestamp(at, UTC))
        case Failed(again_at=again_at):
            wait = max(0, ceil((again_at or 0) - now))
            return Shown(profile_id, Standing.FAILED, failed=state, wait=wait)
        case None:
            return Shown(profile_id, Standing.UNREAD)


def read(profile_id: str, debrief: Debrief, at: datetime | None = None) -> Shown:
    """One that is there; `at` where it does not say itself when it was written."""
    moment = debrief.updated_at or debrief.created_at or at
    return Shown(profile_id, Standing.WRITTEN, debrief=debrief, at=moment, is_looked=True)
