"""The list of one person's sessions: bounded, and never opening what it lists."""

import hashlib
import itertools
import time

import pytest
from redis import Redis

from tests.support.valkey import dump
from webapp.auth.browser_session import BEGAN, BrowserSession
from webapp.auth.connection import Connection
from webapp.auth.open_sessions import OpenSessions
from webapp.auth.sealed_values import SealedValues, new_secret
from webapp.auth.sealing import Sealer
from webapp.auth.signed_in import SignedIn
from webapp.auth.token_store import TokenStore
from webapp.auth.whereabouts import Whereabouts, is_shared, person_name

IDLE = 3600
KEY, NEW_KEY = b"k" * 32, b"n" * 32
PERSON = "https://login.test subject 42"


class Shelf:
    """Sessions as they lie in Redis, and the list beside them."""

    def __init__(
        self,
        redis: Redis,
        *,
        most_open: int = 200,
        clock: float | None = None,
        keys: tuple[bytes, ...] = (KEY,),
    ):
        sealer = Sealer(keys)
        self.values = SealedValues(redis, sealer, "session")
        self.tokens = TokenStore(redis, sealer, 12 * IDLE)
        self.listed = OpenSessions(
            redis,
            sealer,
            self.values,
            self.tokens,
            idle_seconds=IDLE,
            max_seconds=12 * IDLE,
            most_open=most_open,
            clock=(lambda: clock) if clock else time.time,
        )

    def open(self, browser: str, *, seconds: int = IDLE, person: str | None = PERSON) -> str:
        """A new session that was last used so long before its idle end; returns its secret."""
        secret = new_secret()
        self.values.add(secret, b"\x80", seconds)
        self.note(secret, browser, person)
        return secret

    def note(
        self,
        secret: str,
        browser: str,
        person: str | None = PERSON,
        began_at: float | None = None,
    ) -> None:
        connection = Connection(token_key=new_secret(), scope=frozenset(), person=person)
        session = BrowserSession(secret, load=self.values.read, end=lambda _: None)
        if began_at:
            session[BEGAN] = began_at
        here = Whereabouts(browser=browser, place="this machine", began_at=time.time())
        signed_in = SignedIn(connections=(connection,), active=connection.id)
        self.listed.note(signed_in, session, here)

    def browsers(self, person: str = PERSON) -> list[str]:
        return [known.whereabouts.browser for known in self.listed.every(person)]


def test_the_last_used_comes_first(redis: Redis) -> None:
    shelf = Shelf(redis)
    for browser, seconds in (("older", 600), ("newest", 3600), ("newer", 1200)):
        shelf.open(browser, seconds=seconds)

    assert shelf.browsers() == ["newest", "newer", "older"]


def test_the_last_use_is_read_off_the_idle_time_that_is_left(redis: Redis) -> None:
    shelf = Shelf(redis)
    shelf.open("one", seconds=600)

    (known,) = shelf.listed.every(PERSON)

    assert known.last_used_at == pytest.approx(time.time() - 3000, abs=5)


def test_a_surplus_session_ends_when_another_begins(redis: Redis) -> None:
    shelf = Shelf(redis, most_open=3)
    first = shelf.open("least used", seconds=60)
    for number in range(3):
        shelf.open(f"browser {number}")

    assert len(shelf.browsers()) == 3
    assert shelf.values.read(first) is None


def test_a_session_on_its_way_into_redis_is_not_forgotten(redis: Redis) -> None:
    """It is listed before it is saved: a look in between must not drop it."""
    shelf = Shelf(redis)
    secret = new_secret()
    shelf.note(secret, "just switched", began_at=time.time() - 7200)
    assert shelf.browsers() == []

    shelf.values.add(secret, b"\x80", IDLE)

    assert shelf.browsers() == ["just switched"]


def test_what_is_long_gone_is_forgotten(redis: Redis) -> None:
    secret = Shelf(redis).open("gone")
    Shelf(redis).values.end(secret, 60)
    later = Shelf(redis, clock=time.time() + 120)

    assert later.browsers() == []
    assert not [key for key in redis.scan_iter("person:*") if isinstance(key, bytes)]


def test_an_entry_that_was_tampered_with_is_not_shown(redis: Redis) -> None:
    shelf = Shelf(redis)
    shelf.open("honest")
    (key,) = redis.scan_iter("person:*")
    (address,) = redis.hkeys(key)
    redis.hset(key, address, b"\x01" + b"x" * 80)

    assert shelf.browsers() == []


def test_a_dump_does_not_confirm_a_guess_at_who_is_signed_in(redis: Redis) -> None:
    """Issuers are public, and subjects and accounts are numbers that others know, too."""
    Shelf(redis).open("one")
    thief = Shelf(redis, keys=(NEW_KEY,))
    digests = [hashlib.new(name, PERSON.encode()).hexdigest() for name in ("sha256", "sha1", "md5")]

    assert thief.browsers() == []
    assert not [digest for digest in digests if digest.encode() in dump(redis)]


def test_a_list_is_one_while_the_keys_are_changed(redis: Redis) -> None:
    before = Shelf(redis)
    first = before.open("before")
    between = Shelf(redis, keys=(NEW_KEY, KEY))
    between.open("between")
    behind = Shelf(redis, keys=(KEY, NEW_KEY))
    behind.open("behind")

    for shelf in (between, behind):
        assert sorted(shelf.browsers()) == ["before", "behind", "between"]

    (handle,) = [
        one.handle for one in before.listed.every(PERSON) if one.whereabouts.browser == "before"
    ]
    assert between.listed.end(PERSON, handle)
    assert between.values.read(first) is None
    assert not [
        key
        for key in redis.scan_iter("person:*")
        if redis.hexists(key, between.values.address(first))
    ]
    assert sorted(behind.browsers()) == ["behind", "between"]
    assert "before" not in before.browsers()


def test_what_was_noted_last_counts_whatever_key_it_lies_under(redis: Redis) -> None:
    """Else ending this session would end tokens that it has left, and leave those that it has."""
    secret = Shelf(redis, clock=1000.0).open("first noted")
    Shelf(redis, keys=(NEW_KEY, KEY), clock=3000.0).note(secret, "noted last")
    Shelf(redis, keys=(KEY, NEW_KEY), clock=2000.0).note(secret, "noted in between")

    for keys in ((NEW_KEY, KEY), (KEY, NEW_KEY)):
        assert Shelf(redis, keys=keys).browsers() == ["noted last"]


def test_nobody_is_listed_under_no_name(redis: Redis) -> None:
    Shelf(redis).open("alone", person=None)

    assert list(redis.scan_iter("person:*")) == []


NAMES = [
    person_name(issuer, subject, account)
    for issuer, subject, account in itertools.product(
        ("https://a.test", "https://b.test"), ("1", None), ("1", "2", None)
    )
]


def test_persons_accounts_and_issuers_never_share_a_list() -> None:
    """With a subject the account does not matter: it is the same person."""
    assert len(set(NAMES)) == 2 + 2 * 2 + 1
    assert [is_shared(name) for name in NAMES if name].count(True) == 4
