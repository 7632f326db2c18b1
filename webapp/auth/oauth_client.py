"""Authlib, set up as our one confidential client.

The client authentication method is the configured one; no second is ever tried.
"""

import base64
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote_plus

from authlib.oauth2.client import OAuth2Client

from webapp.auth.errors import AuthError, LoginBusy, Misplaced
from webapp.auth.oauth_answers import confirmed, no_answer, told, unreadable
from webapp.auth.one_call import Answer, OneCall
from webapp.bounded_http import Hosts, HttpFailure
from webapp.settings import Settings
from webapp.turns import Turns
from webapp.upstream import Call, handed_on

# Authlib writes the PKCE verifier to its debug log.
logging.getLogger("authlib").setLevel(logging.INFO)

Timeout = tuple[float, float]
"""Seconds to connect, and to wait for an answer; together, what one call takes at most."""


class _Client(OAuth2Client):  # type: ignore[misc]  # it ships no types
    """Authlib's, but it does not read token answers: it would take tokens out of an answer of
    almost any status, and loses them where their life is no whole number.
    """

    def parse_response_token(self, resp: Answer) -> dict[str, Any]:
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
        self._hosts = Hosts(most_kept=max(1, settings.threads // 2))
        self._turns = Turns(max(1, settings.threads // 2))

    def redeem(self, url: str, timeout: Timeout, **parameters: str | None) -> dict[str, Any]:
        """Trade a code for tokens."""
        with self._speaking("POST token", timeout) as client:
            client.fetch_token(url, grant_type="authorization_code", **parameters)
            return client.answer

    def refresh(self, url: str, timeout: Timeout, **parameters: str | None) -> dict[str, Any]:
        """Trade a refresh token for tokens."""
        with self._speaking("POST refresh", timeout) as client:
            client.refresh_token(url, **parameters)
            return client.answer

    def revoke(
        self, url: str, timeout: Timeout, patience: float | None = None, **parameters: str
    ) -> None:
        """Have a token revoked (RFC 7009), once one's turn comes within so many seconds."""
        with self._speaking("POST revoke", timeout, patience) as client:
            confirmed(client.revoke_token(url, **parameters))

    def post(
        self, url: str, timeout: Timeout, form: Mapping[str, str], *, what: str = "form"
    ) -> dict[str, Any]:
        """POST a form, `what` in a word, authenticated as for the token endpoint; the JSON object
        answered.
        """
        method = self._settings.client_auth
        if method == "client_secret_post":  # brings the id, which must not be there twice
            form = {name: value for name, value in form.items() if name != "client_id"}
        with self._speaking(f"POST {what}", timeout) as client:
            auth = client.client_auth(method)
            return told(client.session.post(url, form, auth))

    @contextmanager
    def _speaking(
        self, name: str, timeout: Timeout, patience: float | None = None
    ) -> Iterator[_Client]:
        """One call on a connection of its own: a kept one may break as a refresh token is sent,
        and then nobody knows whether it is spent. Half of the threads that answer requests wait
        for the login at most, so that pages go on which do not need it.
        """
        failure: AuthError
        if not self._turns.take(patience):
            raise LoginBusy("Too many wait for Profile's login.")
        try:
            with Call(name):
                yield self._client(timeout)
            return
        except HttpFailure as error:
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

    def _client(self, timeout: Timeout) -> _Client:
        method = self._settings.client_auth
        client = _Client(
            OneCall(self._hosts, timeout, handed_on()),
            self._settings.client_id,
            self._settings.client_secret,
            token_endpoint_auth_method=method,
            revocation_endpoint_auth_method=method,
        )
        client.register_client_auth_method(("client_secret_basic", _basic))
        return client


def _basic(client: Any, _: str, uri: str, headers: Any, body: Any) -> tuple[Any, Any, Any]:
    """RFC 6749 section 2.3.1: form-encode both parts first (Authlib does not)."""
    pair = f"{quote_plus(client.client_id)}:{quote_plus(client.client_secret)}"
    headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    return uri, headers, body
