"""A batch under everything that can befall it: nothing is sent twice, and nothing is lost."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from hypothesis import event, given
from hypothesis import strategies as st
from redis.exceptions import ConnectionError as RedisAway
from redis.exceptions import LockError, LockNotOwnedError

from webapp.api import (
    ApiError,
    Conflict,
    Forbidden,
    NoAnswer,
    NotOffered,
    Rejected,
    TokenRefused,
    TooMany,
    TooSlow,
    Unavailable,
    UnexpectedAnswer,
)
from webapp.auth.errors import LoginUnavailable, SignInRequired
from webapp.batches import Batch, Outcome, State, Trouble
from webapp.batches.batch import again, running
from webapp.batches.carrying_out import SETTLES, CarryingOut, Work

Fate = Callable[["Post", str], None]


class Killed(Exception):
    """The process is no more."""


@dataclass
class Post:
    """A platform that keeps count of what it sent, a store of notes, and a clock. The fates are
    what befalls one call or note after the other; when they are used up all is well.
    """

    fates: Iterator[Fate | None] = field(default_factory=lambda: iter(()))
    notes: Iterator[Exception | None] = field(default_factory=lambda: iter(()))
    looks: Iterator[ApiError | None] = field(default_factory=lambda: iter(()))
    may_look: bool = True
    sent: Counter[str] = field(default_factory=Counter)
    late: list[tuple[float, str]] = field(default_factory=list)
    now: float = 1000.0
    kept: Batch[str] | None = None
    lock_error: Exception | None = None
    check_error: Exception | None = None

    def pass_time(self, seconds: float) -> None:
        self.now += seconds
        for at, wish in [each for each in self.late if each[0] <= self.now]:
            self.late.remove((at, wish))
            self.sent[wish] += 1

    def look(self, wishes: Sequence[str]) -> dict[int, str | None] | None:
        if not self.may_look:
            return None
        if error := next(self.looks, None):
            raise error
        return {n: f"id of {wish}" for n, wish in enumerate(wishes) if self.sent[wish]}

    def do(self, wish: str) -> str | None:
        if fate := next(self.fates, None):
            fate(self, wish)
        self.sent[wish] += 1
        return f"id of {wish}"

    def note(self, batch: Batch[str]) -> None:
        error = next(self.notes, None)
        if not isinstance(error, RedisAway):
            self.kept = batch
        if error:
            raise error

    @contextmanager
    def lock(self) -> Iterator[Callable[[], None]]:
        if self.lock_error:
            raise self.lock_error
        yield self.check

    def check(self) -> None:
        if self.check_error:
            raise self.check_error

    def run(self, batch: Batch[str]) -> Batch[str]:
        """As the engine does: what is told last is noted, too."""
        work = Work(self.lock, self.note, self.pass_time, lambda: self.now)
        self.note_first(batch)
        try:
            ended = CarryingOut(batch, self, work).run()
            self.note(ended)
        except (Killed, RedisAway):
            assert self.kept is not None
            return self.kept.interrupted()
        return ended

    def note_first(self, batch: Batch[str]) -> None:
        self.kept = batch


def undone(error: Exception) -> Fate:
    """The call fails, and nothing was done."""

    def fate(_: Post, __: str) -> None:
        raise error

    return fate


def done(error: Exception) -> Fate:
    """The call fails although it was done."""

    def fate(post: Post, wish: str) -> None:
        post.sent[wish] += 1
        raise error

    return fate


def done_later(seconds: float) -> Fate:
    """No answer in time, and done so much later."""

    def fate(post: Post, wish: str) -> None:
        post.pass_time(10)
        post.late.append((post.now + seconds, wish))
        raise TooSlow("no answer")

    return fate


def cut_then_done(error: Exception, seconds: float) -> Fate:
    """Nothing is heard of the call any more, and it is done so much later."""

    def fate(post: Post, wish: str) -> None:
        post.late.append((post.now + seconds, wish))
        raise error

    return fate


CLEAR = [
    Unavailable("no connection", was_sent=False),
    TooMany(1),
    TooMany(600),
    TooMany(),
    Rejected("invalid"),
    Conflict("known"),
    TokenRefused("no"),
    Forbidden("profiles:write"),
    NotOffered("no such call"),
    LoginUnavailable("away"),
    SignInRequired("over"),
]
UNCLEAR = [Unavailable("reset"), TooSlow("no answer"), UnexpectedAnswer("HTML"), Killed()]
UNHEARD = [NoAnswer("reset"), Killed()]

FATES = st.one_of(
    st.none(),
    st.sampled_from([*map(undone, CLEAR), *map(undone, UNCLEAR), *map(done, UNCLEAR)]),
    st.floats(0, SETTLES - 1).map(done_later),
    st.builds(cut_then_done, st.sampled_from(UNHEARD), st.floats(0, SETTLES - 1)),
)
NOTES = st.sampled_from([None, None, None, None, RedisAway("gone"), Killed()])
LOOKS = st.sampled_from([None, None, Unavailable("reset"), TooMany(600), Forbidden("read")])


@st.composite
def posts(draw: st.DrawFn) -> Post:
    return Post(
        fates=iter(draw(st.lists(FATES, max_size=30))),
        notes=iter(draw(st.lists(NOTES, max_size=30))),
        looks=iter(draw(st.lists(LOOKS, max_size=10))),
        may_look=draw(st.booleans()),
    )


WISHES = st.lists(st.sampled_from("abcdefgh"), unique=True, min_size=1)
PAUSES = st.lists(st.floats(0, 2 * SETTLES), max_size=8)


def holds(batch: Batch[str], wishes: Sequence[str], post: Post) -> None:
    """What is always so."""
    assert [row.wish for row in batch.rows] == list(wishes)
    assert all(post.sent[wish] <= 1 for wish in wishes), post.sent
    for row in batch.rows:
        if row.outcome is Outcome.DONE:
            assert post.sent[row.wish] == 1
        if row.outcome in {Outcome.PENDING, Outcome.REFUSED}:
            assert post.sent[row.wish] == 0
    if batch.state is State.DONE:
        settled = {Outcome.DONE, Outcome.ALREADY, Outcome.REFUSED}
        assert {row.outcome for row in batch.rows} <= settled


@given(post=posts(), wishes=WISHES, pauses=PAUSES)
def test_whatever_befalls_it_nobody_is_written_to_twice_and_no_row_is_lost(
    post: Post, wishes: list[str], pauses: list[float]
) -> None:
    batch = post.run(running("one", wishes, post.now))
    holds(batch, wishes, post)
    for pause in pauses:
        if (onwards := again(batch)) is None:
            break
        post.pass_time(pause)
        batch = post.run(onwards)
        holds(batch, wishes, post)
    event(batch.trouble or "done")


@given(post=posts(), wishes=WISHES)
def test_once_all_is_well_it_is_continued_to_its_end(post: Post, wishes: list[str]) -> None:
    post.may_look = True
    batch = post.run(running("one", wishes, post.now))
    post.fates, post.notes, post.looks = iter(()), iter(()), iter(())
    post.pass_time(2 * SETTLES)

    if (onwards := again(batch)) is not None:
        batch = post.run(onwards)

    assert batch.state is State.DONE
    for row in batch.rows:
        assert post.sent[row.wish] == (0 if row.outcome is Outcome.REFUSED else 1)


def test_what_is_so_already_is_not_sent() -> None:
    post = Post(sent=Counter("b"))

    batch = post.run(running("one", "abc", post.now))

    assert [row.outcome for row in batch.rows] == [Outcome.DONE, Outcome.ALREADY, Outcome.DONE]
    assert post.sent == Counter("abc")


def test_while_another_batch_is_at_it_nothing_is_sent() -> None:
    post = Post(lock_error=LockError("held"))

    batch = post.run(running("one", "ab", post.now))

    assert (batch.state, batch.trouble) == (State.STOPPED, Trouble.OCCUPIED)
    assert not post.sent
    assert again(batch) is not None


def test_whoever_lost_the_lock_standing_still_sends_nothing_more() -> None:
    post = Post(check_error=LockNotOwnedError("lapsed"))

    batch = post.run(running("one", "ab", post.now))

    assert batch.trouble is Trouble.INTERRUPTED
    assert [row.outcome for row in batch.rows] == [Outcome.PENDING] * 2
    assert not post.sent


def test_after_three_in_a_row_that_nobody_knows_of_it_stops() -> None:
    post = Post(fates=iter([undone(Unavailable("reset"))] * 3))

    batch = post.run(running("one", "abcd", post.now))

    assert batch.trouble is Trouble.UNCLEAR
    assert [row.outcome for row in batch.rows] == [Outcome.FAILED] * 3 + [Outcome.PENDING]


def test_a_refusal_in_between_shows_that_the_platform_answers() -> None:
    lost, refused = undone(Unavailable("reset")), undone(Rejected("invalid"))
    post = Post(fates=iter([lost, lost, refused, lost]))

    batch = post.run(running("one", "abcde", post.now))

    assert batch.counts == {Outcome.FAILED: 3, Outcome.REFUSED: 1, Outcome.DONE: 1}


def test_what_was_not_answered_in_time_is_not_sent_again_before_it_has_settled() -> None:
    post = Post(fates=iter([done_later(SETTLES - 1)]))

    batch = post.run(running("one", "ab", post.now))
    assert [row.outcome for row in batch.rows] == [Outcome.UNSURE, Outcome.DONE]
    assert batch.again_at == post.now + SETTLES
    early = again(batch)
    assert early is not None
    assert post.run(early).rows == batch.rows
    post.pass_time(SETTLES)
    late = again(batch)
    assert late is not None

    assert post.run(late).state is State.DONE
    assert post.sent == Counter("ab")


@pytest.mark.parametrize("error", UNHEARD)
def test_what_nothing_was_heard_of_is_not_sent_again_before_it_has_settled(
    error: Exception,
) -> None:
    """Somebody presses Continue as soon as the page offers it."""
    post = Post(fates=iter([cut_then_done(error, SETTLES - 1)]))
    stopped = again(post.run(running("one", "ab", post.now)))
    assert stopped is not None

    early = again(post.run(stopped))
    assert early is not None
    post.pass_time(SETTLES)

    assert post.run(early).state is State.DONE
    assert post.sent == Counter("ab")


def test_an_id_that_the_platform_did_not_tell_is_read_afterwards() -> None:
    class Silent(Post):
        def do(self, wish: str) -> str | None:
            super().do(wish)
            return None

    post = Silent()

    assert [row.made for row in post.run(running("one", "a", post.now)).rows] == ["id of a"]


def test_without_a_reading_what_is_unsure_stays_so() -> None:
    post = Post(fates=iter([done(Unavailable("reset"))]), may_look=False)

    batch = post.run(running("one", "ab", post.now))
    onwards = again(batch)
    assert onwards is not None

    assert [row.outcome for row in post.run(onwards).rows] == [Outcome.UNSURE, Outcome.DONE]
    assert post.sent == Counter("ab")
