"""Whom somebody has chosen, and by which question; pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.api.profiles import Profile
from webapp.people.by_id import by_id
from webapp.people.search import quoted
from webapp.people.selection import Selection
from webapp.tagging import Choice


@dataclass(frozen=True, slots=True)
class Who:
    """Those of a choice who are in the account, in the order chosen; `missing` more are not: they
    were deleted, or are of another account. `words` tell by which question they were found.
    """

    people: tuple[Profile, ...]
    missing: int
    words: str


def who(choice: Choice, everyone: Sequence[Profile]) -> Who:
    """The people behind the ids."""
    known = by_id(everyone)
    people = tuple(known[each] for each in choice.people if each in known)
    return Who(people, len(choice.people) - len(people), choice.words)


def in_words(selection: Selection) -> str:
    """How these people were found: "Everybody who matches “ana”, with the tag “Remote”"."""
    asked, labels = selection.asked, {tag.id: tag.label for tag in selection.tags or ()}
    parts = [f"who matches {quoted(asked.q)}"] if asked.q else []
    if asked.tags:
        these = " and ".join(quoted(labels[tag]) for tag in asked.tags)
        parts.append(f"with the tag{'s' if len(asked.tags) > 1 else ''} {these}")
    if asked.style:
        parts.append(f"with the style {asked.style}")
    return " ".join(["Everybody", ", ".join(parts)]) if parts else "Everybody in the account"
