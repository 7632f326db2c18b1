"""The apps that may ask for tokens, and how each says at the login origin that it is it.

The method names are those that Authlib asks of a client (its `ClientMixin`).
"""

import secrets
from dataclasses import dataclass, field
from typing import NamedTuple

from sandbox.authorization.redirect_uris import same_but_for_the_port
from sandbox.scopes import SCOPES

WITH_SECRET = ["client_secret_basic", "client_secret_post"]
PUBLIC = "none"
CLIENT_AUTHENTICATION = [*WITH_SECRET, PUBLIC]
GRANT_TYPES = ["authorization_code", "refresh_token"]


class About(NamedTuple):
    """What an app says of itself, but its name. A publisher is known of apps that the platform
    registered beforehand alone.
    """

    publisher: str | None = None
    uri: str | None = None
    logo_uri: str | None = None
    policy_uri: str | None = None
    tos_uri: str | None = None


_NOTHING = About()


@dataclass(frozen=True)
class Client:
    """An app with its redirect URIs; a public one has an empty secret.

    `dynamic`: it registered itself (RFC 7591), so nobody has checked what it says.
    """

    client_id: str
    client_secret: str = field(repr=False)
    name: str
    redirect_uris: tuple[str, ...]
    auth_methods: tuple[str, ...] = tuple(WITH_SECRET)
    grant_types: tuple[str, ...] = tuple(GRANT_TYPES)
    scopes: tuple[str, ...] = tuple(SCOPES)
    about: About = _NOTHING
    dynamic: bool = False
    first_party: bool = False

    @property
    def is_public(self) -> bool:
        """Whether it has no secret, as an app on somebody's own machine cannot keep one."""
        return self.auth_methods == (PUBLIC,)

    def get_default_redirect_uri(self) -> None:
        """There is none: a request names its redirect URI."""

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        """Compared as text, character by character; a public client's port on this machine is
        its own affair. Source: OAuth 2.1 draft, 2.3.1; RFC 8252, section 7.3.
        """
        if redirect_uri in self.redirect_uris:
            return True
        return self.is_public and same_but_for_the_port(redirect_uri, self.redirect_uris)

    def check_client_secret(self, client_secret: str) -> bool:
        return secrets.compare_digest(self.client_secret.encode(), client_secret.encode())

    def check_endpoint_auth_method(self, method: str, _endpoint: str) -> bool:
        return method in self.auth_methods

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type in self.grant_types

    def get_allowed_scope(self, scope: str | None) -> str | None:
        """The scope as it was asked for; None where any of it is not for this client, or none
        was asked.
        """
        asked = (scope or "").split()
        return " ".join(dict.fromkeys(asked)) if asked and set(asked) <= set(self.scopes) else None
