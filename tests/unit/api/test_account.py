"""The account, whose payload lies under `data`."""

from datetime import UTC, datetime

import pytest

from tests.unit.api.host import ScriptedHost, stored
from webapp.api import PlatformApi
from webapp.api.account import Account, Billing

TRIAL_END = datetime(2026, 2, 2, 5, tzinfo=UTC)


@pytest.mark.parametrize("name", ["account", "account_trial_in_seconds"])
def test_the_end_of_a_trial_is_read_in_both_forms(
    name: str, platform: PlatformApi, host: ScriptedHost
) -> None:
    host.script = [stored(name)]
    assert platform.account.read().billing == Billing("trialing", TRIAL_END)


def test_an_account_is_read_with_what_was_sent(platform: PlatformApi, host: ScriptedHost) -> None:
    host.script = [stored("account")]
    account = platform.account.read()
    assert host.targets == ["/api/v4/account"]
    assert (account.name, account.type) == ("Harbour & Wren", "Corporate")
    assert (account.reports_generated, account.trial_reports_used) == (17, 2)


def test_an_account_may_have_nothing_but_an_id(platform: PlatformApi, host: ScriptedHost) -> None:
    host.script = [stored("account_bare")]
    assert platform.account.read() == Account("65f0a1b2c3d4e5f607182932")
