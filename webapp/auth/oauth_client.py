"""Authlib, set up as our one confidential client.

The client authentication method is the configured one; no second is ever tried.
"""

import base64
import logging
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeVar
from urllib.parse import quote_plus

import requests
from authlib.integrations.requests_client import OAuth2Session

from webapp.auth.bounded_adapter import BoundedAdapter
from webapp.auth.errors import AuthError, Misplaced
from webapp.auth.oauth_answers import confirmed, no_answer, told
from webapp.settings import Settings

# Authlib writes the PKCE verifier to its debug log.
logging.getLogger("authlib").setLevel(logging.INFO)

T = TypeVar("T")
Timeout = tuple[float, float]
"""Seconds to connect, and to wait for an answer; together, what one call takes at most."""


class OAuthClient:
    """Calls OAuth endpoints. Every call raises what the answer means, LoginUnavailable when none
    came, and tells `on_misplaced` when the endpoint does not seem to be where we look for it.
    """

    def __init__(self, settings: Settings, on_misplaced: Callable[[], None]):
        self._settings = settings
        self._on_misplaced = on_misplaced
        self._connections = BoundedAdapter(pool_maxsize=settings.threads)

    def redeem(self, url: str, timeout: Timeout, **parameters: str | None) -> dict[str, Any]:
        """Trade a code for tokens; parameters that are None are not sent."""
        call = partial(self._session().fetch_token, grant_type="authorization_code")
        return self._ask(call, dict, url, timeout, **parameters)

    def refresh(self, url: str, timeout: Timeout, **parameters: str | None) -> dict[str, Any]:
        """Trade a refresh token for tokens; parameters that are None are not sent."""
        return self._ask(self._session().refresh_token, dict, url, timeout, **parameters)

    def revoke(self, url: str, timeout: Timeout, **parameters: str) -> None:
        """Have a token revoked (RFC 7009)."""
        self._ask(self._session().revoke_token, confirmed, url, timeout, **parameters)

    def post(self, url: str, timeout: Timeout, form: Mapping[str, str]) -> dict[str, Any]:
        """POST a form, authenticated as for the token endpoint; the JSON object answered."""
        session, method = self._session(), self._settings.client_auth
        if method == "client_secret_post":  # brings the id, which must not be there twice
            form = {name: value for name, value in form.items() if name != "client_id"}
        auth = session.client_auth(method)
        return self._ask(session.post, told, url, timeout, data=form, auth=auth)

    def _ask(
        self,
        call: Callable[..., Any],
        read: Callable[[Any], T],
        url: str,
        timeout: Timeout,
        **parameters: Any,
    ) -> T:
        failure: AuthError
        try:
            return read(call(url, timeout=timeout, allow_redirects=False, **parameters))
        except requests.RequestException as error:
            failure = no_answer(error)
        except AuthError as error:
            failure = error
        if isinstance(failure, Misplaced):
            self._on_misplaced()
        raise failure from None

    def _session(self) -> OAuth2Session:
        """A fresh session for one call (Authlib's keeps the last token it saw)."""
        method = self._settings.client_auth
        session = OAuth2Session(
            self._settings.client_id,
            self._settings.client_secret,
            token_endpoint_auth_method=method,
            revocation_endpoint_auth_method=method,
        )
        session.register_client_auth_method(("client_secret_basic", _basic))
        for answer in ("access_token_response", "refresh_token_response"):
            session.register_compliance_hook(answer, _judged)
        session.trust_env = False  # no proxy, as for the API and for discovery
        session.headers["Connection"] = (
            "close"  # a kept one may be dying as a refresh token is sent
        )
        session.mount("https://", self._connections)
        session.mount("http://", self._connections)
        return session


def _judged(answer: requests.Response) -> requests.Response:
    """Authlib alone would take tokens out of an answer of almost any status."""
    told(answer)
    return answer


def _basic(client: Any, _: str, uri: str, headers: Any, body: Any) -> tuple[Any, Any, Any]:
    """RFC 6749 section 2.3.1: form-encode both parts first (Authlib does not)."""
    pair = f"{quote_plus(client.client_id)}:{quote_plus(client.client_secret)}"
    headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    return uri, headers, body
