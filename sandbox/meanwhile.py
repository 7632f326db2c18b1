"""What another client does to a tag while somebody's calls are under way: each once, when told."""

from threading import Lock
from typing import Annotated, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from sandbox.faults import Method

Moment = Literal["before", "after"]


class Meanwhile(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One deed, before or after the API handles a call that matches (`after`: the answer is made,
    and not sent yet). `skip` such calls pass first.

    A call matches by its method (None: any) and by what its path begins with. Of the tag,
    `profiles` replaces the ids, then `remove` and `add` go by those there are; all are taken as
    they are. `delete` leaves nothing for the others to do, and a tag that is gone nothing at all.
    """

    when: Moment
    tag: str
    method: Method | None = None
    path: str = "/"
    skip: Annotated[int, Meta(ge=0)] = 0
    profiles: tuple[str, ...] | None = None
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    label: str | None = None
    color: str | None = None
    delete: bool = False

    @property
    def sets_profiles(self) -> bool:
        """Whether it changes who carries the tag."""
        return self.profiles is not None or bool(self.add or self.remove)

    def members(self, carriers: tuple[str, ...]) -> list[str]:
        """Who carries the tag after it, where these did before."""
        kept = carriers if self.profiles is None else self.profiles
        gone = set(self.remove)
        return [*(each for each in kept if each not in gone), *self.add]


class Meanwhiles:
    """The deeds still to be done, in the order in which they were added."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: list[Meanwhile] = []

    def add(self, deed: Meanwhile) -> None:
        """Lets it wait for its call."""
        with self._lock:
            self._waiting.append(deed)

    def waiting(self) -> list[Meanwhile]:
        """Those to come; `skip` is how many calls each still lets pass."""
        with self._lock:
            return list(self._waiting)

    def clear(self) -> None:
        """Drops them all."""
        with self._lock:
            self._waiting.clear()

    def take(self, method: str, path: str) -> list[Meanwhile]:
        """Those that belong to this call, which then wait no longer; others let it pass."""
        taken: list[Meanwhile] = []
        with self._lock:
            waiting, self._waiting = self._waiting, []
            for deed in waiting:
                if deed.method not in {None, method} or not path.startswith(deed.path):
                    self._waiting.append(deed)
                elif deed.skip:
                    self._waiting.append(replace(deed, skip=deed.skip - 1))
                else:
                    taken.append(deed)
        return taken
