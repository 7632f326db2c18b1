import pytest
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import TimeoutError as RedisTimeoutError
from werkzeug import exceptions as http

from webapp import api
from webapp.account_settings import NotAPicture
from webapp.auth import errors as auth
from webapp.auth.connection import Connection
from webapp.people.selection import NotAsAsked
from webapp.rates import TooOften
from webapp.responses.forms import OtherAccount
from webapp.responses.problems import TABLE, problem_of
from webapp.snapshots import StillReading
from webapp.tagging import CannotUndo, WhyNot


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (api.Unavailable(), 502),
        (api.NotAsked("slow", retry_after=2), 503),
        (api.TooSlow(), 504),
        (api.TokenRefused(), 401),
        (api.Forbidden("tags:manage", None), 403),
        (api.NotFound(), 404),
        (api.Rejected("no"), 502),
        (api.TooMany(7), 429),
        (api.UnexpectedAnswer(), 502),
        (auth.SignInRequired(), 401),
        (auth.ScopeNotGranted("tags:manage"), 403),
        (auth.LoginUnavailable(), 502),
        (auth.AttemptUnknown(), 400),
        (auth.IssuerMismatch(), 400),
        (auth.ConsentDenied(), 403),
        (auth.ClientRefused(), 502),
        (auth.RenewalRefused(), 502),
        (auth.KeyMissing(), 503),
        (RedisConnectionError(), 503),
        (RedisTimeoutError(), 503),
        (TooOften(7), 429),
        (http.NotFound(), 404),
        (http.MethodNotAllowed(), 405),
        (ZeroDivisionError(), 500),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else str(value),
)
def test_every_error_has_its_status(error: Exception, status: int) -> None:
    assert problem_of(error).status == status


def test_a_missing_scope_is_said_in_words_a_person_understands() -> None:
    problem = problem_of(api.Forbidden("tags:manage", "Tags are not part of this grant."))

    assert "See and change tags" in problem.sentence
    assert "Tags are not part of this grant." in problem.sentence
    assert problem.scope == "tags:manage"


@pytest.mark.parametrize(
    ("named", "asked"),
    [("tags:manage admin:everything", "tags:manage"), ("admin:everything", None), ("scope", None)],
)
def test_of_what_a_refusal_names_only_what_can_be_asked_for_is(
    named: str, asked: str | None
) -> None:
    """Whoever followed it would come back to an action that is never allowed."""
    problem = problem_of(api.Forbidden(named))

    assert problem.scope == asked
    assert problem.allows == (asked is not None)
    assert "admin" not in problem.sentence


def test_a_wait_is_told_as_the_platform_told_it() -> None:
    assert "7 seconds" in problem_of(api.TooMany(7)).advice
    assert problem_of(api.TooMany(7)).retry_after == 7
    assert "a moment" in problem_of(api.TooMany(None)).advice


@pytest.mark.parametrize(("seconds", "words"), [(1, "Wait 1 second,"), (40, "Wait 40 seconds,")])
def test_whoever_was_too_quick_is_told_how_long_to_wait(seconds: int, words: str) -> None:
    problem = problem_of(TooOften(seconds))

    assert words in problem.advice
    assert "nothing was sent or changed" in problem.sentence
    assert problem.retry_after == seconds


ARGUMENTS: dict[type[Exception], tuple[object, ...]] = {
    auth.ScopeNotGranted: ("tags:manage",),
    TooOften: (7,),
    StillReading: (12400,),
    NotAPicture: ("It is not one that can be read.",),
    CannotUndo: (WhyNot.UNDONE,),
    NotAsAsked: (["“x” is not a tag of this account."],),
    OtherAccount: (
        None,
        Connection(token_key="", scope=frozenset(), account_name="Harbor & Finch"),
    ),
}


@pytest.mark.parametrize("kind", TABLE, ids=lambda kind: kind.__name__)
def test_every_entry_says_what_happened_and_what_to_do(kind: type[Exception]) -> None:
    problem = TABLE[kind](kind(*ARGUMENTS.get(kind, ())))

    for text in (problem.title, problem.sentence, problem.advice):
        assert text
        assert "None" not in text
