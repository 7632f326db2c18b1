"""How these tests treat a real platform: only reading, and telling nothing of what they read.

A second sandbox plays the platform, for a run of pytest in a process of its own.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from sandbox.authorization.extensions import Extensions
from sandbox.faults import Fault, Kind
from tests.contract.sides import TOKEN, URL, Side, Token, sides
from tests.contract.wire import Disagreement, wire_to
from tests.sandbox.visitor import Visitor
from webapp.bounded_http import Limits

HERE = Path(__file__).parent
READING = {path.name for path in HERE.glob("test_*.py")} - {"test_writing.py", Path(__file__).name}
PLATFORM = {URL: "https://vanguard.test", TOKEN: "canary-token"}
Ran = subprocess.CompletedProcess[str]


def run(visitor: Visitor, token: str, *files: str) -> Ran:
    """The reading tests of these files against the platform alone, as noisy as pytest can be."""
    chosen = [str(HERE / file) for file in files or READING]
    noisy = ("-p", "no:cacheprovider", "-vv", "-ra", "--showlocals", "--log-level=DEBUG")
    named = {URL: visitor.sandbox.api_url, TOKEN: token}
    return subprocess.run(
        [sys.executable, "-m", "pytest", *noisy, "-k", "platform", "-n", "0", *chosen],
        env=os.environ | named,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


def test_a_platform_that_agrees_is_read_and_nothing_else(visitor: Visitor) -> None:
    token = visitor.tokens()["access_token"]
    visitor.sandbox.world.witness.clear()

    ran = run(visitor, token)

    assert ran.returncode == 0, ran.stdout
    assert " skipped" not in ran.stdout
    assert " xfailed" not in ran.stdout
    arrived = visitor.sandbox.world.witness.arrivals()
    assert len(arrived) > 50
    assert {arrival.method for arrival in arrived} == {"GET"}
    assert visitor.sandbox.world.audit.rows() == []
    assert token not in ran.stdout + ran.stderr


def test_what_a_platform_does_otherwise_is_listed_and_no_value_of_it(visitor: Visitor) -> None:
    world = visitor.sandbox.world
    world.extensions = Extensions(aliases=False, account_settings=False)
    world.faults.add(Fault(Kind.BROKEN, path="/api/v4/profile/"))
    world.faults.add(Fault(Kind.HTML, path="/api/v4/profiles", times=1))
    world.faults.add(Fault(Kind.RESET, path="/api/v4/profiles", skip=1, times=1))
    token = visitor.tokens(granted="profiles:read account:read")["access_token"]

    ran = run(visitor, token, "test_clients.py", "test_single.py")

    assert ran.returncode == 1
    assert "Disagreement: an unknown profile was answered with 500" in ran.stdout
    assert "Disagreement: /profiles is not called JSON" in ran.stdout
    assert "NoAnswer" in ran.stdout
    assert "Assumed, and not so: /resource-aliases" in ran.stdout
    assert "Assumed, and not so: /account has logo" in ran.stdout
    assert "The token was not granted what /tags needs" in ran.stdout
    told = ran.stdout + ran.stderr
    assert token[:12] not in told
    everybody = world.accounts[0].profiles.page(1, 100)
    private = {text for one in everybody for text in (one.email, one.first_name, one.id) if text}
    assert {text for text in private if text in told} == set()


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "HEAD"])
@pytest.mark.parametrize("origin", ["https://vanguard.test", "http://127.0.0.1:1"])
def test_nothing_but_reading_leaves_for_a_platform(origin: str, method: str) -> None:
    side = Side("platform", origin=origin, token=Token("canary-token"))
    with (
        wire_to(side, origin, Token("canary-token")) as wire,
        pytest.raises(Disagreement, match=f"{method} must never be sent"),
    ):
        wire.host.exchange(method, "/api/v4/tag", {}, Limits())


def test_without_the_environment_there_is_the_sandbox_alone() -> None:
    assert [side.name for side in sides({})] == ["sandbox", "second-account"]
    assert [side.name for side in sides(PLATFORM)][2:] == ["platform"]
    assert "canary" not in repr(sides(PLATFORM))


@pytest.mark.parametrize(
    "environ",
    [
        {URL: PLATFORM[URL]},
        {TOKEN: "canary-token"},
        PLATFORM | {URL: "http://vanguard.test"},
        PLATFORM | {URL: "vanguard.test"},
        PLATFORM | {URL: "https://vanguard.test/api/v4"},
    ],
)
def test_a_platform_that_is_named_by_half_or_in_the_open_is_refused(
    environ: Mapping[str, str],
) -> None:
    with pytest.raises(pytest.UsageError) as refused:
        sides(environ)
    assert "canary" not in str(refused.value)
