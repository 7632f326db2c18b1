"""Five thousand people at once, while every second call fails: done, or told person by person."""

import logging
from collections.abc import Iterator
from time import monotonic
from typing import Any, NamedTuple

import pytest
from redis import Redis

from sandbox.faults import Fault, Kind
from sandbox.seed import build
from sandbox.server import Running, running
from tests.support.connected import connected
from tests.support.dashboard import environment
from tests.support.platform import CLIENT_ID, CLIENT_SECRET, PUBLIC_URL
from tests.support.tagging import API, Book, Hand, ids
from webapp.auth.sealing import Sealer
from webapp.background.owner import Owner
from webapp.background.setbacks import MOST_WAITED
from webapp.own_log import Buffered
from webapp.services import build_services
from webapp.settings import from_env
from webapp.tagging import Change, Membership, Row, State
from webapp.tagging.rows import with_row

MANY = 5_000
log = logging.getLogger(__name__)


class Scene(NamedTuple):
    """A hand, and a tag of a large account that a tenth of them have."""

    hand: Hand
    book: Book
    wish: Membership


@pytest.fixture(scope="module")
def large() -> Iterator[Running]:
    with running(build(2 * MANY)) as platform:
        callback = [f"{PUBLIC_URL}/sign-in/callback"]
        platform.world.register("D", callback, client_id=CLIENT_ID, client_secret=CLIENT_SECRET)
        yield platform


@pytest.fixture
def scene(large: Running, valkey: str, redis: Redis) -> Iterator[Scene]:
    settings = from_env(environment(large, valkey))
    services, book = build_services(settings), Book(large)
    key = services.tokens.add(connected(services, scope=["tags:manage"]))
    tags = services.platform(services.keeper(key), Buffered(), is_patient=True).tags
    owner = Owner(f"work {key}", key, "account")
    book.world.witness.clear()
    tag, people = book.first, tuple(book.people(MANY))
    wish = Membership(tag.id, tag.label, add=people, had=frozenset(people) & {*tag.profiles})
    yield Scene(Hand(owner, tags, redis, Sealer(settings.secret_keys)), book, wish)
    large.world.reset()


KINDS = [Kind.BROKEN, Kind.RESET, Kind.LOST, Kind.HTML, Kind.TOO_MANY]
PATTERNS: dict[str, list[dict[str, Any]]] = {
    "every second call": [{}],
    "every second writing": [{"method": "PATCH"}],
    "each sort of call once, then not": [{"method": "GET"}, {"method": "PATCH"}],
}


@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.parametrize("kind", KINDS)
def test_it_ends_complete_or_says_of_whom_it_is_not_and_continues(
    kind: Kind, pattern: str, scene: Scene
) -> None:
    hand, book, wish = scene
    before, began = book.members(wish.tag_id), monotonic()
    for narrowed in PATTERNS[pattern]:
        book.world.faults.add(Fault(kind, path=API, every=2, retry_after=6, **narrowed))

    change = hand.do(wish)

    calls = len(book.world.witness.arrivals(API))
    tells_who_has_it(change, book)
    assert sum(hand.paused) <= MOST_WAITED + 60
    is_complete = change.state is State.DONE
    log.info(
        "%s, %s: %s (%s) of %d in %d calls, %.1f s and %.0f s of waiting",
        *(kind, pattern, change.state, change.trouble, change.settled, calls),
        *(monotonic() - began, sum(hand.paused)),
    )
    assert is_complete is ((kind, pattern) != (Kind.TOO_MANY, "every second call"))

    book.world.faults.clear()
    ended = change if is_complete else hand.go_on(change)

    assert (ended.state, ended.trouble) == (State.DONE, None)
    new = {who for who in wish.add if who not in before}
    assert {who for who, row in ended.rows.items() if row is Row.DONE} == new
    assert book.members(wish.tag_id) == before | new
    written = ids(book.writes(), "added")
    assert len(written) == len(new), "somebody was put in twice"
    assert set(written) == new
    assert ids(book.writes(), "removed") == []


def test_ten_thousand_people_are_put_in_and_taken_out_again_to_the_letter(scene: Scene) -> None:
    hand, book, _ = scene
    tag, everybody = book.first, tuple(book.people(2 * MANY))
    wish = Membership(tag.id, tag.label, add=everybody, had=frozenset(tag.profiles))

    change = hand.do(wish)
    assert book.members(tag.id) == set(everybody)
    undoing = hand.undo(change)

    assert book.members(tag.id) == set(tag.profiles)
    assert undoing.after == change.before != change.after == undoing.before
    log.info("10,000 and back: %d calls", len(book.world.witness.arrivals(API)))


def tells_who_has_it(change: Change, book: Book) -> None:
    """Who is told as having it has it, and who is told as open has it not."""
    assert isinstance(change.wish, Membership)
    members = book.members(change.wish.tag_id)
    assert set(with_row(change.rows, Row.DONE, Row.ALREADY)) <= members
    assert members.isdisjoint(with_row(change.rows, Row.PENDING))
    assert Row.MEANWHILE not in change.rows.values()
