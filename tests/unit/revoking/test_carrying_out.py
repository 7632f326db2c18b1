"""Revocations carried out over a scripted wire: what is sent, and what came of each app."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field

import msgspec
import pytest
from redis.exceptions import ConnectionError as NoRedis
from redis.exceptions import LockError

from tests.unit.api.conftest import ORIGIN, Tokens
from tests.unit.api.host import LATE, Play, ScriptedHost, answer
from webapp.api import Transport
from webapp.api.grants import GrantsApi
from webapp.revoking import Reason, Result, Revocation, Target
from webapp.revoking.carrying_out import Work, carry_out
from webapp.revoking.revocation import again

NOW = 1_780_315_387.0
GONE = answer(b"", 204)
BOTH = Revocation(id="x", targets=(Target("a1", "One"), Target("b2", "Two")), begun_at=NOW)
ONE = msgspec.structs.replace(BOTH, targets=BOTH.targets[:1])


def listed(*ids: str) -> Play:
    grants = [{"id": one, "client": {"id": "app"}, "scopes": []} for one in ids]
    return lambda _: answer({"total": len(grants), "grants": grants})


def refused(status: int, **headers: str) -> Play:
    said = {"code": status, "status": "error", "message": "No, no"}
    return lambda _: answer(said, status, **headers)


@dataclass
class Bench:
    host: ScriptedHost = field(default_factory=ScriptedHost)
    noted: list[Revocation] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)
    lock: AbstractContextManager[None] = field(default_factory=nullcontext)
    note: Callable[[Revocation], None] | None = None

    def run(self, revocation: Revocation, *script: Play) -> Revocation:
        self.host.script = list(script)
        grants = GrantsApi(Transport(ORIGIN, self.host, Tokens(), root="/grants"))
        note, pause = self.note or self.noted.append, self.pauses.append
        return carry_out(revocation, Work(grants, lambda: self.lock, note, lambda: NOW, pause))

    @property
    def sent(self) -> list[str]:
        return [target for method, target, _ in self.host.asked if method == "DELETE"]


@pytest.fixture
def bench() -> Bench:
    return Bench()


def results(revocation: Revocation) -> list[tuple[Result, Reason | None]]:
    assert revocation.is_over
    return [(target.result, target.reason) for target in revocation.targets]


def test_what_is_listed_no_more_is_gone(bench: Bench) -> None:
    done = bench.run(BOTH, listed("a1", "b2", "c3"), GONE, GONE, listed("c3"))

    assert results(done) == [(Result.GONE, None)] * 2
    assert bench.sent == ["/grants/a1", "/grants/b2"]
    assert [note.settled for note in bench.noted] == [1, 2]
    assert all(target.at == NOW for target in done.targets)


def test_of_what_is_not_listed_nothing_is_sent(bench: Bench) -> None:
    assert results(bench.run(BOTH, listed("c3"))) == [(Result.ALREADY, None)] * 2
    assert bench.sent == []


def test_that_it_is_not_there_is_believed_only_where_the_list_says_so_too(bench: Bench) -> None:
    for then, told in (
        (listed(), (Result.GONE, None)),
        (listed("a1"), (Result.FAILED, Reason.RESISTED)),
        (refused(503), (Result.UNPROVED, None)),
    ):
        assert results(bench.run(ONE, listed("a1"), refused(404), then)) == [told]


def test_a_list_that_is_no_longer_there_is_no_trouble_of_the_way(bench: Bench) -> None:
    assert results(bench.run(ONE, refused(404))) == [(Result.FAILED, Reason.REFUSED)]


def test_what_is_listed_still_is_not_believed_gone(bench: Bench) -> None:
    done = bench.run(ONE, listed("a1"), GONE, listed("a1"))

    assert results(done) == [(Result.FAILED, Reason.RESISTED)]


def test_without_a_second_reading_nothing_is_proved(bench: Bench) -> None:
    assert results(bench.run(ONE, listed("a1"), GONE, refused(503))) == [(Result.UNPROVED, None)]


def test_one_that_is_forbidden_keeps_no_other_from_going(bench: Bench) -> None:
    done = bench.run(BOTH, listed("a1", "b2"), refused(403), GONE, listed("a1"))

    assert results(done) == [(Result.FAILED, Reason.FORBIDDEN), (Result.GONE, None)]
    assert done.targets[0].said == "No, no"


def test_impatience_ends_the_row_but_what_went_is_proved(bench: Bench) -> None:
    busy = refused(429, Retry_After="60")
    done = bench.run(BOTH, listed("a1", "b2"), GONE, busy, listed("b2"))

    assert results(done) == [(Result.GONE, None), (Result.FAILED, Reason.BUSY)]
    assert done.targets[1].wait == 60
    assert bench.pauses == []


def test_a_short_wish_for_patience_is_waited_out(bench: Bench) -> None:
    done = bench.run(ONE, listed("a1"), refused(429, Retry_After="2"), GONE, listed())

    assert results(done) == [(Result.GONE, None)]
    assert bench.pauses == [2]


def test_what_was_lost_on_the_way_is_found_out_by_reading(bench: Bench) -> None:
    lost = LATE
    done = bench.run(ONE, listed("a1"), lost, listed())

    assert results(done) == [(Result.GONE, None)]
    assert bench.sent == ["/grants/a1"], "sent once"


def test_what_was_lost_and_cannot_be_read_is_not_called_standing(bench: Bench) -> None:
    lost = LATE
    for met, reason in ((lost, Reason.UNREACHED), (refused(302), Reason.ODD)):
        (target,) = bench.run(ONE, listed("a1"), met, refused(503)).targets
        assert (target.result, target.reason, target.at) == (Result.FAILED, reason, None)


def test_where_the_first_reading_fails_nothing_is_sent(bench: Bench) -> None:
    done = bench.run(BOTH, refused(503))

    assert results(done) == [(Result.FAILED, Reason.UNREACHED)] * 2
    assert [target.at for target in done.targets] == [NOW, NOW]
    assert bench.sent == []


def test_an_id_that_cannot_be_sent_is_not_sent(bench: Bench) -> None:
    odd = msgspec.structs.replace(ONE, targets=(Target("..", "One"),))

    assert results(bench.run(odd, listed(".."))) == [(Result.FAILED, Reason.ODD)]
    assert bench.sent == []


def test_without_the_lock_nothing_is_sent(bench: Bench) -> None:
    bench.lock = _taken()

    assert results(bench.run(ONE, listed("a1"))) == [(Result.FAILED, Reason.INTERRUPTED)]
    assert bench.host.asked == []


def test_what_was_sent_and_could_not_be_noted_is_not_called_standing(bench: Bench) -> None:
    def lost(_: Revocation) -> None:
        raise NoRedis

    bench.note = lost
    done = bench.run(BOTH, listed("a1", "b2"), GONE, listed("b2"))

    assert results(done) == [(Result.GONE, None), (Result.FAILED, Reason.INTERRUPTED)]
    assert bench.sent == ["/grants/a1"]


@contextmanager
def _taken() -> Iterator[None]:
    raise LockError("somebody has it")
    yield


def test_only_what_failed_is_tried_again(bench: Bench) -> None:
    done = bench.run(BOTH, listed("a1", "b2"), GONE, refused(403), listed("b2"))
    anew = again(done)
    assert anew is not None
    bench.host.asked.clear()

    assert results(bench.run(anew, listed("b2"), GONE, listed())) == [(Result.GONE, None)] * 2
    assert bench.sent == ["/grants/b2"]
    assert again(bench.run(ONE, listed("a1"), GONE, listed())) is None


def test_whoever_was_interrupted_knows_nothing_of_what_was_not_proved() -> None:
    proved, open_, waiting = (
        Target("a", "A", Result.GONE, at=NOW),
        Target("b", "B", Result.UNPROVED, at=NOW),
        Target("c", "C"),
    )
    left = Revocation(id="x", targets=(proved, open_, waiting), begun_at=NOW).interrupted()

    assert left.is_over
    assert left.targets[0] == proved
    assert {(t.result, t.reason, t.at) for t in left.targets[1:]} == {
        (Result.FAILED, Reason.INTERRUPTED, None)
    }
