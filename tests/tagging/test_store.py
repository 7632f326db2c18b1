"""How far changes are, on a real Valkey: one at it alone, sealed, for a while, fifty at most."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from msgspec.structs import replace
from redis import Redis

from tests.support.valkey import alive, dump
from webapp.auth.addresses import address_of
from webapp.auth.dependents import Dependents
from webapp.auth.sealed_values import SealedValues
from webapp.auth.sealing import Sealer
from webapp.background import Drafts
from webapp.background.errands import MOST, GivenUp, Held
from webapp.background.owner import Owner
from webapp.tagging import (
    Change,
    Choice,
    Membership,
    Row,
    State,
    Trouble,
)
from webapp.tagging.change import stopped
from webapp.tagging.choice import choice
from webapp.tagging.states import Stop
from webapp.tagging.store import ChangeStore
from webapp.tagging.tagging import MOST_CHOICES

OWNER = Owner("canary-work-key", "canary-token-key", "account")
OTHER = Owner("another-work-key", "another-token-key", "account")
WISH = Membership("66tag", "Canary label", add=("66ann", "66ben"))
LIFE = 600
SEALER = Sealer([b"k" * 32])
MANY = 12


class Clock:
    """A time that a test sets."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


def lapse(redis: Redis) -> None:
    """What time does to a pulse that nobody keeps."""
    for key in alive(redis, "pulse"):
        redis.delete(key)


@pytest.fixture
def choices(redis: Redis) -> Drafts[Choice]:
    return Drafts(redis, SEALER, "choice", Choice, MOST_CHOICES)


@pytest.fixture
def store(redis: Redis) -> ChangeStore:
    return ChangeStore(redis, SEALER, Clock())


def claimed(store: ChangeStore, name: str = "c", owner: Owner = OWNER) -> Held[Change]:
    held = store.claim(owner, name, WISH, LIFE)
    assert held is not None
    return held


def known(store: ChangeStore, name: str = "c") -> Change:
    change = store.look(OWNER, name)
    assert change is not None
    return change


def done(held: Held[Change]) -> Change:
    return stopped(held.errand, Stop(Trouble.REFUSED), 2000.0)


def test_whoever_claims_it_is_at_it_and_every_tab_sees_how_far(store: ChangeStore) -> None:
    held = claimed(store)

    assert known(store).state is State.RUNNING
    assert known(store).rows == dict.fromkeys(("66ann", "66ben"), Row.PENDING)
    assert store.look(OTHER, "c") is None, "another session sees it"
    store.note(held, done(held))
    assert known(store) == done(held)


def test_of_many_who_claim_at_once_one_succeeds(redis: Redis) -> None:
    together = Barrier(MANY)

    def claim(_: int) -> object:
        own = ChangeStore(redis, SEALER)
        together.wait()
        return own.claim(OWNER, "c", WISH, LIFE)

    with ThreadPoolExecutor(MANY) as pool:
        assert sum(claim is not None for claim in pool.map(claim, range(MANY))) == 1
    assert len(alive(redis, "pulse")) == 1, "who claims in vain is not heard of"


@pytest.mark.parametrize("trouble", [Trouble.REFUSED, Trouble.TWIN, None])
def test_what_stopped_met_a_conflict_or_was_interrupted_is_begun_again_by_one(
    trouble: Trouble | None, redis: Redis, store: ChangeStore
) -> None:
    held = claimed(store)
    if trouble:
        store.note(held, stopped(held.errand, Stop(trouble), 2000.0))
    lapse(redis)

    together = Barrier(MANY)

    def claim(_: int) -> object:
        together.wait()
        return store.claim(OWNER, "c", WISH, LIFE)

    with ThreadPoolExecutor(MANY) as pool:
        assert sum(claim is not None for claim in pool.map(claim, range(MANY))) == 1


def test_nobody_claims_what_is_under_way_or_done(store: ChangeStore) -> None:
    held = claimed(store)
    assert store.claim(OWNER, "c", WISH, LIFE) is None

    store.note(held, replace(held.errand, state=State.DONE))
    assert store.claim(OWNER, "c", WISH, LIFE) is None


def test_whoever_is_heard_of_no_more_was_interrupted_and_gives_up_once_another_goes_on(
    redis: Redis, store: ChangeStore
) -> None:
    silent = claimed(store)
    lapse(redis)
    assert (known(store).state, known(store).trouble) == (State.STOPPED, Trouble.INTERRUPTED)

    claimed(store)

    with pytest.raises(GivenUp):
        store.note(silent, done(silent))
    assert known(store).state is State.RUNNING


def test_whoever_comes_back_before_that_goes_on(redis: Redis, store: ChangeStore) -> None:
    held = claimed(store)
    lapse(redis)

    store.note(held, done(held))

    assert known(store) == done(held)


def test_fifty_are_kept_the_newest_first(redis: Redis, store: ChangeStore) -> None:
    for number in range(MOST + 3):
        held = claimed(store, f"c{number}")
        store.note(held, done(held))

    assert [change.id for change in store.every(OWNER)] == [
        f"c{number}" for number in range(MOST + 2, 2, -1)
    ]
    assert store.look(OWNER, "c2") is None
    assert store.every(OTHER) == []


def test_many_who_begin_at_once_are_all_in_the_list(redis: Redis) -> None:
    together = Barrier(MANY)

    def claim(number: int) -> None:
        own = ChangeStore(redis, SEALER)
        together.wait()
        claimed(own, f"c{number}")

    with ThreadPoolExecutor(MANY) as pool:
        list(pool.map(claim, range(MANY)))

    assert sorted(change.id for change in ChangeStore(redis, SEALER).every(OWNER)) == sorted(
        f"c{number}" for number in range(MANY)
    )


def test_the_mark_of_an_undo_disturbs_nobody_who_is_at_it(store: ChangeStore) -> None:
    held = claimed(store)

    store.mark_undone(OWNER, "c", "by")
    store.note(held, done(held))
    assert known(store).undone_by == ""

    store.mark_undone(OWNER, "c", "by")
    assert known(store).undone_by == "by"
    assert claimed(store).errand.undone_by == "", "begun again, it can be undone again"


def test_what_another_release_wrote_is_unknown_and_can_be_begun_anew(
    redis: Redis, store: ChangeStore
) -> None:
    values = SealedValues(redis, SEALER, "work")
    values.claim(f"{OWNER.work_key}:change:c", b"\x93 another release", LIFE)

    assert store.look(OWNER, "c") is None
    assert claimed(store).errand.state is State.RUNNING


def test_nothing_lives_longer_than_was_said_at_first(redis: Redis, store: ChangeStore) -> None:
    held = claimed(store)
    for key in alive(redis, "work"):
        redis.expire(key, 60)

    store.note(held, done(held))
    claimed(store)

    assert all(0 < int(redis.ttl(key)) <= 60 for key in alive(redis, "work"))


def test_a_dump_says_neither_who_nor_what(
    redis: Redis, store: ChangeStore, choices: Drafts[Choice]
) -> None:
    held = claimed(store)
    store.note(held, done(held))
    choices.keep(OWNER, choice(["66ann"], "canary words"), LIFE)

    stolen = dump(redis)

    assert b"work:" in stolen
    for secret in ("canary", "Canary", "66tag", "66ann", "membership", "refused"):
        assert secret.encode() not in stolen
    assert "canary" not in f"{held!r} {OWNER!r}".lower()


def test_all_of_it_goes_with_the_connection(
    redis: Redis, store: ChangeStore, choices: Drafts[Choice]
) -> None:
    claimed(store)
    claimed(store, owner=OTHER)
    choices.keep(OWNER, choice(["66ann"]), LIFE)
    many = len(alive(redis, "work"))

    Dependents(redis).end(address_of("tokens", OWNER.token_key))

    assert (many, len(alive(redis, "work"))) == (6, 2)
    assert store.every(OWNER) == []


def test_a_choice_is_kept_for_its_owner_in_its_order_and_each_once(
    redis: Redis, choices: Drafts[Choice]
) -> None:
    kept = choices.keep(OWNER, choice(["b", "a", "b"], "who is red"), LIFE)

    assert choices.read(OWNER, kept) == Choice(("b", "a"), "who is red")
    assert choices.read(OTHER, kept) is None
    assert choices.read(OWNER, "made up") is None


@pytest.mark.parametrize("is_told", [True, False])
def test_the_oldest_choice_goes_where_there_are_too_many(
    is_told: bool, redis: Redis, choices: Drafts[Choice]
) -> None:
    owner = OWNER._replace(is_told=is_told)
    kept = [choices.keep(owner, choice([str(n)]), LIFE) for n in range(MOST_CHOICES + 1)]

    assert [each for each in kept if choices.read(owner, each) is None] == kept[:1]
    assert len(alive(redis, "work")) == MOST_CHOICES + 1, "the choices, and the list of them"
