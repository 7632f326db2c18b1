"""Apps that register themselves, as an AI assistant does before it first asks for tokens.

Source: RFC 7591. Whoever comes is taken, so all that they say is bounded and kept as data.
"""

import secrets
import time
from typing import Annotated

import msgspec
from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc7591 import InvalidClientMetadataError, InvalidRedirectURIError
from msgspec import Meta, Struct, field

from sandbox.authorization.clients import (
    CLIENT_AUTHENTICATION,
    GRANT_TYPES,
    PUBLIC,
    About,
    Client,
)
from sandbox.authorization.redirect_uris import is_web_address, may_be_registered
from sandbox.current import world
from sandbox.scopes import SCOPES

MOST_CLIENTS = 1_000
LARGEST_BODY = 64 * 1024

_Uri = Annotated[str, Meta(max_length=2_000)]
_Word = Annotated[str, Meta(max_length=100)]


class _Wish(Struct):
    """The metadata that is understood; what else is sent is passed over, as RFC 7591 has it."""

    redirect_uris: Annotated[tuple[_Uri, ...], Meta(min_length=1, max_length=10)]
    client_name: Annotated[str, Meta(max_length=200)] = ""
    auth_method: _Word = field(default=PUBLIC, name="token_endpoint_auth_method")
    grant_types: Annotated[tuple[_Word, ...], Meta(max_length=10)] = tuple(GRANT_TYPES)
    response_types: Annotated[tuple[_Word, ...], Meta(max_length=10)] = ("code",)
    scope: Annotated[str, Meta(max_length=500)] = " ".join(SCOPES)
    client_uri: _Uri | None = None
    logo_uri: _Uri | None = None
    policy_uri: _Uri | None = None
    tos_uri: _Uri | None = None


def register(body: bytes) -> dict[str, object]:
    """Takes a new client in; what it is told of itself (RFC 7591, section 3.2.1).

    Raises OAuth2Error: `invalid_redirect_uri`, `invalid_client_metadata`, and
    `temporarily_unavailable` (503) where there are too many already.
    """
    client = _client(_checked(_read(body)))
    with world().ledger.lock:
        if sum(each.dynamic for each in world().clients.values()) >= MOST_CLIENTS:
            raise OAuth2Error(
                "Too many apps are registered.", error="temporarily_unavailable", status_code=503
            )
        world().clients[client.client_id] = client
    return _told(client)


def _read(body: bytes) -> _Wish:
    if len(body) > LARGEST_BODY:
        raise InvalidClientMetadataError("The body is too large.")
    try:
        return msgspec.json.decode(body, type=_Wish)
    except msgspec.ValidationError as error:
        ours = "redirect_uris" in str(error)
        kind = InvalidRedirectURIError if ours else InvalidClientMetadataError
        raise kind(str(error)) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InvalidClientMetadataError("The body must be a JSON object.") from error


def _checked(wish: _Wish) -> _Wish:
    if not all(map(may_be_registered, wish.redirect_uris)):
        raise InvalidRedirectURIError("A redirect URI must be https, or http on this machine.")
    addresses = {wish.client_uri, wish.logo_uri, wish.policy_uri, wish.tos_uri} - {None}
    refusals = {
        "An address of the app must be https.": not all(is_web_address(str(a)) for a in addresses),
        "The token_endpoint_auth_method is not supported.": (
            wish.auth_method not in CLIENT_AUTHENTICATION
        ),
        "A grant type is not supported.": not set(wish.grant_types) <= set(GRANT_TYPES),
        "Without authorization_code there is no way to tokens.": (
            "authorization_code" not in wish.grant_types
        ),
        "The one response type is code.": set(wish.response_types) != {"code"},
        "A scope is unknown.": not set(wish.scope.split()) <= SCOPES.keys(),
    }
    for reason, met in refusals.items():
        if met:
            raise InvalidClientMetadataError(reason)
    return wish


def _client(wish: _Wish) -> Client:
    client_id = f"client_{secrets.token_hex(8)}"
    public = wish.auth_method == PUBLIC
    return Client(
        client_id=client_id,
        client_secret="" if public else secrets.token_urlsafe(32),
        name=wish.client_name if wish.client_name.strip() else client_id,
        redirect_uris=wish.redirect_uris,
        auth_methods=(wish.auth_method,),
        grant_types=tuple(dict.fromkeys(wish.grant_types)),
        scopes=tuple(dict.fromkeys(wish.scope.split())) or tuple(SCOPES),
        about=About(None, wish.client_uri, wish.logo_uri, wish.policy_uri, wish.tos_uri),
        dynamic=True,
    )


def _told(client: Client) -> dict[str, object]:
    about = client.about
    said: dict[str, object] = {
        "client_id": client.client_id,
        "client_id_issued_at": int(time.time()),
        "client_name": client.name,
        "redirect_uris": client.redirect_uris,
        "token_endpoint_auth_method": client.auth_methods[0],
        "grant_types": client.grant_types,
        "response_types": ["code"],
        "scope": " ".join(client.scopes),
        "client_uri": about.uri,
        "logo_uri": about.logo_uri,
        "policy_uri": about.policy_uri,
        "tos_uri": about.tos_uri,
    }
    if not client.is_public:
        said |= {"client_secret": client.client_secret, "client_secret_expires_at": 0}
    return {name: value for name, value in said.items() if value is not None}
