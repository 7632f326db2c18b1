"""What came of a change, in sentences; pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from webapp.people.search import quoted
from webapp.tagging.change import Change
from webapp.tagging.rows import OPEN, Row
from webapp.tagging.states import State, Trouble
from webapp.tagging.told_trouble import trouble_in_words
from webapp.tagging.undoing import WhyNot, undo_of
from webapp.tagging.wishes import Alteration, Creation, Deletion, Membership


@dataclass(frozen=True, slots=True)
class Told:
    """`headline` is one sentence, `further` what else there is to know; `can_undo` says whether
    the change may be taken back, `can_go_on` whether it may be continued. `is_trouble` says that
    it is not as wished.
    """

    change: Change
    headline: str
    further: tuple[str, ...]
    can_undo: bool
    can_go_on: bool
    is_trouble: bool


def told(change: Change, undone: Change | None = None) -> Told:
    """`undone` is the change that this one takes back, where it is one that does so."""
    return Told(
        change=change,
        headline=_headline(change, undone),
        further=tuple(_further(change)),
        can_undo=not isinstance(undo_of(change), WhyNot),
        can_go_on=change.can_go_on,
        is_trouble=change.trouble is not None,
    )


def people(count: int) -> str:
    """So many of them: "1 person", "1,204 people"."""
    return "1 person" if count == 1 else f"{count:,} people"


def _headline(change: Change, undone: Change | None) -> str:
    match change.state:
        case State.RUNNING:
            return f"{_doing(change)}: {change.settled:,} of {people(len(change.rows))} so far."
        case State.CONFLICT:
            return trouble_in_words(change)
        case State.STOPPED:
            done = change.counts[Row.DONE]
            so_far = f" {people(done)} of {len(change.rows):,} are done." if change.rows else ""
            return f"{trouble_in_words(change)}{so_far}"
        case State.DONE:
            return f"Undone: {_restored(change, undone)}" if undone else _done(change)


def _doing(change: Change) -> str:
    match change.wish:
        case Membership(add=add, label=label):
            return f"Adding to {quoted(label)}" if add else f"Taking out of {quoted(label)}"
        case Creation(label=label):
            return f"Making {quoted(label)}"
        case Alteration(was_label=label):
            return f"Changing {quoted(label)}"
        case Deletion(was_label=label):
            return f"Deleting {quoted(label)}"


def _done(change: Change) -> str:
    match change.wish:
        case Membership() as wish:
            return _members(change, wish)
        case Creation(label=label):
            return f"The tag {quoted(label)} is there."
        case Alteration() as wish:
            return _altered(wish)
        case Deletion(was_label=label):
            lost = len(change.tag.profiles) if change.tag else 0
            return f"{quoted(label)} is deleted; {people(lost)} lost it."


def _members(change: Change, wish: Membership) -> str:
    done, label = change.counts[Row.DONE], quoted(wish.label)
    if not done:
        return f"Nothing had to be done for {label}."
    return f"Added to {label}: {people(done)}." if wish.add else f"Out of {label}: {people(done)}."


def _altered(wish: Alteration) -> str:
    if wish.label != wish.was_label:
        return f"{quoted(wish.was_label)} is called {quoted(wish.label)} now."
    if wish.color != wish.was_color:
        return f"{quoted(wish.label)} is {wish.color} now."
    return f"{quoted(wish.label)} stays as it is."


def _restored(change: Change, undone: Change | None) -> str:
    match change.wish:
        case Membership(label=label) if undone:
            if change.after == undone.before:
                return f"{quoted(label)} has exactly the people it had before."
            return f"{quoted(label)} is as before, but for what others changed since."
        case _:
            return _done(change)


def _further(change: Change) -> Iterator[str]:
    counts = change.counts
    is_adding = not isinstance(change.wish, Membership) or bool(change.wish.add)
    if already := counts[Row.ALREADY]:
        yield f"{people(already)} {'had it already' if is_adding else 'did not have it'}."
    if meanwhile := counts[Row.MEANWHILE]:
        yield f"{people(meanwhile)}: somebody else did the same meanwhile."
    if kept := counts[Row.KEPT]:
        done = "took it away" if is_adding else "gave it to them"
        yield f"{people(kept)}: somebody else {done} since you looked, and that stays."
    if refused := counts[Row.REFUSED]:
        said = f" It says: {quoted(change.said)}" if change.said else ""
        yield f"{people(refused)}: Profile did not take them.{said}"
    left = sum(counts[row] for row in OPEN)
    if left and change.state in (State.STOPPED, State.CONFLICT):
        yield f"{people(left)}: not done{', as far as is known' if counts[Row.UNSURE] else ''}."
    if change.trouble is Trouble.BUSY:
        yield "What is done is kept; it can be continued later."
