"""A dashboard with all that it can be given: every service, a Redis with a password, and its
secrets in files.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from redis import Redis

from sandbox.personify.tenants import EVENTS, MAIN_TENANT
from sandbox.seed import build
from sandbox.server import Running, running
from tests.support.dashboard import environment
from tests.support.platform import register_dashboard
from tests.support.ports import free_port
from tests.support.valkey import own_server, url
from webapp.settings.secret_files import SECRETS

PASSWORD = "canary:redis+password%40/of-the-dashboard"
_CLIENT_SECRET = "canary-client-secret.of_the~dashboard"
_JOBS, _SHOWS = "canary+service%secret:of/jobs", "canary+service%secret:of/shows"
_KEYS = ("canary-0vWm4YqTz7Hn2KdRj8LbXs5Gf1Pc9EuA", "canary-q5Zr8Nv2Hc7Tm4Wd9Kx1Lb6Pj3Sf0Gy")


@dataclass(frozen=True)
class Everywhere:
    """`settings` are the environment of the dashboard, `secrets` what must stand nowhere;
    `redis` is a client that needs no password."""

    origin: str
    platform: Running = field(repr=False)
    redis: Redis
    settings: Mapping[str, str] = field(repr=False)
    secrets: tuple[str, ...] = field(repr=False)


@contextmanager
def everywhere(folder: Path, people: int) -> Iterator[Everywhere]:
    """Everything but the dashboard itself runs; `folder` takes the files of its secrets."""
    address = f"127.0.0.1:{free_port()}"
    with (
        own_server() as valkey,
        running(build(people), v3_port=0, personify_port=0) as platform,
        Redis.from_url(url(valkey)) as redis,
    ):
        redis.acl_setuser(
            "dashboard",
            enabled=True,
            passwords=[f"+{PASSWORD}"],
            keys=["*"],
            categories=["+@all"],
            channels=["*"],
        )
        _register(platform, f"http://{address}")
        given = {
            **environment(platform, _redis_url(url(valkey)), f"http://{address}"),
            **_services(platform),
            "BIND": address,
            "PROFILE_CLIENT_SECRET": _CLIENT_SECRET,
            "SECRET_KEYS": ",".join(_KEYS),
        }
        secrets = (PASSWORD, _CLIENT_SECRET, _JOBS, _SHOWS, *_KEYS)
        yield Everywhere(f"http://{address}", platform, redis, _in_files(folder, given), secrets)


def _redis_url(socket: str) -> str:
    return socket.replace("unix://", f"unix://dashboard:{quote(PASSWORD, safe='')}@")


def _register(platform: Running, origin: str) -> None:
    world = platform.world
    register_dashboard(world, origin, client_secret=_CLIENT_SECRET)
    account = world.accounts[0].id
    world.register_service("Jobs", "profile", account, client_id="jobs", client_secret=_JOBS)
    world.register_service(
        "Shows", "personify", MAIN_TENANT, client_id="shows", client_secret=_SHOWS
    )


def _services(platform: Running) -> dict[str, str]:
    return {
        "PROFILE_M2M_CLIENT_ID": "jobs",
        "PROFILE_M2M_CLIENT_SECRET": _JOBS,
        "PROFILE_M2M_AUTH": "basic",
        "PROFILE_V3_CLIENT_ID": "jobs",
        "PROFILE_V3_CLIENT_SECRET": _JOBS,
        "PROFILE_V3_URL": platform.v3_url,
        "PERSONIFY_CLIENT_ID": "shows",
        "PERSONIFY_CLIENT_SECRET": _SHOWS,
        "PERSONIFY_TENANT_ID": MAIN_TENANT,
        "PERSONIFY_API_URL": platform.personify_url,
        "PERSONIFY_TOKEN_URL": f"{platform.personify_url}/connect/token",
        "PERSONIFY_EVENT_ID": EVENTS[MAIN_TENANT][0].id,
    }


def _in_files(folder: Path, given: Mapping[str, str]) -> dict[str, str]:
    """The same settings, each secret in a file that is named for it."""
    for name in SECRETS:
        (folder / name).write_text(given[name])
    named = {f"{name}_FILE": str(folder / name) for name in SECRETS}
    return {**{name: value for name, value in given.items() if name not in SECRETS}, **named}
