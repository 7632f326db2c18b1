"""Where the log lies: in order whoever writes at once, bounded, sealed, and gone with its owner."""

import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from redis import Redis

from tests.support.proxy import Kind, Toxic, proxied
from tests.support.token_sets import invented
from tests.support.valkey import addresses, dump, own_server, socket_path, url
from webapp.auth.dependents import place_of
from webapp.auth.errors import KeyMissing
from webapp.auth.sealing import Sealer
from webapp.auth.token_store import TokenStore
from webapp.background.owner import Owner
from webapp.own_log import MOST_KEPT, OwnLog
from webapp.own_log.chain import Done, Flaw
from webapp.redis_connection import connect

KEY, OTHER_KEY = b"k" * 32, b"o" * 32
LIFE = 3600
SOMEBODY = "66a1f0c2b7d8e9001c3a4b5d"


def done(*targets: str) -> list[Done]:
    return [Done("2026-03-02T09:14:07.512Z", "GET /profile/{id}", one, "ok") for one in targets]


@pytest.fixture
def tokens(redis: Redis) -> TokenStore:
    return TokenStore(redis, Sealer([KEY]), LIFE)


@pytest.fixture
def owner(tokens: TokenStore) -> Owner:
    key = tokens.add(invented())
    return Owner(key, key, "an account")


@pytest.fixture
def log(redis: Redis) -> OwnLog:
    return OwnLog(redis, Sealer([KEY]))


def places(redis: Redis) -> dict[str, str]:
    """The keys of head and entries."""
    ours = [key for key in addresses(redis) if key.startswith("work:")]
    return {key.split(":")[1]: key for key in ours}


def targets(log: OwnLog, owner: Owner) -> Sequence[str | None]:
    return [deed.target if deed else None for deed in log.read(owner).entries]


def test_what_was_done_is_there_in_its_order_and_whole(log: OwnLog, owner: Owner) -> None:
    log.write(owner, done("a", "b"), LIFE)
    log.write(owner, done("c"), LIFE)

    assert targets(log, owner) == ["a", "b", "c"]
    assert log.read(owner).verdict.is_whole


def test_another_owner_sees_nothing_of_it(log: OwnLog, owner: Owner, tokens: TokenStore) -> None:
    log.write(owner, done("a"), LIFE)
    key = tokens.add(invented())

    assert log.read(Owner(key, key, "an account")).entries == ()


def test_writers_of_several_processes_leave_one_whole_chain(
    redis: Redis, log: OwnLog, owner: Owner
) -> None:
    """Each with a memory of its own, as processes have."""
    writers, rounds = 8, 15
    together = Barrier(writers)

    def write(writer: int) -> None:
        own = OwnLog(redis, Sealer([KEY]))
        together.wait()
        for number in range(rounds):
            own.write(owner, done(f"{writer}-{number}-a", f"{writer}-{number}-b"), LIFE)

    with ThreadPoolExecutor(writers) as pool:
        list(pool.map(write, range(writers)))

    known = log.read(owner)
    told = [str(deed.target) for deed in known.entries if deed]
    assert known.verdict.is_whole
    assert len(told) == len(set(told)) == writers * rounds * 2
    for writer in range(writers):
        mine = [target for target in told if target.startswith(f"{writer}-")]
        assert mine == [f"{writer}-{n}-{ab}" for n in range(rounds) for ab in "ab"]
    assert all(told[at][:-2] == told[at + 1][:-2] for at in range(0, len(told), 2))


def test_only_the_latest_are_kept_and_the_chain_stays_whole(log: OwnLog, owner: Owner) -> None:
    for begins in range(0, MOST_KEPT + 40, 20):
        log.write(owner, done(*map(str, range(begins, begins + 20))), LIFE)

    known = log.read(owner)
    assert targets(log, owner) == [str(n) for n in range(40, MOST_KEPT + 40)]
    assert known.no_longer_kept == 40
    assert known.verdict.is_whole
    assert known.entries[0]
    assert known.entries[0].previous != "0" * 64


def test_more_than_can_be_kept_may_come_at_once(log: OwnLog, owner: Owner) -> None:
    log.write(owner, done(*map(str, range(MOST_KEPT + 3))), LIFE)

    known = log.read(owner)
    assert (len(known.entries), known.no_longer_kept) == (MOST_KEPT, 3)
    assert known.verdict.is_whole


def test_a_dump_says_nothing_of_it(redis: Redis, log: OwnLog, owner: Owner) -> None:
    log.write(owner, done(SOMEBODY), LIFE)

    stolen = dump(redis)

    assert b"work:log" in stolen
    plain = (SOMEBODY, "GET /profile", "2026-03-02", owner.work_key)
    assert [said for said in plain if said.encode() in stolen] == []


def test_it_lasts_as_long_as_was_said_and_no_longer(
    redis: Redis, log: OwnLog, owner: Owner
) -> None:
    log.write(owner, done("a"), 600)
    log.write(owner, done("b"), 300)
    lives = [redis.ttl(key) for key in places(redis).values()]
    assert all(300 < int(life) <= 600 for life in lives)

    log.write(owner, done("c"), 900)

    assert len(lives) == 2
    assert all(600 < int(redis.ttl(key)) <= 900 for key in places(redis).values())


def test_it_goes_with_the_tokens_and_no_late_write_brings_it_back(
    redis: Redis, log: OwnLog, owner: Owner, tokens: TokenStore
) -> None:
    log.write(owner, done("a"), LIFE)

    tokens.delete(owner.token_key)
    log.write(owner, done("late"), LIFE)
    OwnLog(redis, Sealer([KEY])).write(owner, done("late, elsewhere"), LIFE)

    assert places(redis) == {}


def test_it_goes_too_where_something_of_a_shorter_life_was_noted_since(
    redis: Redis, log: OwnLog, owner: Owner, tokens: TokenStore
) -> None:
    log.write(owner, done("a"), LIFE)
    address = tokens.address(owner.token_key)

    tokens.dependents.add(address, "work:choice", 60)

    assert int(redis.ttl(place_of(address))) > 60


def test_a_log_that_begins_is_noted_under_its_tokens_in_one_step(
    redis: Redis, log: OwnLog, owner: Owner, tokens: TokenStore
) -> None:
    log.write(owner, done("a"), LIFE)
    before = int(redis.info("commandstats")["cmdstat_sadd"]["calls"])

    another = tokens.add(invented())
    log.write(Owner(another, another, "an account"), done("a"), LIFE)

    assert int(redis.info("commandstats")["cmdstat_sadd"]["calls"]) == before + 1


def test_tokens_that_lapsed_get_no_log_either(redis: Redis, log: OwnLog, owner: Owner) -> None:
    redis.delete(*addresses(redis))

    log.write(owner, done("late"), LIFE)

    assert addresses(redis) == []


def test_it_survives_the_renewal_of_its_connection_and_goes_with_the_new_tokens(
    redis: Redis, log: OwnLog, owner: Owner, tokens: TokenStore
) -> None:
    log.write(owner, done("before"), LIFE)
    fresh = tokens.add(invented())
    renewed = Owner(owner.work_key, fresh, owner.account)

    tokens.give_way(owner.token_key, fresh)
    log.write(renewed, done("after"), LIFE)
    log.write(owner, done("begun before"), LIFE)

    assert targets(log, renewed) == ["before", "after", "begun before"]
    assert log.read(renewed).verdict.is_whole
    tokens.delete(fresh)
    assert places(redis) == {}


def test_a_lost_answer_leads_to_no_second_entry(
    valkey: str, log: OwnLog, owner: Owner, caplog: pytest.LogCaptureFixture
) -> None:
    """The script is sent again, and finds that the end is our own."""
    log.write(owner, done("a"), LIFE)
    with proxied(socket_path(valkey)) as wire, connect(f"redis://127.0.0.1:{wire.port}") as client:
        own = OwnLog(client, Sealer([KEY]))
        own.write(owner, done("b"), LIFE)
        taken = wire.add(Toxic(Kind.HOLD_ANSWER, lambda sent: b"EVALSHA" in sent))
        with ThreadPoolExecutor(1) as pool:
            writing = pool.submit(own.write, owner, done("c"), LIFE)
            taken.wait()
            taken.let_go(drop=True)
            writing.result()

    assert targets(log, owner) == ["a", "b", "c"]
    assert caplog.records == []


def test_a_log_that_cannot_be_written_stops_nobody(
    owner: Owner, caplog: pytest.LogCaptureFixture
) -> None:
    with own_server() as server, connect(url(server)) as client:
        log = OwnLog(client, Sealer([KEY]))
        server.stop()

        log.write(owner, done(SOMEBODY, "b"), LIFE)

    [record] = caplog.records
    assert record.levelno == logging.WARNING
    assert record.getMessage().startswith("2 calls are missing in a log")
    assert SOMEBODY not in record.getMessage()


def test_an_end_that_cannot_be_opened_here_stops_nobody_and_is_not_overwritten(
    redis: Redis, log: OwnLog, owner: Owner, caplog: pytest.LogCaptureFixture
) -> None:
    log.write(owner, done("a"), LIFE)

    OwnLog(redis, Sealer([OTHER_KEY])).write(owner, done("b"), LIFE)

    assert "KeyMissing" in caplog.text
    assert targets(log, owner) == ["a"]
    assert log.read(owner).verdict.is_whole
    with pytest.raises(KeyMissing):
        OwnLog(redis, Sealer([OTHER_KEY])).read(owner)


Tampered = tuple[str, Flaw, int]
TAMPERED: dict[str, Tampered] = {
    "the end is cut off": ("redis.call('RPOP', log)", Flaw.ABSENT, 4),
    "the beginning is cut off": ("redis.call('LPOP', log)", Flaw.ABSENT, 1),
    "one is taken out": ("redis.call('LREM', log, 1, third)", Flaw.ABSENT, 3),
    "the entries are gone": ("redis.call('DEL', log)", Flaw.ABSENT, 1),
    "one comes twice": ("redis.call('RPUSH', log, third)", Flaw.SURPLUS, 5),
    "one in another's place": ("redis.call('LSET', log, 1, third)", Flaw.ABSENT, 2),
    "one is no entry": ("redis.call('LSET', log, 2, 'x')", Flaw.UNREADABLE, 3),
    "the end's record is gone": ("redis.call('DEL', head)", Flaw.SURPLUS, 1),
    "the end's record is none": ("redis.call('SET', head, 'x')", Flaw.SURPLUS, 1),
}
NAMED = "local head, log = KEYS[1], KEYS[2]; local third = redis.call('LINDEX', log, 2)\n"


@pytest.mark.parametrize(("act", "flaw", "at"), TAMPERED.values(), ids=TAMPERED)
def test_what_was_done_to_it_in_redis_is_found(
    redis: Redis, log: OwnLog, owner: Owner, act: str, flaw: Flaw, at: int
) -> None:
    log.write(owner, done("a", "b", "c", "d"), LIFE)
    found = places(redis)

    redis.eval(NAMED + act, 2, found["log-head"], found["log"])

    verdict = log.read(owner).verdict
    assert (verdict.flaw, verdict.at) == (flaw, at)


def test_an_end_of_before_that_was_put_back_is_found(
    redis: Redis, log: OwnLog, owner: Owner
) -> None:
    log.write(owner, done("a"), LIFE)
    head = places(redis)["log-head"]
    before = redis.get(head)
    log.write(owner, done("b"), LIFE)

    redis.set(head, before or b"")

    assert log.read(owner).verdict.flaw is Flaw.SURPLUS


def test_one_process_alone_needs_one_call_for_each_write(
    redis: Redis, log: OwnLog, owner: Owner
) -> None:
    log.write(owner, done("a"), LIFE)
    before = redis.info("commandstats")["cmdstat_evalsha"]["calls"]

    for _ in range(5):
        log.write(owner, done("b", "c"), LIFE)

    assert redis.info("commandstats")["cmdstat_evalsha"]["calls"] == before + 5
