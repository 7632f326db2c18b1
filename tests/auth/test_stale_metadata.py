"""An endpoint that is not where the metadata says: it is read again, and not before time."""

from collections.abc import Callable

import pytest
from redis import Redis

from tests.support.wicked import Wicked, serving_wickedly
from tests.support.wicked_answers import Answer, OnTheWire
from tests.support.wicked_login import SERVER
from tests.support.wicked_visit import HASTE, Visit
from tests.support.wicked_wire import SILENCE
from webapp.auth.discovery import TRIED_AGAIN_SECONDS
from webapp.auth.errors import AuthError, LoginUnavailable
from webapp.settings import Settings


class Clock:
    """Stands still."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def late(wicked: Wicked, redis: Redis, wicked_settings: Settings, clock: Clock) -> Visit:
    """A dashboard that has read the metadata a while ago."""
    wicked.offers_pushing()
    visit = Visit(wicked, redis, wicked_settings, HASTE, clock)
    visit.endpoint.server()
    clock.now = TRIED_AGAIN_SECONDS + 1
    return visit


def readings(wicked: Wicked) -> int:
    return len(wicked.asked(SERVER))


def refresh(visit: Visit) -> None:
    visit.refresh()


def push(visit: Visit) -> None:
    visit.begin()


def revoke(visit: Visit) -> None:
    visit.endpoint.revoke(visit.tokens())


def introspect(visit: Visit) -> None:
    visit.endpoint.subject(visit.tokens())
    raise LoginUnavailable  # as the others would


STEPS = [(refresh, "/token"), (push, "/par"), (revoke, "/revoke"), (introspect, "/introspect")]


@pytest.mark.parametrize(("step", "path"), STEPS)
@pytest.mark.parametrize(
    "answer",
    [Answer(404), Answer(405), Answer(410), Answer(302, headers={"Location": "/elsewhere"})],
    ids=lambda answer: str(answer.status),
)
def test_an_endpoint_that_is_gone_is_looked_for_anew(
    wicked: Wicked, late: Visit, step: Callable[[Visit], None], path: str, answer: Answer
) -> None:
    wicked.does[path] = answer
    with pytest.raises(LoginUnavailable):
        step(late)
    assert readings(wicked) == 1

    late.endpoint.server()

    assert readings(wicked) == 2


@pytest.mark.parametrize(
    "answer", [Answer(200, b"<html>"), Answer(400, b"<html>"), Answer(200, [])]
)
def test_an_endpoint_that_speaks_no_oauth_is_looked_for_anew(
    wicked: Wicked, late: Visit, answer: Answer
) -> None:
    wicked.does["/token"] = answer
    with pytest.raises(LoginUnavailable):
        late.refresh()

    late.endpoint.server()

    assert readings(wicked) == 2


def test_an_endpoint_where_nobody_listens_is_looked_for_anew_and_found(
    wicked: Wicked, redis: Redis, wicked_settings: Settings, clock: Clock
) -> None:
    with serving_wickedly() as gone:
        wicked.metadata["token_endpoint"] = f"{gone.origin}/token"
    visit = Visit(wicked, redis, wicked_settings, HASTE, clock)
    with pytest.raises(LoginUnavailable):
        visit.refresh()
    wicked.metadata["token_endpoint"] = f"{wicked.origin}/token"

    clock.now = TRIED_AGAIN_SECONDS + 1

    assert visit.refresh().access_token


def test_an_endpoint_that_cannot_prove_who_it_is_is_looked_for_anew(
    wicked: Wicked, redis: Redis, wicked_settings: Settings, clock: Clock
) -> None:
    wicked.metadata["token_endpoint"] = wicked.origin.replace("http:", "https:") + "/token"
    visit = Visit(wicked, redis, wicked_settings, HASTE, clock)
    with pytest.raises(LoginUnavailable):
        visit.refresh()
    clock.now = TRIED_AGAIN_SECONDS + 1

    visit.endpoint.server()

    assert readings(wicked) == 2


@pytest.mark.parametrize(
    "answer",
    [
        Answer(429),
        Answer(503, b"<html>"),
        Answer(400, {"error": "invalid_grant"}),
        Answer(401, {"error": "invalid_client"}),
        SILENCE,
    ],
    ids=["429", "5xx", "invalid_grant", "invalid_client", "slow"],
)
def test_an_endpoint_in_trouble_or_in_the_right_is_still_where_it_was(
    wicked: Wicked, late: Visit, answer: Answer | OnTheWire
) -> None:
    wicked.does["/token"] = answer
    with pytest.raises(AuthError):
        late.refresh()

    late.endpoint.server()

    assert readings(wicked) == 1


def test_what_is_known_serves_on_where_it_cannot_be_read_anew(wicked: Wicked, late: Visit) -> None:
    wicked.does["/token"] = [Answer(404), wicked.login.token]
    with pytest.raises(LoginUnavailable):
        late.refresh()
    wicked.does[SERVER] = Answer(500)

    assert late.refresh().access_token
    assert readings(wicked) == 2
