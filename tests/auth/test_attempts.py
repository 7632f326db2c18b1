"""How many sign-ins may be open at once, per browser and per network address."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier

import pytest
from redis import Redis

from tests.support.valkey import addresses
from tests.support.wicked import Wicked
from tests.support.wicked_visit import Visit
from webapp.auth.attempts import LIFETIME, MOST_OPEN, Attempt, Attempts
from webapp.auth.errors import AttemptUnknown
from webapp.auth.flow import Finished
from webapp.auth.open_places import MOST_OPEN_PER_ADDRESS
from webapp.auth.sealing import Sealer

TOGETHER = 8


def begin_without_cookies(visit: Visit, opener: str) -> tuple[str, dict[str, str]]:
    visit.cookies = {}
    return visit.begin(opener=opener), visit.cookies


def attempts(redis: Redis) -> int:
    return len([name for name in addresses(redis) if name.startswith("attempt:")])


def test_a_client_without_cookies_has_only_so_many_open(
    wicked: Wicked, visit: Visit, redis: Redis
) -> None:
    for _ in range(2 * MOST_OPEN_PER_ADDRESS):
        begin_without_cookies(visit, "flood")

    assert attempts(redis) == MOST_OPEN_PER_ADDRESS
    assert len(addresses(redis)) == MOST_OPEN_PER_ADDRESS + 1
    assert all(0 < redis.ttl(name) <= LIFETIME for name in addresses(redis))


def test_the_oldest_gives_way_and_every_other_can_be_finished(visit: Visit, redis: Redis) -> None:
    oldest, of_the_oldest = begin_without_cookies(visit, "office")
    second, of_the_second = begin_without_cookies(visit, "office")
    for _ in range(MOST_OPEN_PER_ADDRESS - 1):
        begin_without_cookies(visit, "office")

    visit.cookies = of_the_oldest
    with pytest.raises(AttemptUnknown):
        visit.finish(visit.at_provider(oldest))
    visit.cookies = of_the_second
    assert isinstance(visit.finish(visit.at_provider(second)), Finished)


def test_a_flood_from_one_address_ends_nothing_of_another(visit: Visit) -> None:
    url, cookies = begin_without_cookies(visit, "office")
    for _ in range(MOST_OPEN_PER_ADDRESS + 1):
        begin_without_cookies(visit, "flood")

    visit.cookies = cookies
    assert isinstance(visit.finish(visit.at_provider(url)), Finished)


def test_of_many_who_take_one_attempt_at_once_one_has_it(redis: Redis) -> None:
    attempts = Attempts(redis, Sealer([b"k" * 32]), "try-")
    attempt = Attempt(
        state="s", verifier="v", issuer="i", issuer_is_told=True, scope=frozenset(), next="/"
    )
    together = Barrier(TOGETHER)

    def has_it(cookies: dict[str, str]) -> bool:
        together.wait(5)
        with suppress(AttemptUnknown):
            return attempts.take("s", cookies) == attempt
        return False

    with ThreadPoolExecutor(TOGETHER) as pool:
        for _ in range(20):
            cookies = dict([attempts.add(attempt)])
            assert sum(pool.map(has_it, [cookies] * TOGETHER)) == 1


def test_a_finished_sign_in_takes_no_place(visit: Visit, redis: Redis) -> None:
    begin_without_cookies(visit, "office")
    for _ in range(3):
        visit.finish(visit.at_provider(visit.begin(opener="office")))

    assert redis.llen("opener:office") == 1


def test_who_has_no_address_is_not_counted(visit: Visit, redis: Redis) -> None:
    visit.begin()

    assert [name.partition(":")[0] for name in addresses(redis)] == ["attempt"]


def test_one_browser_has_only_a_few_open(visit: Visit, redis: Redis) -> None:
    for _ in range(4 * MOST_OPEN):
        visit.begin()

    assert attempts(redis) == MOST_OPEN
    assert len(visit.cookies) == MOST_OPEN


def test_a_connection_that_is_to_be_added_is_known_as_such_at_the_end(visit: Visit) -> None:
    for joins in ("here", ""):
        finished = visit.finish(visit.at_provider(visit.begin(joins=joins)))
        assert isinstance(finished, Finished)
        assert finished.joins == joins
