"""Two shapes that other servers have: an array without paging, one element an app.

Source: Keycloak's Account API (`GET /applications`, `DELETE /applications/{clientId}/consent`);
Supabase Auth (`GET /user/oauth/grants`, `DELETE /user/oauth/grants?client_id=`).
"""

from typing import Any

import msgspec

from webapp.api.envelope import Endpoint, Id
from webapp.api.grants.values import App, Grant
from webapp.api.texts import text
from webapp.api.times import parse_time

_CONSENT = Endpoint("/{id}/consent", payload=None, quotes=True)
_BY_APP = Endpoint("?client_id={id}", payload=None, quotes=True)


class _Scope(msgspec.Struct):
    id: str | None = None
    name: str | None = None


class _Consent(msgspec.Struct, rename="camel"):
    granted_scopes: tuple[_Scope, ...] = ()
    created_date: float | None = None
    last_updated_date: float | None = None


class _Application(msgspec.Struct, rename="camel"):
    """Keycloak's; times are Unix milliseconds. Without consent it is no grant."""

    client_id: Id
    client_name: str | None = None
    logo_uri: str | None = None
    policy_uri: str | None = None
    tos_uri: str | None = None
    effective_url: str | None = None
    consent: _Consent | None = None

    def grant(self) -> Grant | None:
        if self.consent is None:
            return None
        named = (scope.name or scope.id for scope in self.consent.granted_scopes)
        app = App(
            id=self.client_id,
            name=text(self.client_name),
            uri=text(self.effective_url),
            logo_uri=text(self.logo_uri),
            policy_uri=text(self.policy_uri),
            tos_uri=text(self.tos_uri),
        )
        return Grant(
            id=self.client_id,
            app=app,
            scopes=tuple(name for name in named if name),
            revocation=_CONSENT,
            granted_at=_milliseconds(self.consent.created_date),
            updated_at=_milliseconds(self.consent.last_updated_date),
        )


class _Client(msgspec.Struct):
    id: Id
    name: str | None = None
    uri: str | None = None
    logo_uri: str | None = None


class _OAuthGrant(msgspec.Struct):
    """Supabase's: one grant an app, revoked by the app's id."""

    client: _Client
    scopes: tuple[str, ...]
    granted_at: Any = None

    def grant(self) -> Grant:
        client = self.client
        return Grant(
            id=client.id,
            app=App(client.id, text(client.name), None, text(client.uri), text(client.logo_uri)),
            scopes=self.scopes,
            revocation=_BY_APP,
            granted_at=parse_time(self.granted_at),
        )


class _Told(msgspec.Struct, rename="camel"):
    client_id: str | None = None


def grants_of(array: bytes) -> list[Grant]:
    """Every grant of an array of either shape. Raises msgspec.MsgspecError for any other."""
    told = msgspec.json.decode(array, type=list[_Told])
    if told and told[0].client_id is not None:
        applications = msgspec.json.decode(array, type=list[_Application])
        return [grant for one in applications if (grant := one.grant()) is not None]
    return [one.grant() for one in msgspec.json.decode(array, type=list[_OAuthGrant])]


def _milliseconds(sent: float | None) -> Any:
    return None if sent is None else parse_time(sent / 1000)
