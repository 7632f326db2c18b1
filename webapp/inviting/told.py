"""What came of a batch of invites, in sentences; pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from webapp.batches import Batch, Outcome, State, Trouble
from webapp.inviting.invitee import Invitee
from webapp.people.search import quoted
from webapp.people.so_many import so_many

_STOPPED = {
    Trouble.BUSY: "Profile asks for patience, so it stopped.",
    Trouble.UNREACHED: "Profile could not be reached, so it stopped.",
    Trouble.UNCLEAR: "Profile did not answer as it should, so not everything is done.",
    Trouble.OCCUPIED: "Other invites of this account were still under way, so it did not begin.",
    Trouble.INTERRUPTED: "This dashboard was interrupted while it was at work.",
    Trouble.SIGNED_OUT: "Your connection to Profile has ended, so it stopped.",
    Trouble.NOT_ALLOWED: "Profile does not allow your connection to invite people.",
    Trouble.NOT_OFFERED: "Profile offers no way to do this from here. Invite them in Profile.",
}


@dataclass(frozen=True, slots=True)
class Told:
    """`headline` is one sentence, `further` what else there is to know."""

    headline: str
    further: tuple[str, ...]
    is_trouble: bool


def told(batch: Batch[Invitee]) -> Told:
    """The whole of it."""
    return Told(_headline(batch), tuple(_further(batch)), batch.trouble is not None)


def invites(count: int) -> str:
    """So many of them: "1 invite", "14 invites"."""
    return "1 invite" if count == 1 else f"{count:,} invites"


def _headline(batch: Batch[Invitee]) -> str:
    done, all_of_them = batch.counts[Outcome.DONE], len(batch.rows)
    match batch.state:
        case State.RUNNING:
            return f"Sending invites: {batch.settled:,} of {all_of_them:,} so far."
        case State.DONE if done:
            return f"{invites(done)} {'is' if done == 1 else 'are'} sent."
        case State.DONE:
            return "No invite was sent."
    said = f" It says: {quoted(batch.said)}" if batch.said else ""
    why = _STOPPED[batch.trouble] if batch.trouble else "It stopped."
    return f"{why}{said} {done:,} of {all_of_them:,} invites {'is' if done == 1 else 'are'} sent."


def _further(batch: Batch[Invitee]) -> Iterator[str]:
    counts = batch.counts
    if batch.state is State.RUNNING:
        return
    if count := counts[Outcome.ALREADY]:
        yield f"{so_many(count)} {_were(count)} in the account already; nothing was sent to them."
    if count := counts[Outcome.REFUSED]:
        yield f"Profile refused {so_many(count)}; nothing was sent to them."
    if count := counts[Outcome.PENDING]:
        yield f"{so_many(count)} {_were(count)} not tried yet."
    if count := counts[Outcome.FAILED]:
        yield f"{so_many(count)} {_were(count)} tried, and are not in Profile’s list."
    if count := counts[Outcome.UNSURE]:
        yield (
            f"Of {so_many(count)} it is not known whether they were written to. They are not "
            "written to again before a reading shows that they are not there."
        )


def _were(count: int) -> str:
    return "was" if count == 1 else "were"
