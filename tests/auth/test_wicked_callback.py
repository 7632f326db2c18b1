"""Answers brought back by the browser that must not be believed: no code is redeemed."""

import pytest
from redis import Redis
from werkzeug.datastructures import MultiDict

from tests.support.valkey import addresses
from tests.support.wicked import Wicked
from tests.support.wicked_visit import Visit
from webapp.auth.attempts import LIFETIME
from webapp.auth.errors import AnswerRefused, AttemptUnknown, ConsentDenied, IssuerMismatch

Query = MultiDict[str, str]


@pytest.fixture
def answer(visit: Visit) -> Query:
    """The provider's honest answer to a sign-in that has begun."""
    return visit.at_provider(visit.begin())


def refused(visit: Visit, answer: Query, error: type[Exception]) -> None:
    """A refusal for this reason and no other, and nothing asked of the token endpoint."""
    with pytest.raises(error) as refusal:
        visit.finish(answer)
    assert refusal.type is error
    assert visit.wicked.asked("/token") == []


def test_the_honest_answer_is_taken(visit: Visit, answer: Query) -> None:
    """Else the refusals below would prove nothing."""
    visit.finish(answer)

    assert len(visit.wicked.asked("/token")) == 1


def test_a_wrong_iss_is_refused(visit: Visit, answer: Query) -> None:
    answer["iss"] = "https://evil.test"
    refused(visit, answer, IssuerMismatch)


def test_an_iss_with_a_slash_too_many_is_refused(visit: Visit, answer: Query) -> None:
    answer["iss"] += "/"
    refused(visit, answer, IssuerMismatch)


def test_an_iss_that_is_advertised_but_missing_is_refused(visit: Visit, answer: Query) -> None:
    del answer["iss"]
    refused(visit, answer, IssuerMismatch)


def test_an_iss_that_was_never_advertised_may_be_missing(wicked: Wicked, visit: Visit) -> None:
    del wicked.metadata["authorization_response_iss_parameter_supported"]
    answer = visit.at_provider(visit.begin())
    del answer["iss"]

    visit.finish(answer)


def test_a_wrong_iss_is_refused_even_where_none_was_advertised(
    wicked: Wicked, visit: Visit
) -> None:
    """The mix-up: the browser was sent to one server and comes back with another's code."""
    del wicked.metadata["authorization_response_iss_parameter_supported"]
    answer = visit.at_provider(visit.begin())
    answer["iss"] = "https://evil.test"
    refused(visit, answer, IssuerMismatch)


@pytest.mark.parametrize("error", ["access_denied", "invalid_target", "server_error"])
def test_an_error_of_a_wrong_iss_is_not_acted_on(visit: Visit, answer: Query, error: str) -> None:
    answer["iss"] = "https://evil.test"
    answer["error"] = error
    refused(visit, answer, IssuerMismatch)


@pytest.mark.parametrize("error", ["access_denied", "invalid_target", "server_error"])
def test_an_error_with_a_foreign_state_is_not_acted_on(
    visit: Visit, answer: Query, error: str
) -> None:
    foreign = Query({**answer, "error": error, "state": "invented"})
    refused(visit, foreign, AttemptUnknown)

    visit.finish(answer)  # and the sign-in it was aimed at goes on


def test_a_missing_state_is_refused(visit: Visit, answer: Query) -> None:
    del answer["state"]
    refused(visit, answer, AttemptUnknown)


def test_a_replayed_state_is_refused(visit: Visit, answer: Query) -> None:
    visit.finish(answer)
    visit.wicked.calls.clear()
    refused(visit, answer, AttemptUnknown)


def test_an_expired_state_is_refused(visit: Visit, answer: Query, redis: Redis) -> None:
    (attempt,) = addresses(redis)
    assert 0 < redis.ttl(attempt) <= LIFETIME
    redis.pexpire(attempt, 0)
    refused(visit, answer, AttemptUnknown)


def test_a_state_of_another_browser_is_refused(visit: Visit, answer: Query) -> None:
    at_home, visit.cookies = visit.cookies, {}
    refused(visit, answer, AttemptUnknown)

    visit.cookies = at_home
    visit.finish(answer)


@pytest.mark.parametrize("name", ["code", "state", "iss", "error"])
def test_a_parameter_sent_twice_is_refused(visit: Visit, answer: Query, name: str) -> None:
    answer.setlist(name, [answer.get(name, "x")] * 2)
    refused(visit, answer, AnswerRefused)


@pytest.mark.parametrize("code", [[], [""]], ids=["missing", "empty"])
def test_an_answer_without_a_code_is_refused(visit: Visit, answer: Query, code: list[str]) -> None:
    answer.setlist("code", code)
    refused(visit, answer, AnswerRefused)


def test_an_error_beats_a_code_that_comes_with_it(visit: Visit, answer: Query) -> None:
    answer["error"] = "access_denied"
    refused(visit, answer, ConsentDenied)


def test_an_error_that_repeats_a_secret_is_not_repeated(visit: Visit, answer: Query) -> None:
    answer["error"] = "canary-7"

    with pytest.raises(AnswerRefused) as refusal:
        visit.finish(answer)

    assert "canary" not in str(refusal.value)


def test_a_refused_answer_leaves_nothing_to_try_again_with(visit: Visit, answer: Query) -> None:
    answer["iss"] = "https://evil.test"
    refused(visit, answer, IssuerMismatch)

    assert addresses(visit.redis) == []
