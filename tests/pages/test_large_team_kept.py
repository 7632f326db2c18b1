"""What is kept of an account of many pages: read once by all processes, whole, and gone in time."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier, Event
from typing import Any

import pytest
import time_machine
from redis import Redis

from sandbox.faults import Fault, Kind
from sandbox.server import Running
from tests.support.consent import Consent
from tests.support.ended_connections import (
    end_it_from_another_browser,
    end_the_connection,
    sign_out,
)
from tests.support.large_team import (
    MANY,
    PAGES,
    PEOPLE_CALL,
    another_process,
    asked,
    everybody_at,
    hold,
    shown_to,
    told,
    until_told,
)
from tests.support.site import Site
from tests.support.valkey import alive
from tests.support.waiting import wait_until
from webapp.api.paging import PAGE_SIZE
from webapp.api.profiles import Profile
from webapp.auth.addresses import address_of
from webapp.auth.sealing import Sealer
from webapp.background import Pulses
from webapp.background.owner import Owner
from webapp.snapshots import Source
from webapp.snapshots.job import Job
from webapp.snapshots.reading import Reader
from webapp.snapshots.states import Head, Part
from webapp.snapshots.store import Store


def test_another_process_shows_them_without_reading(
    large_site: Site, large: Running, valkey: str
) -> None:
    until_told(large_site)
    other = another_process(large, valkey, large_site)
    large.world.witness.clear()

    assert told(other.get("/team")) == f"{MANY:,} people"
    assert asked(large) == 1


def test_two_browsers_that_come_at_once_have_everybody_read_once(
    large_site: Site, large: Running, valkey: str
) -> None:
    both = (large_site, another_process(large, valkey, large_site))
    together = Barrier(len(both))

    def come(site: Site) -> None:
        together.wait()
        site.get("/team")

    with ThreadPoolExecutor(len(both)) as pool:
        list(pool.map(come, both))
    until_told(large_site)

    arrivals = large.world.witness.arrivals(PEOPLE_CALL)
    asked_for = [arrival.query["page"] for arrival in arrivals if arrival.query["limit"] == "100"]
    assert [asked_for.count(str(page)) for page in range(2, PAGES + 1)] == [1] * (PAGES - 1)


def test_people_who_move_while_they_are_read_are_neither_lost_nor_doubled(
    large_site: Site, large: Running
) -> None:
    """Somebody on an early page goes while a later page is waited for: all others move up by one,
    and whoever stood first on that page stands on one that was read already.
    """
    profiles = large.world.accounts[0].profiles
    hold(large, skip=7)
    large_site.get("/team")
    wait_until(lambda: asked(large) > 7, "the reading")
    profiles.delete(profiles.id_at(350))
    large.world.faults.clear()

    everybody = sorted(person.id for person in everybody_at(large))
    assert len(everybody) == MANY - 1
    wait_until(lambda: sorted(shown_to(large_site)) == everybody, "everybody who is left")


def test_where_the_platform_fails_reading_goes_on_where_it_was(
    large_site: Site, large: Running
) -> None:
    large.world.faults.add(Fault(Kind.FORBIDDEN, origin="api", path=PEOPLE_CALL, skip=6, times=1))
    large_site.get("/team")
    large.world.witness.wait_for(PEOPLE_CALL, status=403)
    wait_until(lambda: "does not answer" in large_site.get("/team").text, "the failure")
    large.world.faults.clear()
    large.world.witness.clear()

    with time_machine.travel(datetime.now().astimezone() + timedelta(seconds=15)):
        until_told(large_site)
    assert sorted(shown_to(large_site)) == sorted(person.id for person in everybody_at(large))


@pytest.mark.parametrize("end", [sign_out, end_the_connection, end_it_from_another_browser])
def test_nothing_is_kept_of_a_connection_that_ended(
    large_site: Site, redis: Redis, end: Callable[[Site], None]
) -> None:
    until_told(large_site)
    assert alive(redis, "people")

    end(large_site)

    assert not alive(redis, "people")


def test_another_account_is_not_shown_them_and_leaves_nothing_behind(
    large_site: Site, redis: Redis
) -> None:
    until_told(large_site)
    large_site.sign_in(Consent(account="Northlight Studio"), another="1")

    assert told(large_site.get("/team")) == "23 people"
    assert not alive(redis, "people")


def test_what_lies_in_redis_tells_nobody_and_lapses(
    large_site: Site, large: Running, redis: Redis
) -> None:
    until_told(large_site)
    [key] = alive(redis, "people")
    fields: dict[Any, Any] = redis.hgetall(key)
    lies = b"".join(value for pair in fields.items() for value in pair)

    for person in everybody_at(large)[:50]:
        for secret in (person.id, person.email or person.id, person.last_name or person.id):
            assert secret.encode() not in lies
    assert 0 < redis.ttl(key) <= 1800


def test_the_own_log_tells_once_that_everybody_was_read(large_site: Site, large: Running) -> None:
    until_told(large_site)
    page = large_site.get("/connected-apps/log")
    seen = page.text.count("Read the list of people")

    assert 0 < seen < PAGES
    assert asked(large) > PAGES


def test_where_a_process_dies_another_goes_on_where_it_was(
    large_site: Site, large: Running, valkey: str, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die_after_the_first_page(_: Reader, job: Job, source: Source) -> None:
        job.add(source.page(100, 1), 2)

    with monkeypatch.context() as patched:
        patched.setattr(Reader, "_read", die_after_the_first_page)
        large_site.get("/team")
        wait_until(lambda: bool(alive(redis, "pulse")), "the pulse")
    other = another_process(large, valkey, large_site)
    assert told(other.get("/team")) == "100 people"
    large.world.witness.clear()
    for key in alive(redis, "pulse"):
        redis.delete(key)

    until_told(other)

    arrivals = large.world.witness.arrivals(PEOPLE_CALL)
    pages = [arrival.query["page"] for arrival in arrivals if arrival.query["limit"] == "100"]
    assert [pages.count(str(page)) for page in range(2, PAGES + 1)] == [1] * (PAGES - 1)
    assert sorted(shown_to(other)) == sorted(person.id for person in everybody_at(large))


def test_whoever_moves_while_everybody_is_read_anew_is_asked_for_by_id(
    large_site: Site, large: Running
) -> None:
    until_told(large_site)
    profiles = large.world.accounts[0].profiles
    mover, goer = profiles.id_at(300), profiles.id_at(5)
    hold(large, skip=3)
    with time_machine.travel(datetime.now().astimezone() + timedelta(seconds=100)):
        large_site.get("/team")
        wait_until(lambda: asked(large) > 3, "the reading")
        profiles.delete(goer)
        large.world.faults.clear()
        wait_until(lambda: goer not in shown_to(large_site), "that one is gone")

    assert large.world.witness.arrivals(f"/api/v4/profile/{goer}")
    assert mover in shown_to(large_site)
    assert sorted(shown_to(large_site)) == sorted(person.id for person in everybody_at(large))


def test_no_more_lies_there_than_is_looked_at(
    large_site: Site, large: Running, redis: Redis
) -> None:
    until_told(large_site)
    [key] = alive(redis, "people")
    wait_until(lambda: redis.hlen(key) == 1 + 2 * 2, "head, and two parts of two pieces each")
    large.world.accounts[0].profiles.change(everybody_at(large)[900].id, first_name="Zyxwine")

    with time_machine.travel(datetime.now().astimezone() + timedelta(seconds=100)):
        wait_until(lambda: len(shown_to(large_site, q="zyxwine")) == 1, "the other name")

    wait_until(lambda: redis.hlen(key) == 1 + 2 * 2, "the same again")


def test_who_looks_keeps_them_and_nobody_else(large_site: Site, redis: Redis) -> None:
    until_told(large_site)
    [key] = alive(redis, "people")
    redis.expire(key, 100)

    large_site.get("/account")
    assert int(redis.ttl(key)) <= 100
    large_site.get("/team")
    assert int(redis.ttl(key)) > 100


def test_a_late_part_does_not_bring_back_what_was_taken_away(redis: Redis) -> None:
    store = Store(redis, Sealer([bytes(32)]), 3600)
    owner = Owner("work", "tokens", "account")
    redis.set(address_of("tokens", "tokens"), b"sealed")
    seen = store.put(owner, b"", Head())
    assert seen is not None
    assert store.add(owner, Part("one", 1), b"columns", b"focus")

    store.forget(owner)

    assert not store.add(owner, Part("two", 1), b"columns", b"focus")
    assert store.put(owner, seen, Head()) is None
    assert not redis.keys("people:*")


def test_everybody_is_shown_before_pages_that_were_asked_for_in_vain_have_come(
    redis: Redis,
) -> None:
    store = Store(redis, Sealer([bytes(32)]), 3600)
    owner = Owner("work", "tokens", "account")
    redis.set(address_of("tokens", "tokens"), b"sealed")
    people = [Profile(f"{number:024}") for number in range(PAGE_SIZE + 1)]
    is_shown = Event()

    def page(limit: int, number: int) -> Sequence[Profile]:
        found = people[limit * (number - 1) : limit * number]
        assert found or is_shown.wait(20)
        return found

    def everybody() -> int:
        head, _ = store.look(owner)
        return head.now.count if head and head.now else 0

    source = Source(page, lambda profile_id: Profile(profile_id))
    Reader(store, Pulses(redis)).begin(owner, Head(), b"", people[:PAGE_SIZE], source)
    wait_until(lambda: everybody() == len(people), "all who were read are shown")
    is_shown.set()


@pytest.mark.parametrize("mark", [None, b"ended", b"ended, followed"])
def test_a_reading_that_begins_as_its_connection_ends_keeps_nothing(
    redis: Redis, mark: bytes | None
) -> None:
    store = Store(redis, Sealer([bytes(32)]), 3600)
    if mark:
        redis.set(address_of("tokens", "tokens"), mark)

    assert store.put(Owner("work", "tokens", "account"), b"", Head()) is None

    assert not redis.keys("people:*")
    assert not redis.keys("goes-with:*")
