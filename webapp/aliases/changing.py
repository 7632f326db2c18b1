"""Makes, changes and deletes one own id: compared with what the form was drawn from, and where no
clear answer comes, told by reading what there is.

The platform gives the same alias where all is the same, so nothing is harmed by sending one twice.
"""

from collections.abc import Callable
from dataclasses import replace

from webapp.aliases.book import Book
from webapp.aliases.results import End, Match, Result
from webapp.api import ApiError, Conflict, NoSuchAlias, NotOffered, Rejected
from webapp.api.aliases import Alias, AliasesApi
from webapp.background.setbacks import is_unclear

Judge = Callable[[Book], Result | None]
"""What a reading says of what was sent; None where it was not done."""


class Changing:
    """One change in one request. An ApiError is raised where nothing was done."""

    def __init__(self, api: AliasesApi):
        self._api = api

    def create(self, wish: Match) -> Result:
        """A key for a person."""
        return self._sent(lambda: self._api.create(*wish), lambda book: _created(book, wish))

    def change(self, alias_id: str, wish: Match, was: Match) -> Result:
        """Another key or person, each only where nobody has changed that one since `was`."""
        book = Book.of(self._api.every())
        now = book.find(alias_id)
        if now is None:
            return Result(End.GONE)
        there = Match.by(now)
        if any(map(_is_meanwhile, wish, was, there)):
            return Result(End.MEANWHILE, now)
        goal = Match(*map(_merged, wish, was, there))
        if goal == there:
            return Result(End.ALREADY, now)
        if (taken := _taken(book, goal.key, alias_id)) is not None:
            return taken
        return self._sent(
            lambda: self._api.change(
                alias_id,
                consumer_key=goal.key if goal.key != there.key else None,
                profile_id=goal.person if goal.person != there.person else None,
            ),
            lambda book: _changed(book, alias_id, goal),
        )

    def delete(self, alias_id: str, was: Match) -> Result:
        """No such alias, unless it is another by now than the question was about."""
        now = Book.of(self._api.every()).find(alias_id)
        if now is None:
            return Result(End.ALREADY)
        if Match.by(now) != was:
            return Result(End.MEANWHILE, now)

        def delete() -> Alias:
            self._api.delete(alias_id)
            return now

        return self._sent(delete, lambda book: _deleted(book, now))

    def _sent(self, send: Callable[[], Alias], judge: Judge) -> Result:
        try:
            return Result(End.DONE, send())
        except NotOffered:
            return Result(End.NOT_OFFERED)
        except Rejected as error:
            return Result(End.REFUSED, said=error.message)
        except Conflict as error:
            found = self._read(judge, unread=End.TAKEN, undone=End.REFUSED)
            return replace(found, said=error.message)
        except NoSuchAlias:  # it went this moment, or there is no such call
            return self._read(judge, unread=End.UNSURE, undone=End.NOT_OFFERED)
        except ApiError as error:
            if not is_unclear(error):
                raise
            return self._read(judge, unread=End.UNSURE, undone=End.FAILED)

    def _read(self, judge: Judge, *, unread: End, undone: End) -> Result:
        try:
            book = Book.of(self._api.every())
        except ApiError:
            return Result(unread)
        return judge(book) or Result(undone)


def _is_meanwhile(wished: str, was: str, now: str) -> bool:
    """Whether both have changed it, to something else each."""
    return wished not in (was, now) and now != was


def _merged(wished: str, was: str, now: str) -> str:
    return now if wished == was else wished


def _taken(book: Book, key: str, alias_id: str) -> Result | None:
    holder = book.holder(key)
    if holder is None or holder.id == alias_id:
        return None
    return Result(End.TAKEN, book.find(alias_id), holder)


def _created(book: Book, wish: Match) -> Result | None:
    holder = book.holder(wish.key)
    if holder is None:
        return None
    is_mine = book.is_matched(*wish)
    return Result(End.DONE, holder) if is_mine else Result(End.TAKEN, holder=holder)


def _changed(book: Book, alias_id: str, goal: Match) -> Result | None:
    now = book.find(alias_id)
    if now is None:
        return Result(End.GONE)
    return Result(End.DONE, now) if Match.by(now) == goal else _taken(book, goal.key, alias_id)


def _deleted(book: Book, alias: Alias) -> Result | None:
    return None if book.find(alias.id) else Result(End.DONE, alias)
