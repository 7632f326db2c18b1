"""The apps of the seeded world, all invented: assistants, tools, one forgotten, one hostile.

Days are counted back from the beginning of the world. People and accounts are meant by their
place in it: 0 is the owner of both accounts, and the main account.
"""

import secrets
from typing import NamedTuple

from sandbox.activity import Via
from sandbox.authorization.clients import PUBLIC, WITH_SECRET, About, Client
from sandbox.scopes import SCOPES

_EVERY_SCOPE = tuple(SCOPES)


class ConnectionPlan(NamedTuple):
    """One consent: who, for which account and scopes, and how many days ago what happened.

    `runs_out` is below 0, since it is still to come; `refused` is an action that the app tries
    now and then without the scope for it.
    """

    person: int
    account: int
    scopes: tuple[str, ...]
    granted: float
    used: float | None = None
    calls: int = 0
    changed: float | None = None
    runs_out: float | None = None
    refused: str = ""


class AppPlan(NamedTuple):
    """An app, by which door it comes, and who connected it."""

    client: Client
    via: Via
    connections: tuple[ConnectionPlan, ...]


def _assistant(number: int, name: str, about: About) -> Client:
    """Registered itself, on somebody's machine: public."""
    return Client(
        client_id=f"client_a551{number:012x}",
        client_secret="",
        name=name,
        redirect_uris=("http://127.0.0.1/callback",),
        auth_methods=(PUBLIC,),
        about=about,
        dynamic=True,
    )


def _tool(number: int, name: str, publisher: str, domain: str) -> Client:
    """Registered beforehand, with a secret that nobody here knows."""
    site = f"https://{domain}"
    return Client(
        client_id=f"client_7001{number:012x}",
        client_secret=secrets.token_urlsafe(32),
        name=name,
        redirect_uris=(f"{site}/profile/callback",),
        auth_methods=tuple(WITH_SECRET),
        about=About(publisher, site, f"{site}/logo.png", f"{site}/privacy", f"{site}/terms"),
    )


PLANS = (
    AppPlan(
        _assistant(1, "Wrenlight Assistant", About(uri="https://wrenlight.test")),
        "mcp",
        (
            ConnectionPlan(
                0,
                0,
                ("profiles:read", "account:read"),
                41.2,
                used=0.02,
                calls=64,
                refused="tag.create",
            ),
            ConnectionPlan(0, 1, ("profiles:read",), 12.4, used=2.3, calls=9),
            ConnectionPlan(1, 0, ("profiles:read", "tags:manage"), 20.6, used=0.1, calls=23),
        ),
    ),
    AppPlan(
        _assistant(2, "Pellmere Companion", About(uri="https://pellmere.test")),
        "mcp",
        (
            ConnectionPlan(0, 0, ("profiles:read", "tags:manage"), 6.3),
            ConnectionPlan(3, 1, ("profiles:read",), 15.8),
        ),
    ),
    AppPlan(
        _tool(1, "Stonegable People", "Stonegable Systems", "people.stonegable.test"),
        "rest",
        (
            ConnectionPlan(0, 0, _EVERY_SCOPE, 230.5, used=1.0, calls=1_240),
            ConnectionPlan(1, 0, _EVERY_SCOPE, 180.1, used=1.1, calls=310),
        ),
    ),
    AppPlan(
        _tool(2, "Ferrywick Sync", "Ferrywick Labs", "ferrywick.test"),
        "rest",
        (ConnectionPlan(0, 0, ("profiles:write", "tags:manage"), 412.7, used=200.0, calls=187),),
    ),
    AppPlan(
        _tool(3, "Almsford Reports", "Almsford Analytics", "reports.almsford.test"),
        "rest",
        (
            ConnectionPlan(
                0,
                1,
                ("profiles:read", "account:read"),
                75.9,
                used=3.2,
                calls=58,
                changed=30.4,
                runs_out=-29.6,
            ),
            ConnectionPlan(3, 1, ("profiles:read",), 66.0, used=8.5, calls=12),
        ),
    ),
    AppPlan(
        _assistant(3, '<i title="x">Helper</i> \u202eelbatsurt \u2066' + "very " * 30, About()),
        "mcp",
        (ConnectionPlan(2, 0, ("profiles:read",), 3.3, used=0.5, calls=4),),
    ),
)
