"""The one way out: what goes along with a call, and which token."""

from typing import Any

import pytest

from tests.unit.api.conftest import ORIGIN, Tokens
from tests.unit.api.host import ScriptedHost, answer, stored
from webapp.api import (
    NotFound,
    PlatformApi,
    TokenRefused,
    Transport,
)
from webapp.bounded_http import Answer, Limits


def by_token(good: str) -> Any:
    """Answers that depend on the token sent: 401 for any but `good`."""

    def play(host: ScriptedHost) -> Answer:
        sent = host.asked[-1][2]["Authorization"]
        return stored("account") if sent == f"Bearer {good}" else answer(b"", 401)

    return play


def test_a_call_carries_the_token_and_says_what_it_wants(
    platform: PlatformApi, host: ScriptedHost
) -> None:
    host.script = [stored("account")]
    platform.account.read()
    [(method, target, headers)] = host.asked
    assert (method, target) == ("GET", "/api/v4/account")
    assert headers == {
        "Authorization": "Bearer canary-token-1",
        "Accept": "application/json",
    }


def test_a_call_has_its_time_outs(platform: PlatformApi, host: ScriptedHost) -> None:
    host.script = [stored("account")]
    platform.account.read()
    assert host.limits.connect == 3
    assert host.limits.read == 8


def test_a_change_is_waited_for_longer_than_a_page_that_only_reads(
    platform: PlatformApi, host: ScriptedHost
) -> None:
    host.script = [answer({"tag": {"id": "t"}})]
    platform.tags.delete("t")
    assert host.limits.read == 10


def test_other_limits_may_be_given(host: ScriptedHost, tokens: Tokens) -> None:
    host.script = [stored("account")]
    PlatformApi(Transport(ORIGIN, host, tokens, Limits(connect=1, read=2))).account.read()
    assert host.limits.connect == 1
    assert host.limits.read == 2


def test_a_base_path_stands_before_the_api_root(host: ScriptedHost, tokens: Tokens) -> None:
    host.script = [stored("account")]
    PlatformApi(Transport("https://gateway.test/profile/", host, tokens)).account.read()
    assert host.targets == ["/profile/api/v4/account"]


def test_a_refused_token_is_renewed_and_the_call_made_again(
    platform: PlatformApi, host: ScriptedHost, tokens: Tokens
) -> None:
    play = by_token("canary-token-2")
    host.script = [lambda _: play(host)]
    assert platform.account.read().name == "Harbour & Wren"
    assert tokens.rejected == ["canary-token-1"]
    assert len(host.asked) == 2


def test_a_token_refused_twice_is_not_renewed_twice(
    platform: PlatformApi, host: ScriptedHost, tokens: Tokens
) -> None:
    host.script = [lambda _: answer(b"", 401)]
    with pytest.raises(TokenRefused):
        platform.account.read()
    assert tokens.rejected == ["canary-token-1"]
    assert len(host.asked) == 2


@pytest.mark.parametrize("token", ["", " ", "a b", "a\r\nX-Evil: 1", "tokén"])
def test_nothing_is_sent_without_a_token_that_can_be_sent(
    token: str, platform: PlatformApi, host: ScriptedHost, tokens: Tokens
) -> None:
    tokens.current = token
    with pytest.raises(TokenRefused) as caught:
        platform.account.read()
    assert host.asked == []
    assert not token.strip() or token not in str(caught.value)


def test_nothing_is_sent_for_what_cannot_be_an_id(
    platform: PlatformApi, host: ScriptedHost
) -> None:
    with pytest.raises(NotFound):
        platform.profiles.one("../account")
    assert host.asked == []


def test_a_transport_shows_only_where_it_leads(transport: Transport) -> None:
    assert repr(transport) == f"Transport('{ORIGIN}')"
