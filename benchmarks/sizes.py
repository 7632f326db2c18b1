"""The roster of a hundred people and of a hundred thousand: what a view takes, how long reading
takes, and how much lies in Redis.
"""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import requests
import urllib3
from redis import Redis

from benchmarks.contenders import Contender, dashboard
from benchmarks.measuring import TIMEOUT, Measured, Page, load, sign_in
from benchmarks.running import free_port, running, upstream_with, valkey

SIZES = (100, 10_000, 100_000)
SECONDS = 4
AT_ONCE = 4
SIDE_BY_SIDE = 6
ANSWER_SECONDS = (0.05, 0.2)
"""How long the API takes for an answer where reading is timed: one that is near, and one far."""

QUIET_SECONDS = 3.0
"""After which nothing more is written of a reading; its parts come closer to each other."""

_WORDS = (
    *("ana", "mar", "lin", "ber", "son", "ova", "ing", "ard", "eli", "tom"),
    *("kar", "jo", "ma", "ro", "el", "ha", "ste", "vi", "ni", "do"),
)
_STYLES = ("D", "I", "S", "C", "DI", "IS", "SC", "CS")
_SORTS = ("name", "-name", "email", "status", "style", "-d", "i", "-s", "c", "core", "-updated")
VIEWS = {
    "everybody": ("/team",),
    "search": tuple(f"/team?q={one}+{two}" for one in _WORDS for two in ("", "a", "e", "o")),
    "filter": tuple(f"/team?style={style}" for style in _STYLES),
    "sort": tuple(f"/team?sort={sort}" for sort in _SORTS),
    "page": ("/team?page=2", "/team?sort=-d&page=2", "/team?q=a&page=2"),
}


@dataclass(frozen=True)
class Looked:
    """What a size takes: rounds by view, and bytes a person in Redis (0: nothing is kept)."""

    views: dict[str, Measured]
    stored: float


def sizes() -> str:
    """Two tables, as text."""
    looked = {people: _looked(people) for people in SIZES}
    return f"{_table(looked)}\n\n{_readings(10_000)}"


@contextmanager
def _served(people: int, seconds: float = 0.0) -> Iterator[tuple[Contender, int, str, Redis]]:
    """The dashboard, its process, the API and Redis."""
    with upstream_with(people, seconds) as upstream, valkey() as redis_url:
        contender = dashboard(free_port(), upstream, redis_url)
        with running(contender) as root:
            yield contender, root, upstream, Redis.from_url(redis_url)


def _looked(people: int) -> Looked:
    with _served(people) as (contender, root, _, redis):
        cookie = sign_in(contender)
        _until_read(contender, cookie)
        views = {name: _round(contender, root, name, cookie) for name in list(VIEWS) * 2}
        kept = sum(int(redis.memory_usage(key) or 0) for key in redis.scan_iter("people:*"))
        return Looked(views, kept / people)


def _round(contender: Contender, root: int, view: str, cookie: str) -> Measured:
    page = Page(view, "/team", others=VIEWS[view])
    return load(contender, root, page, [cookie], SECONDS, AT_ONCE)


def _readings(people: int) -> str:
    return "\n\n".join(_reading(people, seconds) for seconds in ANSWER_SECONDS)


def _reading(people: int, seconds: float) -> str:
    """How long everybody takes, beside a walker that does nothing else; and the first rows."""
    with _served(people, seconds) as (contender, _, upstream, redis):
        _walk(upstream, 100, people // 100 + 1)  # the API makes each body once
        alone = _timed(lambda: _walk(upstream, 100, 1))
        walked = _timed(lambda: _walk(upstream, 100, people // 100 + 1))
        for _ in range(4):  # both workers have drawn it before
            _until_read(contender, sign_in(contender))
        time.sleep(2 * walked)  # the ends of all pages are looked at once more, behind the last
        cookie = sign_in(contender)
        _get(contender, cookie, "/connected-apps")
        began = time.perf_counter()
        _get(contender, cookie, "/team")
        first = time.perf_counter() - began
        everybody = _last_put_down(redis) - began
        if "reading-on" in _get(contender, cookie, "/team"):
            raise RuntimeError("Not all were read yet.")
    return (
        f"Reading {people:,} people from an API that answers after {seconds * 1000:.0f} ms: "
        f"{everybody:.2f} s, {everybody / walked:.2f}× a bare urllib3 walker with the same "
        f"parallelism ({walked:.2f} s). The first rows after {first * 1000:.0f} ms, "
        f"{first / alone:.2f}× the API's own answer ({alone * 1000:.0f} ms)."
    )


def _last_put_down(redis: Redis) -> float:
    """When (`perf_counter`) the last of a reading was written to Redis: who would ask for pages
    until they show everybody would be in the way, and learn of it a page later.
    """
    known, changed = None, time.perf_counter()
    while time.perf_counter() < changed + QUIET_SECONDS:
        now = {key: redis.hget(key, "head") for key in redis.scan_iter("people:*")}
        if now != known:
            known, changed = now, time.perf_counter()
        time.sleep(0.005)
    return changed


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _walk(upstream: str, size: int, pages: int) -> None:
    pool = urllib3.HTTPConnectionPool(urlsplit(upstream).netloc, maxsize=SIDE_BY_SIDE)

    def fetch(page: int) -> bytes:
        address = f"/api/v4/profiles?limit={size}&page={page}"
        return pool.urlopen("GET", address, headers={"Authorization": "Bearer x"}).data

    with ThreadPoolExecutor(SIDE_BY_SIDE) as threads:
        list(threads.map(fetch, range(1, pages + 1)))


def _until_read(contender: Contender, cookie: str) -> None:
    while "reading-on" in _get(contender, cookie, "/team"):
        time.sleep(0.05)


def _get(contender: Contender, cookie: str, path: str) -> str:
    address = f"{contender.origin}{path}"
    answer = requests.get(address, headers={"Cookie": cookie}, timeout=TIMEOUT)
    answer.raise_for_status()
    return answer.text


def _table(looked: dict[int, Looked]) -> str:
    heads = ["View", "People", "CPU a request", f"× {SIZES[0]} people"]
    heads += ["p50", "p99", "p99 / p50", "not 200"]
    lines = [f"| {' | '.join(heads)} |", "| --- |" + " ---: |" * (len(heads) - 1)]
    for view in VIEWS:
        base = looked[SIZES[0]].views[view].cpu
        for people, found in looked.items():
            one = found.views[view]
            cells = [view, f"{people:,}", f"{one.cpu:.2f} ms", f"{one.cpu / base:.2f}"]
            cells += [f"{one.p50:.1f} ms", f"{one.p99:.1f} ms", f"{one.p99 / one.p50:.1f}"]
            lines.append(f"| {' | '.join([*cells, str(one.bad)])} |")
    stored = ", ".join(f"{found.stored:.0f} at {people:,}" for people, found in looked.items())
    return "\n".join(lines) + f"\n\nBytes a person in Redis: {stored}."
