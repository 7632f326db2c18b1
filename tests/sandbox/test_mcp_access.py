"""Who may call the MCP endpoint, and how everybody else is refused."""

import pytest

from sandbox.scopes import SCOPES
from tests.sandbox.by_hand import TOOLS, ByHand, granted
from tests.sandbox.visitor import Visitor, error


def test_without_a_token_it_points_at_the_metadata(visitor: Visitor) -> None:
    answer = visitor.http.post(f"{visitor.sandbox.api_url}/mcp", json={})
    assert error(answer)[0] == 401
    where = f"{visitor.sandbox.api_url}/.well-known/oauth-protected-resource"
    assert answer.headers["WWW-Authenticate"] == f'Bearer resource_metadata="{where}"'


def test_a_token_that_is_not_good_is_called_so(visitor: Visitor) -> None:
    answer = ByHand(visitor, "sbxat_unknown").send("tools/list")
    assert error(answer)[0] == 401
    assert answer.headers["WWW-Authenticate"].startswith('Bearer error="invalid_token", resource')


def test_a_revoked_grant_ends_with_the_next_call(visitor: Visitor) -> None:
    by_hand = granted(visitor)
    assert by_hand.try_tool("get_account").status_code == 200
    ledger = visitor.sandbox.world.ledger
    ledger.revoke(ledger.grants[-1])
    assert by_hand.try_tool("get_account").status_code == 401


@pytest.mark.parametrize("name", TOOLS)
def test_a_missing_scope_is_a_403_that_names_it(visitor: Visitor, name: str) -> None:
    scope, _, arguments = TOOLS[name]
    others = " ".join(SCOPES.keys() - {scope})
    answer = granted(visitor, others).try_tool(name, **arguments)
    code, message = error(answer)
    assert code == 403
    assert message == f"This connection was not granted {scope}, so it may not {SCOPES[scope]}"
    challenge = f'Bearer error="insufficient_scope", scope="{scope}"'
    assert answer.headers["WWW-Authenticate"] == challenge


def test_a_missing_scope_is_told_before_the_tool_runs(visitor: Visitor) -> None:
    world = visitor.sandbox.world
    tags = list(world.accounts[0].tags)
    granted(visitor, "account:read").try_tool("delete_tag", tagId=tags[0].id)
    assert world.accounts[0].tags == tags
    assert world.audit.rows() == []


@pytest.mark.parametrize("name", TOOLS)
def test_the_one_scope_is_enough(visitor: Visitor, name: str) -> None:
    scope, _, arguments = TOOLS[name]
    assert granted(visitor, scope).try_tool(name, **arguments).status_code == 200
