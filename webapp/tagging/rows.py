"""What became of each person in a change of members, by what a reading of the tag says; pure."""

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

from webapp.tagging.wishes import Membership


class Row(StrEnum):
    """DONE by this change. ALREADY so when the form was drawn; MEANWHILE made so by somebody else.
    KEPT: somebody else has changed it since, to the contrary of what the form showed, and that
    stays. REFUSED by the platform. PENDING: not done. UNSURE: sent, or about to
    be, and not seen done since.
    """

    DONE = "done"
    ALREADY = "already"
    MEANWHILE = "meanwhile"
    KEPT = "kept"
    REFUSED = "refused"
    PENDING = "pending"
    UNSURE = "unsure"


OPEN = frozenset({Row.PENDING, Row.UNSURE})
"""Rows with which a change can be continued."""

Rows = Mapping[str, Row]


def rows_of(
    wish: Membership, members: Collection[str], sent: Collection[str], refused: Collection[str]
) -> dict[str, Row]:
    """Everybody of the wish, by who is a member now; `sent` were written by this change, once at
    least, and `refused` were not taken.
    """
    adding = frozenset(wish.add)
    return {
        person: _row(
            is_wanted=person in adding,
            is_so=person in members,
            was_so=person in wish.had,
            was_sent=person in sent,
            was_refused=person in refused,
        )
        for person in wish.people
    }


def _row(*, is_wanted: bool, is_so: bool, was_so: bool, was_sent: bool, was_refused: bool) -> Row:
    if is_so == is_wanted:
        if was_so == is_wanted:
            return Row.ALREADY
        return Row.DONE if was_sent else Row.MEANWHILE
    if was_so == is_wanted:
        return Row.KEPT
    return Row.REFUSED if was_refused else Row.PENDING


def merged(members: Iterable[str], wish: Membership, people: Collection[str]) -> list[str]:
    """The members of now, with the wish for these people done to them and nothing else."""
    leaving = set(wish.remove).intersection(people)
    now = dict.fromkeys(member for member in members if member not in leaving)
    now.update(dict.fromkeys(person for person in wish.add if person in people))
    return list(now)


def unread(rows: Rows, sent: Collection[str]) -> dict[str, Row]:
    """The same where what was sent for those who are left has not been read since."""
    return {
        person: (Row.UNSURE if person in sent else Row.PENDING) if row in OPEN else row
        for person, row in rows.items()
    }


def with_row(rows: Rows, *wanted: Row) -> tuple[str, ...]:
    """Those of whom one of these is true."""
    return tuple(person for person, row in rows.items() if row in wanted)
