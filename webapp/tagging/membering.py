"""Puts people into a tag and takes them out, a batch at a time, until a reading shows it done.

The platform replaces the whole set and knows no versions. So each round reads the tag, merges the
wish with what is there now, writes all of it, and the next round reads again: that alone decides.
Rounds of one tag never overlap within this dashboard (its lock). Between our reading and our
writing, a few milliseconds, another program could still write; nothing the platform tells would
show it, and no client can rule it out.
"""

from collections.abc import Sequence

import msgspec

from webapp.api import ApiError, Conflict, Rejected, Unavailable, UnexpectedAnswer
from webapp.api.tags import Tag
from webapp.background.setbacks import is_unclear
from webapp.tagging.change import Change, bare, stopped
from webapp.tagging.rows import Row, merged, rows_of, unread, with_row
from webapp.tagging.states import Setback, State, Stop, Trouble
from webapp.tagging.wishes import Membership, members_mark
from webapp.tagging.work import FORESEEN, Work, setbacks

BATCH = 500
"""People written at once: what fails, fails for so many, and progress shows in steps of this."""
FRESH = 1.0
"""Seconds for which a reading may be written upon; after that the tag is read again."""
MOST_REFUSALS = 60
"""Refused writings in one run; looking for one person among 500 takes ten."""


class Membering:
    """One run of one change of members."""

    def __init__(self, change: Change, wish: Membership, work: Work):
        self._change, self._wish, self._work = change, wish, work
        self._sent = set(with_row(change.rows, Row.DONE, Row.UNSURE))
        self._refused: dict[str, str | None] = dict.fromkeys(
            with_row(change.rows, Row.REFUSED), change.said
        )
        self._refusals = 0
        self._size = BATCH
        self._left = len(change.rows) + 1
        self._was_written = False
        self._setbacks = setbacks(work, self._waiting)

    def run(self) -> Change:
        """Carry it out as far as it goes; what came of each person is in the change's rows."""
        try:
            while self._round():
                pass
        except Stop as stop:
            self._now_known(rows=unread(self._change.rows, self._sent))
            return stopped(self._change, stop, self._work.clock())
        trouble, said = None, None
        if self._refused:
            trouble, said = Trouble.REFUSED, next(iter(self._refused.values()))
        self._now_known(state=State.DONE, trouble=trouble, said=said)
        return self._change

    def _round(self) -> bool:
        """Read, and write for those who are left; whether there were any."""
        try:
            with self._work.lock(self._wish.tag_id):
                tag = self._work.tags.one(self._wish.tag_id)
                read_at = self._work.clock()
                batch = self._look(tag)
                if batch:
                    self._write(tag, batch, read_at)
        except FORESEEN as error:
            self._setbacks.meet(error)
            return True
        return bool(batch)

    def _look(self, tag: Tag) -> tuple[str, ...]:
        """Whom to write for, by what the tag holds now."""
        rows = rows_of(self._wish, frozenset(tag.profiles), self._sent, self._refused)
        mark = members_mark(tag.profiles)
        self._now_known(rows=rows, tag=bare(tag), before=self._change.before or mark, after=mark)
        if tag.label != self._wish.label:
            raise Stop(Trouble.RENAMED, tag=bare(tag))
        pending = with_row(rows, Row.PENDING)
        was_written, self._was_written = self._was_written, False
        if len(pending) < self._left:
            self._left = len(pending)
            self._setbacks.progress()
        elif was_written:
            raise Setback(Stop(Trouble.RESISTED))
        return pending[: self._size]

    def _write(self, tag: Tag, batch: Sequence[str], read_at: float) -> None:
        """Write, and at once again where that fails while the reading is fresh: the same set a
        second time does no harm that the first would not have done.
        """
        members = merged(tag.profiles, self._wish, frozenset(batch))
        self._now_known(rows=unread(self._change.rows, self._sent.union(batch)))
        self._work.note(self._change)  # before it is sent: whoever goes on knows that it may be
        try:
            if not self._is_fresh(read_at):
                raise Setback(Stop(Trouble.INTERRUPTED))
            self._send(tag.id, members, batch)
        except (Rejected, Conflict) as error:
            self._narrow(batch, error)
            return
        except (Unavailable, UnexpectedAnswer):
            if not self._is_fresh(read_at):
                raise
            self._send(tag.id, members, batch)
        self._was_written = True
        self._size = min(2 * self._size, BATCH)

    def _send(self, tag_id: str, members: Sequence[str], batch: Sequence[str]) -> None:
        try:
            self._work.tags.set_profiles(tag_id, members)
        except ApiError as error:
            self._sent.update(batch if is_unclear(error) else ())
            raise
        self._sent.update(batch)

    def _is_fresh(self, read_at: float) -> bool:
        return self._work.clock() - read_at <= FRESH

    def _now_known(self, **known: object) -> None:
        self._change = msgspec.structs.replace(self._change, **known, at=self._work.clock())

    def _narrow(self, batch: Sequence[str], error: Rejected | Conflict) -> None:
        """Find whom the platform does not take: halve the batch until it is a single person."""
        self._refusals += 1
        nobody_was_taken = not self._sent and len(self._refused) >= 2
        if self._refusals > MOST_REFUSALS or (nobody_was_taken and len(batch) == 1):
            raise Stop(Trouble.REFUSED, error.message)
        if len(batch) == 1:
            self._refused[batch[0]] = error.message
        self._size = max(1, len(batch) // 2)

    def _waiting(self, until: float | None) -> None:
        self._now_known(rows=unread(self._change.rows, self._sent), waits_until=until)
        self._work.note(self._change)
