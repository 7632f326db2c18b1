"""What came of the people of a change, in sentences; pure."""

from collections import Counter
from collections.abc import Iterator, Sequence

from webapp.people.search import quoted
from webapp.people.so_many import so_many
from webapp.tagging.change import Change
from webapp.tagging.rows import OPEN, Row
from webapp.tagging.states import State, Trouble
from webapp.tagging.wishes import Membership


def further(change: Change) -> Iterator[str]:
    """What there is to tell besides of those for whom nothing was done, or not everything."""
    match change.wish:
        case Membership(add=add, remove=remove):
            yield from _others(of_people(change, add), is_adding=True)
            yield from _others(of_people(change, remove), is_adding=False)
        case _:
            yield from _others(change.counts, is_adding=True)
    counts = change.counts
    if refused := counts[Row.REFUSED]:
        said = f" It says: {quoted(change.said)}" if change.said else ""
        yield f"{so_many(refused)}: Profile did not take them.{said}"
    left = sum(counts[row] for row in OPEN)
    if left and change.state in (State.STOPPED, State.CONFLICT):
        yield f"{so_many(left)}: not done{', as far as is known' if counts[Row.UNSURE] else ''}."
    if change.trouble is Trouble.BUSY:
        kept = "What is done is kept; it" if counts[Row.DONE] else "It"
        yield f"{kept} can be continued later."


def _others(counts: Counter[Row], *, is_adding: bool) -> Iterator[str]:
    """Of people for whom nothing was written."""
    if already := counts[Row.ALREADY]:
        yield f"{so_many(already)} {'had it already' if is_adding else 'did not have it'}."
    if meanwhile := counts[Row.MEANWHILE]:
        yield f"{so_many(meanwhile)}: somebody else did the same meanwhile."
    if kept := counts[Row.KEPT]:
        did = "took it away" if is_adding else "gave it to them"
        yield f"{so_many(kept)}: somebody else {did} since you looked, and that stays."


def of_people(change: Change, side: Sequence[str]) -> Counter[Row]:
    """How many of these people of each sort."""
    return Counter(change.rows[person] for person in side if person in change.rows)
