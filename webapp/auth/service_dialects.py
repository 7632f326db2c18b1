"""The services that take client credentials, and how each wants to be spoken to: data alone.

Source: Profile API reference, sections 2.2 and 10; Personify API reference, sections 2 and 3.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from webapp.settings import ServiceClient, Settings


@dataclass(frozen=True, slots=True)
class Check:
    """A call that changes nothing, to see whether a token serves: `template` lies below `root`,
    and has `{id}` for the event. `payload` names the member that a right answer has, if known.
    """

    method: str
    root: str
    template: str
    query: Mapping[str, int] = field(default_factory=dict)
    body: Mapping[str, str] | None = None
    payload: str | None = None


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a token is asked for: where (`path` below the API, unless the client has an
    address of its own), credentials in which `place`, and the rest as which kind of `body`.
    `extra` goes along; `tenant_header` is on every call to the API, and has the tenant's id.
    """

    key: str
    name: str
    check: Check
    path: str = ""
    place: Literal["body", "basic"] = "body"
    body: Literal["json", "form", "empty"] = "json"
    extra: Mapping[str, str] = field(default_factory=dict)
    tenant_header: str = ""


@dataclass(frozen=True, slots=True)
class Service:
    """A service that is configured: our client there, and its dialect."""

    client: ServiceClient
    dialect: Dialect

    @property
    def token_url(self) -> str:
        """Where the credentials travel, and nowhere else."""
        return self.client.token_url or self.client.api_url + self.dialect.path

    @property
    def headers(self) -> Mapping[str, str]:
        """What every call to its API says besides the token."""
        name = self.dialect.tenant_header
        return {name: self.client.tenant_id} if name else {}


_PING = MappingProxyType({"ping": "pong"})
PROFILE_V4 = Dialect(
    key="profile-v4",
    name="Profile",
    check=Check("POST", "/api/v4", "/test", body=_PING),
    path="/api/v4/auth",
)
PROFILE_V4_BASIC = Dialect(
    key=PROFILE_V4.key,
    name=PROFILE_V4.name,
    check=PROFILE_V4.check,
    path=PROFILE_V4.path,
    place="basic",
    body="empty",
)
PROFILE_V3 = Dialect(
    key="profile-v3",
    name="Profile v3 (legacy)",
    check=Check("POST", "/v3", "/test", body=_PING),
    path="/v3/auth",
)
PERSONIFY = Dialect(
    key="personify",
    name="Personify",
    check=Check(
        "GET",
        "/api/v1",
        "/exhibitor/event/{id}",
        query=MappingProxyType({"Page": 1, "ItemsPerPage": 1}),
        payload="paginationMetadata",
    ),
    body="form",
    extra=MappingProxyType({"scope": "idp_api"}),
    tenant_header="X-Tenant-Id",
)
ALL = (PROFILE_V4, PROFILE_V3, PERSONIFY)
"""One of each service, in the order in which they are told of."""


def configured(settings: Settings) -> tuple[Service, ...]:
    """The services that the settings have credentials for."""
    given = settings.services
    v4 = given.profile_v4
    pairs = (
        (v4, PROFILE_V4_BASIC if v4 and v4.auth == "basic" else PROFILE_V4),
        (given.profile_v3, PROFILE_V3),
        (given.personify, PERSONIFY),
    )
    return tuple(Service(client, dialect) for client, dialect in pairs if client)
