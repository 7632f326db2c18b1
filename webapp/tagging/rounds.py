"""Rounds of one change of a tag itself, each under its locks and by all tags as they are then,
until a reading shows that it is done. Labels are compared within the lock of the account's labels,
so that two browsers at once make no twins.
"""

from collections.abc import Callable, Sequence
from contextlib import ExitStack

import msgspec

from webapp.api.tags import Tag
from webapp.people.search import fold
from webapp.tagging.change import Change, stopped
from webapp.tagging.states import State, Stop, Trouble
from webapp.tagging.work import FORESEEN, LABELS, Work, setbacks

Step = Callable[[Sequence[Tag]], bool]
"""Takes all tags as they are now; whether it is done."""


class Rounds:
    """One run of one change; `change` is how far it is."""

    def __init__(self, change: Change, work: Work):
        self.change = change
        self.tags = work.tags
        self._setbacks = setbacks(work, self._waiting)
        self._work = work

    def until(self, step: Step, *locks: str) -> Change:
        """Repeat a step, which takes all tags as they are now, until it says that it is done."""
        try:
            while not self._round(step, (LABELS, *locks)):
                pass
        except Stop as stop:
            return stopped(self.change, stop, self._work.clock())
        return msgspec.structs.replace(
            self.change, state=State.DONE, at=self._work.clock(), waits_until=None
        )

    def _round(self, step: Step, locks: Sequence[str | None]) -> bool:
        try:
            with ExitStack() as held:
                for name in locks:
                    held.enter_context(self._work.lock(name))
                return step(self._work.tags.every())
        except FORESEEN as error:
            self._setbacks.meet(error)
            return False

    def note(self, **known: object) -> None:
        """Keep what is known of the change by now, by its fields' names."""
        self.change = msgspec.structs.replace(self.change, **known, at=self._work.clock())
        self._work.note(self.change)

    def _waiting(self, until: float | None) -> None:
        self.note(waits_until=until)


def no_twin(label: str, tags: Sequence[Tag]) -> None:
    """Raises Stop where a tag has this label, whatever its case and accents."""
    for tag in tags:
        if fold(tag.label) == fold(label):
            raise Stop(Trouble.TWIN, tag=tag)
