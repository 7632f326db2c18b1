"""Authlib, set up as our one confidential client."""

import base64
import logging
import ssl
from typing import Any
from urllib.parse import quote_plus

import requests
from authlib.integrations.requests_client import OAuth2Session
from requests.adapters import HTTPAdapter

from webapp.settings import Settings

# Authlib writes the PKCE verifier to its debug log.
logging.getLogger("authlib").setLevel(logging.INFO)


class OAuthClient:
    """Makes Authlib sessions that share connections but never a token."""

    def __init__(self, settings: Settings):
        self._settings = settings
        self._connections = _SystemTrust(pool_maxsize=settings.threads)

    def session(self) -> OAuth2Session:
        """A fresh session for one call (Authlib's keeps the last token it saw).

        The client authentication method is the configured one; no second is ever tried.
        """
        settings = self._settings
        session = OAuth2Session(
            settings.client_id,
            settings.client_secret,
            token_endpoint_auth_method=settings.client_auth,
            revocation_endpoint_auth_method=settings.client_auth,
            code_challenge_method="S256",
        )
        session.register_client_auth_method(("client_secret_basic", _basic))
        for answer in ("access_token_response", "refresh_token_response"):
            session.register_compliance_hook(answer, _not_too_soon)
        session.trust_env = False  # no proxy, as for the API and for discovery
        session.mount("https://", self._connections)
        session.mount("http://", self._connections)
        return session


class _SystemTrust(HTTPAdapter):
    """Trusts the machine's own certificates too, as urllib3 does for the API."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, ssl_context=ssl.create_default_context(), **kwargs)


def _not_too_soon(answer: requests.Response) -> requests.Response:
    """429 says nothing about a grant, whatever its body says."""
    if answer.status_code == requests.codes.too_many_requests:
        raise requests.HTTPError("too many requests")
    return answer


def _basic(client: Any, _: str, uri: str, headers: Any, body: Any) -> tuple[Any, Any, Any]:
    """RFC 6749 section 2.3.1: form-encode both parts first (Authlib does not)."""
    pair = f"{quote_plus(client.client_id)}:{quote_plus(client.client_secret)}"
    headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    return uri, headers, body
