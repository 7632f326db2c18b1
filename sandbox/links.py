"""The shareable links to the assessments, one for each wish.

Source: Profile API reference, section 4.4: a link for the same tags and custom id is found again.
That the order of the tags does not matter is our assumption.
"""

from collections.abc import Iterable
from string import ascii_lowercase
from threading import Lock
from typing import NamedTuple

from sandbox.population.draws import Draws

LINK_PATH = "/sandbox/a/"


class Link(NamedTuple):
    """What whoever uses it gets: a profile in an account, with these tags (ids) and this key."""

    code: str
    account: str
    tags: frozenset[str]
    custom_id: str | None


class Links:
    """Every link of a world, by its code of five letters."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._links: dict[str, Link] = {}

    def ask(
        self, account_id: str, tags: Iterable[str] = (), custom_id: str | None = None
    ) -> tuple[Link, bool]:
        """The link for this wish, and whether it was made for it."""
        wish = (account_id, frozenset(tags), custom_id)
        with self._lock:
            known = next((link for link in self._links.values() if link[1:] == wish), None)
            if known is not None:
                return known, False
            link = Link(self._free_code(account_id), *wish)
            self._links[link.code] = link
            return link, True

    def find(self, code: str) -> Link | None:
        """The link with this code, if there is one."""
        return self._links.get(code)

    def clear(self) -> None:
        """As if nobody had asked for one."""
        with self._lock:
            self._links.clear()

    def _free_code(self, account_id: str) -> str:
        number = len(self._links)
        while True:
            draws = Draws(account_id, "link", number)
            code = "".join(ascii_lowercase[draws.below(26)] for _ in range(5))
            if code not in self._links:
                return code
            number += 1
