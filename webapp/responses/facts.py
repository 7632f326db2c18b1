"""What Profile tells of something, one fact a line; pure."""

from dataclasses import dataclass
from datetime import datetime

from webapp.api.account import Account
from webapp.responses.filters import amount, on_date


@dataclass(frozen=True, slots=True)
class Fact:
    """`value` is None where Profile did not tell; a day has its moment beside it."""

    label: str
    value: str | None
    at: datetime | None = None


def account_facts(account: Account) -> tuple[Fact, ...]:
    """What every version of the API tells of an account."""
    return (
        Fact("Name", account.name),
        Fact("Type", account.type),
        Fact("Id", account.id),
        day("Created", account.created_at),
        day("Last changed", account.updated_at),
    )


def day(label: str, at: datetime | None) -> Fact:
    """The day of a moment."""
    return Fact(label, on_date(at) if at else None, at)


def count(label: str, number: int | None) -> Fact:
    """So many."""
    return Fact(label, None if number is None else amount(number))
