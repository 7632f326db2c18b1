"""A dashboard at a platform of its own, on an account of many pages."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from redis import Redis

from sandbox.faults import Fault, Kind
from sandbox.population.profiles import Profile
from sandbox.seed import build
from sandbox.server import Running, running
from tests.support.dashboard import environment
from tests.support.page import Page
from tests.support.platform import knowing_us
from tests.support.site import Site
from tests.support.waiting import wait_until
from webapp import create_app
from webapp.settings import from_env

MANY = 1204
PAGES = 13
"""Of a hundred each."""
PEOPLE_CALL = "/api/v4/profiles"


@pytest.fixture(scope="session")
def _large() -> Iterator[Running]:
    with running(build(MANY)) as sandbox:
        yield sandbox


@pytest.fixture
def large(_large: Running) -> Iterator[Running]:
    """The sandbox with MANY people, as seeded."""
    with knowing_us(_large):
        yield _large


@pytest.fixture
def large_site(large: Running, valkey: str, redis: Redis) -> Site:  # emptied first
    """Signed in there as somebody who may change people; nobody has been read yet."""
    site = another_process(large, valkey)
    site.sign_in(scope="profiles:write")
    return site


def another_process(platform: Running, valkey: str, like: Site | None = None) -> Site:
    """A dashboard beside others, which shares nothing with them but Redis; with the browser of
    another one.
    """
    site = Site(create_app(from_env(environment(platform, valkey))))
    for name, value in (like.cookies() if like else {}).items():
        site.client.set_cookie(name, value, domain="127.0.0.1")
    return site


def asked(platform: Running) -> int:
    """How many pages of people were asked for."""
    return len(platform.world.witness.arrivals(PEOPLE_CALL))


def everybody_at(platform: Running) -> list[Profile]:
    """All of the main account, as the platform has them."""
    profiles = platform.world.accounts[0].profiles
    return [person for page in range(1, PAGES + 1) for person in profiles.page(page, 100)]


def hold(platform: Running, skip: int) -> None:
    """Every call for a page of people but the next few waits, until the faults are cleared."""
    fault = Fault(Kind.SLOW, origin="api", path=PEOPLE_CALL, seconds=60, skip=skip)
    platform.world.faults.add(fault)


def told(page: Page) -> str:
    """How many people a page of the team says there are."""
    [strong] = page.soup.select(".summary strong")
    return strong.get_text()


def until_told(site: Site, count: str = f"{MANY:,} people") -> Page:
    """Open the team until it says so."""
    wait_until(lambda: told(site.get("/team")) == count, count)
    return site.get("/team")


def shown_to(site: Site, **query: Any) -> list[str]:
    """Everybody whom the team shows, page by page, in its order: their ids."""
    first = site.get("/team", size=200, **query)
    pages = max([1, *(int(n) for n in re.findall(r"\bpage=(\d+)", first.html))])
    each = [first, *(site.get("/team", size=200, page=n, **query) for n in range(2, pages + 1))]
    links = (link for page in each for link in page.soup.select("table th[scope=row] a"))
    return [str(link["href"]).rpartition("/")[2] for link in links]
