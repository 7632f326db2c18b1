"""What came of a batch of invites, in sentences; pure."""

from collections.abc import Iterator

from webapp.batches import Batch, Outcome, State
from webapp.batches.told import Told, trouble_in_words
from webapp.inviting.invitee import Invitee
from webapp.people.so_many import so_many


def told(batch: Batch[Invitee]) -> Told:
    """The whole of it."""
    return Told(batch, _headline(batch), tuple(_further(batch)))


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
    sent = f"{done:,} of {all_of_them:,} invites {'is' if done == 1 else 'are'} sent."
    return f"{trouble_in_words(batch)} {sent}".lstrip()


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
