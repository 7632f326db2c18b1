"""Authlib, set up as our one confidential client.

The client authentication method is the configured one; no second is ever tried.
"""

import base64
import logging
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any
from urllib.parse import quote_plus

import requests
from authlib.integrations.requests_client import OAuth2Session

from webapp.auth.bounded_adapter import BoundedAdapter
from webapp.auth.errors import AuthError, LoginBusy, Misplaced
from webapp.auth.oauth_answers import confirmed, no_answer, told, unreadable
from webapp.settings import Settings
from webapp.turns import Turns
from webapp.upstream import Call, handed_on

# Authlib writes the PKCE verifier to its debug log.
logging.getLogger("authlib").setLevel(logging.INFO)

Timeout = tuple[float, float]
"""Seconds to connect, and to wait for an answer; together, what one call takes at most."""


@cache
def _trust() -> ssl.SSLContext:
    """The machine's certificates, as for the API. Reading them takes 30 ms: once a process."""
    return ssl.create_default_context()


class _Session(OAuth2Session):  # type: ignore[misc]  # it ships no types
    """Authlib's, but it does not read token answers: it would take tokens out of an answer of
    almost any status, and loses them where their life is no whole number.
    """

    def parse_response_token(self, resp: requests.Response) -> dict[str, Any]:
        """What was answered, as it is; raises what it means."""
        self.answer = answer = told(resp)
        self.token: dict[str, str] = {}  # Authlib adds the refresh token that was sent to it
        return answer


class OAuthClient:
    """Calls OAuth endpoints. Every call raises what the answer means, LoginUnavailable when none
    came (LoginBusy where too many wait already, and nothing was sent), AnswerRefused when it cannot
    be read, and tells `on_misplaced` when the endpoint does not seem to be where we look for it.
    Parameters that are None are not sent.
    """

    def __init__(self, settings: Settings, on_misplaced: Callable[[], None]):
        self._settings = settings
        self._on_misplaced = on_misplaced
        self._trust = _trust()
        self._turns = Turns(max(1, settings.threads // 2))

    def redeem(self, url: str, timeout: Timeout, **parameters: str | None) -> dict[str, Any]:
        """Trade a code for tokens."""
        with self._speaking("POST token", timeout) as session:
            session.fetch_token(
                url, grant_type="authorization_code", allow_redirects=False, **parameters
            )
            return session.answer

    def refresh(self, url: str, timeout: Timeout, **parameters: str | None) -> dict[str, Any]:
        """Trade a refresh token for tokens."""
        with self._speaking("POST refresh", timeout) as session:
            session.refresh_token(url, allow_redirects=False, **parameters)
            return session.answer

    def revoke(
        self, url: str, timeout: Timeout, patience: float | None = None, **parameters: str
    ) -> None:
        """Have a token revoked (RFC 7009), once one's turn comes within so many seconds."""
        with self._speaking("POST revoke", timeout, patience) as session:
            confirmed(session.revoke_token(url, allow_redirects=False, **parameters))

    def post(
        self, url: str, timeout: Timeout, form: Mapping[str, str], *, what: str = "form"
    ) -> dict[str, Any]:
        """POST a form, `what` in a word, authenticated as for the token endpoint; the JSON object
        answered.
        """
        method = self._settings.client_auth
        if method == "client_secret_post":  # brings the id, which must not be there twice
            form = {name: value for name, value in form.items() if name != "client_id"}
        with self._speaking(f"POST {what}", timeout) as session:
            auth = session.client_auth(method)
            return told(session.post(url, data=form, auth=auth, allow_redirects=False))

    @contextmanager
    def _speaking(
        self, name: str, timeout: Timeout, patience: float | None = None
    ) -> Iterator[_Session]:
        """One call on a connection of its own: a kept one may break as a refresh token is sent,
        and then nobody knows whether it is spent. Half of the threads that answer requests wait
        for the login at most, so that pages go on which do not need it.
        """
        failure: AuthError
        if not self._turns.take(patience):
            raise LoginBusy("Too many wait for Profile's login.")
        try:
            with Call(name), self._session(timeout) as session:
                yield session
            return
        except requests.RequestException as error:
            failure = no_answer(error)
        except AuthError as error:
            failure = error
        except Exception as error:
            failure = unreadable(error)
        finally:
            self._turns.give_back()
        if isinstance(failure, Misplaced):
            self._on_misplaced()
        raise failure from None

    def _session(self, timeout: Timeout) -> _Session:
        method = self._settings.client_auth
        session = _Session(
            self._settings.client_id,
            self._settings.client_secret,
            token_endpoint_auth_method=method,
            revocation_endpoint_auth_method=method,
            default_timeout=timeout,
        )
        session.register_client_auth_method(("client_secret_basic", _basic))
        session.trust_env = False  # no proxy, as for the API and for discovery
        session.headers.update({"Connection": "close", **handed_on()})
        for scheme in ("https://", "http://"):
            session.mount(scheme, BoundedAdapter(self._trust))
        return session


def _basic(client: Any, _: str, uri: str, headers: Any, body: Any) -> tuple[Any, Any, Any]:
    """RFC 6749 section 2.3.1: form-encode both parts first (Authlib does not)."""
    pair = f"{quote_plus(client.client_id)}:{quote_plus(client.client_secret)}"
    headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    return uri, headers, body
