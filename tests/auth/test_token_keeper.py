"""When a token is taken as it is, renewed once for everybody, or given up; on the live sandbox."""

import time
from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest
from redis import Redis

from sandbox.faults import Fault, Kind
from sandbox.server import Running
from tests.support.connected import is_live, refreshes
from webapp.auth.errors import LoginUnavailable, SignInRequired
from webapp.auth.held_lock import held
from webapp.auth.token_keeper import LOCK_LIFE, TokenKeeper
from webapp.auth.token_set import LONGEST_LEEWAY
from webapp.services import Services

TOGETHER = 8


@pytest.fixture
def keeper(services: Services, token_key: str) -> TokenKeeper:
    return services.keeper(token_key)


def ahead(services: Services, token_key: str, seconds: float) -> TokenKeeper:
    """The keeper as it will be in so many seconds."""
    later = lambda: time.time() + seconds  # noqa: E731  # a clock
    return TokenKeeper(token_key, services.tokens, services.endpoint, clock=later)


def test_the_lock_lives_for_as_long_as_the_call_it_protects(
    platform: Running, services: Services, token_key: str
) -> None:
    """A lock of 1.5 seconds around a refresh of twice as long: still one refresh."""
    rejected = services.keeper(token_key).access_token()
    platform.world.faults.add(Fault(Kind.SLOW, path="/oauth/token", seconds=3.2, times=1))

    def renew(_: int) -> str:
        keeper = TokenKeeper(token_key, services.tokens, services.endpoint, lock_life=1.5)
        return keeper.renew(rejected)

    with ThreadPoolExecutor(TOGETHER) as pool:
        renewed = set(pool.map(renew, range(TOGETHER)))

    assert len(renewed) == 1
    assert refreshes(platform) == 1


def test_a_young_token_is_taken_as_it_is(platform: Running, keeper: TokenKeeper) -> None:
    assert is_live(platform, keeper.access_token())
    assert refreshes(platform) == 0


def test_tokens_that_were_stored_this_moment_are_looked_for_from_the_second_call_on(
    services: Services, token_key: str
) -> None:
    tokens = services.tokens.living(token_key).token_set
    services.tokens.delete(token_key)
    keeper = services.keeper(token_key, just_stored=tokens)

    assert keeper.access_token() == tokens.access_token
    with pytest.raises(SignInRequired):
        keeper.access_token()


def test_a_token_that_is_due_is_renewed_before_it_expires(
    platform: Running, services: Services, token_key: str
) -> None:
    before = services.keeper(token_key).access_token()
    due = ahead(services, token_key, 3600 - LONGEST_LEEWAY + 5)

    assert due.access_token() != before
    assert refreshes(platform) == 1


def test_renewing_a_rejected_token_gives_another(platform: Running, keeper: TokenKeeper) -> None:
    rejected = keeper.access_token()
    platform.world.ledger.expire_access_tokens()

    renewed = keeper.renew(rejected)

    assert renewed != rejected
    assert is_live(platform, renewed)
    assert keeper.access_token() == renewed


def test_a_token_rejected_after_somebody_renewed_it_is_not_renewed_again(
    platform: Running, keeper: TokenKeeper
) -> None:
    rejected = keeper.access_token()
    renewed = keeper.renew(rejected)

    assert keeper.renew(rejected) == renewed
    assert refreshes(platform) == 1


def test_many_who_need_a_new_token_at_once_cause_one_refresh(
    platform: Running, services: Services, token_key: str
) -> None:
    rejected = services.keeper(token_key).access_token()
    platform.world.faults.add(Fault(Kind.SLOW, path="/oauth/token", seconds=0.3))

    with ThreadPoolExecutor(TOGETHER) as pool:
        renewed = list(
            pool.map(lambda _: services.keeper(token_key).renew(rejected), range(TOGETHER))
        )

    assert len(set(renewed)) == 1
    assert refreshes(platform) == 1
    assert is_live(platform, renewed[0])


def test_a_refresh_token_that_was_rotated_serves_again_and_again(
    platform: Running, keeper: TokenKeeper
) -> None:
    for _ in range(3):
        assert is_live(platform, keeper.renew(keeper.access_token()))

    assert refreshes(platform) == 3


def test_a_revoked_grant_ends_the_connection_for_good(
    platform: Running, services: Services, keeper: TokenKeeper, token_key: str
) -> None:
    token = keeper.access_token()
    platform.world.ledger.revoke(platform.world.ledger.grants[0])

    with pytest.raises(SignInRequired):
        keeper.renew(token)

    assert services.tokens.load(token_key) is None
    with pytest.raises(SignInRequired):
        keeper.access_token()


@pytest.mark.parametrize("kind", [Kind.BROKEN, Kind.RESET, Kind.HTML, Kind.TOO_MANY])
def test_a_failure_of_the_login_never_ends_the_connection(
    platform: Running, keeper: TokenKeeper, kind: Kind
) -> None:
    token = keeper.access_token()
    platform.world.faults.add(Fault(kind, path="/oauth/token", times=1))

    with pytest.raises(LoginUnavailable):
        keeper.renew(token)

    assert is_live(platform, keeper.renew(token))


def test_a_due_token_serves_while_it_lives_when_the_login_is_away(
    platform: Running, services: Services, token_key: str
) -> None:
    token = services.keeper(token_key).access_token()
    platform.world.faults.add(Fault(Kind.BROKEN, path="/oauth/token"))

    assert ahead(services, token_key, 3600 - LONGEST_LEEWAY + 5).access_token() == token
    with pytest.raises(LoginUnavailable):
        ahead(services, token_key, 3605).access_token()


def test_a_due_token_that_serves_does_not_wait_for_whoever_holds_the_lock(
    platform: Running, services: Services, token_key: str
) -> None:
    token = services.keeper(token_key).access_token()
    lock = services.tokens.lock(token_key, life_seconds=LOCK_LIFE, wait_seconds=0)
    assert lock.acquire()
    began = time.monotonic()

    assert ahead(services, token_key, 3600 - LONGEST_LEEWAY + 5).access_token() == token

    assert time.monotonic() - began < LOCK_LIFE / 2
    assert refreshes(platform) == 0


def test_whose_lock_has_lapsed_does_not_release_the_next_owners(
    services: Services, token_key: str, redis: Redis
) -> None:
    mine, theirs = (
        services.tokens.lock(token_key, life_seconds=LOCK_LIFE, wait_seconds=0) for _ in range(2)
    )
    with held(mine, LOCK_LIFE):
        redis.delete(str(mine.name))
        assert theirs.acquire()

    assert theirs.owned()


def test_a_late_save_does_not_overwrite_what_another_stored(
    services: Services, token_key: str
) -> None:
    early = services.tokens.load(token_key)
    assert early is not None
    keeper = services.keeper(token_key)
    renewed = keeper.renew(keeper.access_token())

    assert not services.tokens.save(token_key, early, early.token_set)
    assert keeper.access_token() == renewed


def test_what_a_refresh_brought_is_not_lost_to_the_mark_of_another_who_tries(
    services: Services, token_key: str
) -> None:
    """A lock that lapsed: the next one marks the same refresh token while we have the answer."""
    stored = services.tokens.load(token_key)
    assert stored is not None
    sent = services.tokens.mark_in_flight(token_key, stored, now=1)
    assert sent is not None
    assert services.tokens.mark_in_flight(token_key, sent, now=2) is not None
    fresh = services.endpoint.refresh(stored.token_set, services.endpoint.server())

    assert services.tokens.save(token_key, sent, fresh)

    assert services.keeper(token_key).access_token() == fresh.access_token


def test_a_save_after_signing_out_revives_nothing(services: Services, token_key: str) -> None:
    early = services.tokens.load(token_key)
    assert early is not None

    services.tokens.delete(token_key)

    assert not services.tokens.save(token_key, early, early.token_set)
    assert services.tokens.load(token_key) is None


def test_a_refusal_while_another_renewed_is_read_again_before_anything_ends(
    services: Services, token_key: str, redis: Redis, platform: Running
) -> None:
    """A lock that lapsed lets two refresh with one token; the second must not sign out."""
    keeper = services.keeper(token_key)
    rejected = keeper.access_token()
    platform.world.faults.add(Fault(Kind.SLOW, path="/oauth/token", seconds=1, times=1))
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(keeper.renew, rejected)
        platform.world.witness.wait_for("/oauth/token", grant_type="refresh_token")
        spent = services.tokens.load(token_key)
        assert spent is not None
        other = services.endpoint.refresh(spent.token_set, services.endpoint.server())
        assert services.tokens.save(token_key, spent, other)
        assert slow.result() == other.access_token


def test_tokens_of_another_authorization_server_are_never_sent_to_this_one(
    platform: Running, services: Services, token_key: str
) -> None:
    stored = services.tokens.load(token_key)
    assert stored is not None
    foreign = type(stored.token_set)(
        access_token="canary",
        refresh_token="canary",
        due_at=0,
        expires_at=0,
        scope=frozenset(),
        issuer="https://other.test",
    )
    other_key = services.tokens.add(foreign)

    with pytest.raises(LoginUnavailable):
        services.keeper(other_key).access_token()

    assert refreshes(platform) == 0
    left = services.tokens.load(other_key)
    assert left is not None, "metadata that is wrong for a while ends no connection"
    assert left.token_set.in_flight_since is None


def test_a_living_token_without_a_refresh_token_never_ends_the_connection(
    services: Services, token_key: str
) -> None:
    stored = services.tokens.load(token_key)
    assert stored is not None
    lonely = msgspec.structs.replace(stored.token_set, refresh_token=None)
    lonely_key = services.tokens.add(lonely)

    assert ahead(services, lonely_key, 3590).access_token() == lonely.access_token
    with pytest.raises(SignInRequired):
        ahead(services, lonely_key, 3605).access_token()


def test_tokens_that_another_release_wrote_end_the_connection_calmly(
    services: Services, token_key: str
) -> None:
    values = services.tokens._values  # noqa: SLF001  # only a release could write so
    stored = values.read(token_key)
    assert stored is not None
    values.replace(token_key, stored.seen, msgspec.msgpack.encode({"other": 1}))

    with pytest.raises(SignInRequired):
        services.keeper(token_key).access_token()
