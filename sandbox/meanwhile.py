"""What another client does while somebody's calls are under way: each once, when told."""

from collections.abc import Mapping
from threading import Lock
from typing import Annotated, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from sandbox.faults import Method

Moment = Literal["before", "after"]
Detail = Literal["first_name", "last_name", "email", "phone"]


class Meanwhile(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One deed, before or after the API handles a call that matches (`after`: the answer is made,
    and not sent yet). `skip` such calls pass first. A call matches by its method (None: any) and by
    what its path begins with.

    It is about one of three: of a `tag` (id), `profiles` replaces the ids, then `remove` and `add`
    go by those there are; all are taken as they are. To a `profile` (id) `details` are written. An
    `invite` goes to an e-mail address or a phone number, from the account with the id `account`
    (None: the first). `delete` leaves nothing for the others to do, and to what is gone nothing
    happens at all, nor what the platform would refuse.
    """

    when: Moment
    tag: str | None = None
    profile: str | None = None
    invite: str | None = None
    method: Method | None = None
    path: str = "/"
    skip: Annotated[int, Meta(ge=0)] = 0
    profiles: tuple[str, ...] | None = None
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    label: str | None = None
    color: str | None = None
    details: Mapping[Detail, str | None] = {}
    account: str | None = None
    delete: bool = False

    def __post_init__(self) -> None:
        if [self.tag, self.profile, self.invite].count(None) != 2:
            raise ValueError("Expected one of tag, profile and invite")

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
