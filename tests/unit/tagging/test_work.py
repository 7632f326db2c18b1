"""How much a run puts up with, and how long it waits."""

from contextlib import nullcontext

import pytest
from redis.exceptions import ConnectionError as RedisAway
from redis.exceptions import LockError

from tests.unit.api.conftest import Tokens
from tests.unit.api.host import ScriptedHost
from webapp.api import (
    ApiError,
    Conflict,
    Forbidden,
    NoSuchTag,
    NotFound,
    NotOffered,
    Rejected,
    TokenRefused,
    TooMany,
    TooSlow,
    Transport,
    Unavailable,
    UnexpectedAnswer,
)
from webapp.api.tags import TagsApi
from webapp.auth.errors import (
    ConnectionInterrupted,
    KeyMissing,
    LoginUnavailable,
    RefreshLimited,
    SignInRequired,
)
from webapp.background.setbacks import (
    LONGEST_WAIT,
    MOST_SETBACKS,
    MOST_WAITED,
    USUAL_WAIT,
    Setbacks,
    is_unclear,
)
from webapp.tagging import Change, Trouble
from webapp.tagging.states import Setback, Stop
from webapp.tagging.work import Work
from webapp.tagging.work import setbacks as setbacks_of


class Life:
    """A clock that only pauses move, and what was told of waiting."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.pauses: list[float] = []
        self.told: list[float | None] = []

    def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.now += seconds


@pytest.fixture
def life() -> Life:
    return Life()


@pytest.fixture
def setbacks(life: Life, tags: TagsApi) -> Setbacks:
    def note(change: Change) -> None:
        raise AssertionError(change)

    work = Work(tags, lambda _: nullcontext(), note, life.pause, lambda: life.now)
    return setbacks_of(work, life.told.append)


@pytest.fixture
def tags() -> TagsApi:
    """Nothing is asked of it."""
    return TagsApi(Transport("https://api.platform.test", ScriptedHost(), Tokens()))


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (NotOffered(), Trouble.NOT_OFFERED),
        (NotFound(), Trouble.NOT_OFFERED),
        (NoSuchTag(), Trouble.DELETED),
        (Rejected("No."), Trouble.REFUSED),
        (Conflict("No."), Trouble.REFUSED),
        (Forbidden(message="No."), Trouble.NOT_ALLOWED),
        (TokenRefused(), Trouble.SIGNED_OUT),
        (SignInRequired(), Trouble.SIGNED_OUT),
        (ConnectionInterrupted(), Trouble.SIGNED_OUT),
    ],
    ids=repr,
)
def test_what_no_second_try_mends_stops_at_once_in_the_platform_s_words(
    error: Exception, trouble: Trouble, setbacks: Setbacks, life: Life
) -> None:
    with pytest.raises(Stop) as caught:
        setbacks.meet(error)

    assert caught.value.trouble is trouble
    assert caught.value.said == getattr(error, "message", None)
    assert life.pauses == []


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (Unavailable(was_sent=False), Trouble.UNREACHED),
        (LoginUnavailable(), Trouble.UNREACHED),
        (RefreshLimited(), Trouble.UNREACHED),
        (Unavailable(), Trouble.UNCLEAR),
        (TooSlow(), Trouble.UNCLEAR),
        (UnexpectedAnswer(), Trouble.UNCLEAR),
        (RedisAway(), Trouble.INTERRUPTED),
        (LockError("kept"), Trouble.INTERRUPTED),
        (KeyMissing(), Trouble.INTERRUPTED),
        (Setback(Stop(Trouble.RESISTED)), Trouble.RESISTED),
    ],
    ids=repr,
)
def test_what_may_pass_is_tried_again_less_and_less_often_and_then_told(
    error: Exception, trouble: Trouble, setbacks: Setbacks, life: Life
) -> None:
    for _ in range(MOST_SETBACKS):
        setbacks.meet(error)
    with pytest.raises(Stop) as caught:
        setbacks.meet(error)

    assert caught.value.trouble is trouble
    assert life.pauses == [0.1, 0.2, 0.4, 0.8, 1.6]


def test_after_progress_it_has_all_its_patience_again(setbacks: Setbacks, life: Life) -> None:
    for _ in range(3 * MOST_SETBACKS):
        setbacks.meet(Unavailable())
        setbacks.progress()

    assert set(life.pauses) == {0.1}


@pytest.mark.parametrize(("asked", "waits"), [(None, USUAL_WAIT), (0, 1), (1, 1), (7, 7)])
def test_it_waits_as_long_as_the_platform_asks_and_tells_until_when(
    asked: int | None, waits: int, setbacks: Setbacks, life: Life
) -> None:
    setbacks.meet(TooMany(asked))

    assert life.pauses == [waits]
    assert life.told == [1000.0 + waits, None]


def test_who_asks_for_too_much_patience_is_told_instead(setbacks: Setbacks, life: Life) -> None:
    with pytest.raises(Stop) as caught:
        setbacks.meet(TooMany(LONGEST_WAIT + 1))

    assert (caught.value.trouble, caught.value.again_at) == (Trouble.BUSY, 1121.0)
    assert life.pauses == []


def test_one_run_waits_no_longer_than_it_may_in_all_however_much_comes_of_it(
    setbacks: Setbacks, life: Life
) -> None:
    def wait_for_ever() -> None:
        while True:
            setbacks.meet(TooMany(LONGEST_WAIT))
            setbacks.progress()

    with pytest.raises(Stop) as caught:
        wait_for_ever()

    assert caught.value.trouble is Trouble.BUSY
    assert sum(life.pauses) <= MOST_WAITED


def test_it_waits_though_that_cannot_be_noted(life: Life, tags: TagsApi) -> None:
    def away(_: float | None) -> None:
        raise RedisAway

    work = Work(tags, lambda _: nullcontext(), lambda _: None, life.pause, lambda: life.now)
    setbacks_of(work, away).meet(TooMany(3))

    assert life.pauses == [3]


@pytest.mark.parametrize(
    ("error", "unclear"),
    [
        (Unavailable(), True),
        (TooSlow(), True),
        (UnexpectedAnswer(), True),
        (Unavailable(was_sent=False), False),
        *((kind(), False) for kind in (NotOffered, Rejected, Conflict, Forbidden, NotFound)),
        (TooMany(), False),
        (TokenRefused(), False),
    ],
    ids=repr,
)
def test_only_where_no_clear_answer_came_it_may_have_been_done(
    error: ApiError, unclear: bool
) -> None:
    assert is_unclear(error) is unclear
