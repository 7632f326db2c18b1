"""What the headers of a refusal add: the scope that is missing, how long to wait."""

from datetime import UTC, datetime

import pytest
import time_machine

from tests.unit.api.host import ScriptedHost, answer, refused
from webapp.api import Forbidden, PlatformApi, TooMany

NOW = datetime(2026, 3, 4, 10, 0, 0, 500_000, UTC)


@pytest.mark.parametrize(
    ("challenge", "scope"),
    [
        ("Bearer scope=tags:manage", "tags:manage"),
        ('bearer SCOPE = "profiles:read tags:manage"', "profiles:read tags:manage"),
        ('Basic realm="x", Bearer resource_metadata="https://a.test/b",scope="a"', "a"),
        ('Bearer error_description="needs scope=\\"b\\", really", scope="a"', "a"),
        ('Bearer error_description="needs scope=b"', None),
        ('Bearer xscope="a"', None),
        ('Bearer scope="a', None),
        ('Bearer scope=""', None),
        ('Bearer scope="a\\"b"', None),
        ("Bearer", None),
        ("", None),
        ('"' * 60_000, None),
        ("scope" * 12_000, None),
        ("a " * 1000 + 'scope="a"', None),
    ],
)
def test_a_challenge_is_read_tolerantly(
    challenge: str, scope: str | None, platform: PlatformApi, host: ScriptedHost
) -> None:
    host.script = [answer(b"", 403, WWW_Authenticate=challenge)]
    error = refused(platform, Forbidden)
    assert (error.scope, error.message) == (scope, None)


@pytest.mark.parametrize(
    ("sent", "seconds"),
    [
        ("7", 7),
        (" 0 ", 0),
        ("Wed, 04 Mar 2026 10:00:30 GMT", 30),
        ("Wed, 04 Mar 2026 10:00:30 -0000", 30),
        ("Wed, 04 Mar 2026 09:00:00 GMT", 0),
        ("Wed, 04 Mar 2026 12:00:00 +0100", 3600),
        ("-5", None),
        ("1.5", None),
        ("٣", None),
        ("9" * 5000, None),
        ("soon", None),
        ("Wed, 99 Mar 2026 10:00:30 GMT", None),
        ("", None),
    ],
)
def test_the_wait_is_read_from_seconds_or_a_date(
    sent: str, seconds: int | None, platform: PlatformApi, host: ScriptedHost
) -> None:
    host.script = [answer(b"", 429, Retry_After=sent)]
    with time_machine.travel(NOW, tick=False):
        error = refused(platform, TooMany)
    assert error.retry_after == seconds
