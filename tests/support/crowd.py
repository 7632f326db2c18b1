"""Several signed-in browsers that open pages over and over, each on several connections."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from threading import Condition, Event, Thread

import requests

from tests.support.load_threads import until_over

AT_ONCE = 3
"""Requests that each browser has under way."""

PACE = 0.05
"""Seconds that a connection rests between two requests: two cores serve the tests as well."""


@dataclass(frozen=True)
class Answer:
    """What one request met. `began` and `ended` are times of `time.monotonic`."""

    browser: int
    path: str
    began: float
    ended: float
    status: int
    headers: Mapping[str, str] = field(repr=False)
    text: str = field(repr=False)

    @property
    def seconds(self) -> float:
        return self.ended - self.began


class Crowd:
    """`cookies` has the session cookie of each browser, which never takes another; `paths` what
    they open, with the headers that are sent along."""

    def __init__(self, origin: str, cookies: Sequence[str], paths: Mapping[str, Mapping[str, str]]):
        self.answers: list[Answer] = []
        self._origin = origin
        self._cookies = cookies
        self._paths = paths
        self._news = Condition()
        self._over = Event()

    @contextmanager
    def busy(self) -> Iterator[None]:
        """They open pages until the block ends; then every request is seen to its end."""
        browsers = range(len(self._cookies))
        threads = [
            Thread(target=self._open, args=(who,)) for who in browsers for _ in range(AT_ONCE)
        ]
        with until_over(threads, self._over):
            yield

    def wait_for_all(
        self, matches: Callable[[Answer], bool], what: str, *, patience: float
    ) -> list[Answer]:
        """Wait until each browser has an answer that matches, to a request it makes from now on.

        Returns the first such answer of each.
        """
        since, wanted = time.monotonic(), set(range(len(self._cookies)))

        def found() -> dict[int, Answer]:
            fitting = [a for a in self.answers if a.began >= since and matches(a)]
            return {answer.browser: answer for answer in reversed(fitting)}

        with self._news:
            came = self._news.wait_for(lambda: found().keys() == wanted, patience)
            assert came, f"not all within {patience} s: {what}; {self.answers[-20:]}"
            return list(found().values())

    def _open(self, browser: int) -> None:
        paths = cycle(self._paths)
        cookie = {"Cookie": f"dashboard-session={self._cookies[browser]}"}
        with requests.Session() as connection:
            while not self._over.wait(PACE):
                path, began = next(paths), time.monotonic()
                headers = {**self._paths[path], **cookie}
                came = connection.get(
                    self._origin + path, headers=headers, allow_redirects=False, timeout=60
                )
                times = (began, time.monotonic())
                with self._news:
                    self.answers.append(
                        Answer(browser, path, *times, came.status_code, came.headers, came.text)
                    )
                    self._news.notify_all()
