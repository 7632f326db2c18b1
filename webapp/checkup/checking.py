"""All checks, one after the other; what stands on something that failed is not asked."""

from collections.abc import Callable, Mapping
from functools import partial

from webapp.auth import service_dialects
from webapp.auth.metadata import AuthorizationServer
from webapp.checkup.bounded import SECONDS, within
from webapp.checkup.login import Login
from webapp.checkup.redis import check_redis
from webapp.checkup.row import Row, failed, ok, skipped
from webapp.checkup.services import check_service
from webapp.settings import Settings, SettingsError, from_env

SETTINGS, REDIS, DISCOVERY = "Settings", "Redis", "Discovery"
CLIENT, REDIRECT = "Client", "Redirect address"

Check = Callable[[], Row]


def check_all(env: Mapping[str, str], seconds: float = SECONDS) -> list[Row]:
    """A row for each check, in the order in which one mends what failed; `seconds` for each."""
    try:
        settings = from_env(env)
    except SettingsError as error:
        return [failed(str(error), "Mend each that is named.").named(SETTINGS), *_not_yet()]
    said = " ".join([f"Accepted by ALLOW_WEAK: {weak}." for weak in settings.accepted])
    rows = [ok(said or "Complete, and none of them weak.").named(SETTINGS)]
    rows.append(within(REDIS, partial(check_redis, settings), seconds))
    rows += _login(settings, seconds)
    for dialect in service_dialects.ALL:
        rows.append(
            within(f"Service: {dialect.name}", partial(check_service, settings, dialect), seconds)
        )
    return rows


def _login(settings: Settings, seconds: float) -> list[Row]:
    login, found = Login(settings), list[AuthorizationServer]()

    def discover() -> Row:
        row, server = login.discovered()
        if server is not None:
            found.append(server)
        return row

    row = within(DISCOVERY, discover, seconds)
    if not found:
        return [
            row,
            *(_skipped(name, "Not asked: discovery comes first.") for name in (CLIENT, REDIRECT)),
        ]
    return [
        row,
        within(CLIENT, partial(login.client, found[0]), seconds),
        within(REDIRECT, partial(login.redirect, found[0]), seconds),
    ]


def _not_yet() -> list[Row]:
    services = [f"Service: {dialect.name}" for dialect in service_dialects.ALL]
    names = (REDIS, DISCOVERY, CLIENT, REDIRECT, *services)
    return [_skipped(name, "Not asked: the settings come first.") for name in names]


def _skipped(name: str, said: str) -> Row:
    return skipped(said).named(name)
