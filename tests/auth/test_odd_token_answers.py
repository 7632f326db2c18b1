"""Token answers with odd parts: what can be used of them is, since it may exist nowhere else.

The refresh token that was sent is spent by then. So whatever is said beside the tokens loses none.
"""

import json
from collections.abc import Callable
from typing import Any

import pytest
from redis import Redis

from tests.support.wicked import Wicked
from tests.support.wicked_answers import Answer
from tests.support.wicked_login import TOKENS
from tests.support.wicked_visit import Visit
from webapp.auth.errors import AnswerRefused, Misplaced
from webapp.auth.sealing import Sealer
from webapp.auth.token_keeper import TokenKeeper
from webapp.auth.token_set import DEFAULT_LIFETIME, TokenSet
from webapp.auth.token_store import TokenStore

FRESH = {**TOKENS, "access_token": "canary-fresh", "refresh_token": "canary-next"}


def saying(**odd: Any) -> Answer:
    return Answer(body={**FRESH, **odd})


def written(text: str) -> Answer:
    """The answer with a life that only stands in the text: no number of Python's writes it."""
    body = json.dumps({**FRESH, "expires_in": 0}).replace('"expires_in": 0', text)
    return Answer(body=body.encode())


ODD_LIVES = {
    "a fraction in quotes": saying(expires_in="3600.5"),
    "a fraction": saying(expires_in=3600.5),
    "a word": saying(expires_in="soon"),
    "a list": saying(expires_in=[3600]),
    "an object": saying(expires_in={"seconds": 3600}),
    "yes": saying(expires_in=True),
    "null": saying(expires_in=None),
    "no text": saying(expires_in=""),
    "a number without end": written('"expires_in": 1e999'),
    "infinity": written('"expires_in": Infinity'),
    "not a number": written('"expires_in": NaN'),
    "a whole number of 400 digits": written('"expires_in": ' + "1" * 400),
    "a whole number of 5000 digits": written('"expires_in": ' + "1" * 5000),
    "a number without end in quotes": saying(expires_in="1e999"),
    "a date beside it": saying(expires_at="2026-01-01T00:00:00Z"),
    "a word beside it": saying(expires_at="soon"),
    "a list beside it": saying(expires_at=[1]),
    "odd twice": saying(expires_at="soon", expires_in="sooner"),
}


@pytest.fixture
def store(redis: Redis) -> TokenStore:
    return TokenStore(redis, Sealer([b"k" * 32]), 3600)


@pytest.fixture
def keeper(visit: Visit, store: TokenStore) -> TokenKeeper:
    return TokenKeeper(store.add(visit.tokens()), store, visit.endpoint)


@pytest.mark.parametrize("misdeed", ODD_LIVES)
def test_tokens_are_used_whatever_is_said_of_their_life(
    wicked: Wicked, keeper: TokenKeeper, misdeed: str
) -> None:
    wicked.does["/token"] = ODD_LIVES[misdeed]

    assert keeper.renew("canary-access") == "canary-fresh"

    assert keeper.renew("canary-fresh")
    assert wicked.asked("/token")[1].fields["refresh_token"] == "canary-next"


@pytest.mark.parametrize("misdeed", ODD_LIVES)
def test_a_sign_in_goes_through_whatever_is_said_of_the_tokens_life(
    wicked: Wicked, visit: Visit, misdeed: str
) -> None:
    wicked.does["/token"] = ODD_LIVES[misdeed]

    assert visit.sign_in().access_token == "canary-fresh"


NO_TIMES = ["soon", [3600], True, "1e999", 10**400, {"seconds": 1}, ""]


@pytest.mark.parametrize("told", NO_TIMES, ids=lambda told: str(told)[:10])
def test_what_cannot_be_a_time_counts_as_not_told(told: object) -> None:
    tokens = TokenSet.from_answer(
        {**FRESH, "expires_in": told}, now=1000.0, issuer="https://login.test", asked_scope=[]
    )

    assert tokens.expires_at == 1000.0 + DEFAULT_LIFETIME


UNUSABLE = {
    "half a character": saying(access_token="\ud800"),
    "a line end": saying(access_token="canary\r\nX-Other: 1"),
    "a line end at the end": saying(access_token="canary\n"),
    "a blank": saying(access_token="canary canary"),
    "beyond ASCII": saying(access_token="canary-ä"),
    "half a character to refresh with": saying(refresh_token="\udfff"),
    "a line end to refresh with": saying(refresh_token="canary\n"),
}


@pytest.mark.parametrize("misdeed", UNUSABLE)
def test_a_token_that_can_be_neither_kept_nor_sent_is_refused(
    wicked: Wicked, visit: Visit, misdeed: str
) -> None:
    wicked.does["/token"] = UNUSABLE[misdeed]

    with pytest.raises(AnswerRefused) as refusal:
        visit.refresh()

    assert "canary" not in str(refusal.value)


def test_a_scope_that_can_be_none_is_not_granted(wicked: Wicked, visit: Visit) -> None:
    wicked.does["/token"] = saying(scope="profiles:read \ud800 tags:män\u00e4ge")

    tokens = visit.refresh()

    assert tokens.scope == {"profiles:read"}
    assert TokenSet.decode(tokens.encode()) == tokens


LED_NOWHERE = {"Location": "http://[canary"}


@pytest.mark.parametrize("path", ["/token", "/par", "/revoke"])
def test_where_a_redirect_would_lead_is_not_looked_at(
    wicked: Wicked, visit: Visit, path: str
) -> None:
    wicked.offers_pushing()
    wicked.does[path] = Answer(302, FRESH, LED_NOWHERE)
    ask: dict[str, Callable[[], object]] = {
        "/token": visit.refresh,
        "/par": visit.begin,
        "/revoke": lambda: visit.endpoint.revoke(visit.tokens()),
    }

    with pytest.raises(Misplaced) as refusal:
        ask[path]()

    assert "canary" not in str(refusal.value)
    assert len(wicked.asked(path)) == 1
