"""What came of an import, in words; pure."""

from dataclasses import dataclass

from webapp.aliases import ImportWish
from webapp.aliases.columns import KEY, PERSON
from webapp.batches import Batch, Outcome, Row, told
from webapp.batches.told import Told
from webapp.people.search import quoted
from webapp.responses.csv_file import csv_bytes

TITLES = {
    Outcome.REFUSED: "Not done",
    Outcome.UNSURE: "Not known whether it was done",
    Outcome.FAILED: "Tried, but not done",
    Outcome.PENDING: "Not tried",
    Outcome.DONE: "Done",
    Outcome.ALREADY: "So already",
}
"""In the order in which they are shown: what is to be looked at first."""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one outcome, each with why it is so, or ""."""

    outcome: Outcome
    title: str
    rows: tuple[tuple[ImportWish, str], ...]


def told_import(batch: Batch[ImportWish]) -> Told:
    """How it stands."""
    return told(batch, "Importing own ids", _done(batch))


def groups(batch: Batch[ImportWish]) -> tuple[Group, ...]:
    """All rows by what came of them; none of what did not happen."""
    grouped = [
        Group(
            outcome,
            title,
            tuple((row.wish, why(row)) for row in batch.rows if row.outcome is outcome),
        )
        for outcome, title in TITLES.items()
    ]
    return tuple(group for group in grouped if group.rows)


def why(row: Row[ImportWish]) -> str:
    """Why a row was refused."""
    if row.outcome is not Outcome.REFUSED:
        return ""
    if row.said:
        return f"Profile says: {quoted(row.said)}"
    if row.wish.alias_id:
        return "Somebody else changed or deleted it meanwhile, so it stays as it is."
    return "Profile refused it."


def as_csv(batch: Batch[ImportWish]) -> bytes:
    """Each line with what came of it, as a file."""
    rows = (
        (row.wish.line, row.wish.key, row.wish.person, TITLES[row.outcome], why(row))
        for row in batch.rows
    )
    return csv_bytes(("Line", KEY, PERSON, "Outcome", "Why"), rows)


def _done(batch: Batch[ImportWish]) -> str:
    done = batch.counts[Outcome.DONE]
    said = ["1 own id is imported." if done == 1 else f"{done:,} own ids are imported."]
    if already := batch.counts[Outcome.ALREADY]:
        said.append(f"{already:,} {'was' if already == 1 else 'were'} so already.")
    if refused := batch.counts[Outcome.REFUSED]:
        said.append(f"{refused:,} could not be done.")
    return " ".join(said)
