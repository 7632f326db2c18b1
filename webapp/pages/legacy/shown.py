"""What the pages of v3 show of an account and of its tags; pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from webapp.api.account import Account
from webapp.api.tags import Tag
from webapp.people.search import fold
from webapp.responses.facts import Fact, account_facts, count


@dataclass(frozen=True, slots=True)
class Row:
    """One tag, and how many people carry it."""

    tag: Tag
    people: int


def facts(account: Account) -> tuple[Fact, ...]:
    """All that v3 tells of an account, but its preferences."""
    return (
        *account_facts(account),
        count("Credits", account.credits),
    )


def rows(tags: Iterable[Tag]) -> tuple[Row, ...]:
    """One a tag, by label whatever its case and accents."""
    ordered = sorted(tags, key=lambda tag: (fold(tag.label), tag.label, tag.id))
    return tuple(Row(tag, len(set(tag.profiles))) for tag in ordered)
