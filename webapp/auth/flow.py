"""Signing in: authorization code + PKCE, with state and issuer checked on every answer.

Source: OAuth 2.1 draft section 4.1, RFC 7636, RFC 9207, RFC 9700 section 4.4 (mix-up).
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from werkzeug.datastructures import MultiDict

from webapp.auth.attempts import Attempt, Attempts, new_state
from webapp.auth.discovery import Discovery
from webapp.auth.errors import (
    AnswerRefused,
    AttemptUnknown,
    ConsentDenied,
    GrantEnded,
    IssuerMismatch,
)
from webapp.auth.token_endpoint import TokenEndpoint
from webapp.auth.token_set import TokenSet


class Begun(NamedTuple):
    """Where to send the browser, and the attempt's cookies."""

    url: str
    cookie: tuple[str, str]
    spent_cookies: list[str]


class Finished(NamedTuple):
    """What a sign-in gave, and where the person wanted to go."""

    token_set: TokenSet
    next: str
    spent_cookie: str


class SignInFlow:
    """Begins sign-in attempts and finishes them."""

    def __init__(self, discovery: Discovery, attempts: Attempts, endpoint: TokenEndpoint):
        self._discovery = discovery
        self._attempts = attempts
        self._endpoint = endpoint

    def begin(self, *, next_path: str, scope: Iterable[str], cookies: Mapping[str, str]) -> Begun:
        """Open an attempt. `next_path` is a path of ours, already checked.

        Raises LoginUnavailable, before anything is stored, when Profile cannot be asked.
        """
        server = self._discovery.server()
        attempt = Attempt(
            state=new_state(),
            verifier=new_state(),
            issuer=server.issuer,
            issuer_is_told=server.authorization_response_iss_parameter_supported,
            scope=frozenset(scope),
            next=next_path,
        )
        url = self._endpoint.authorization_url(
            server, state=attempt.state, verifier=attempt.verifier, scope=attempt.scope
        )
        surplus = self._attempts.drop_surplus(cookies)
        return Begun(url, self._attempts.add(attempt), surplus)

    def finish(self, answer: "MultiDict[str, str]", cookies: Mapping[str, str]) -> Finished:
        """Turn the browser's answer into tokens. Raises a SignInFailed, or as the exchange does.

        State first, then issuer, then the rest: an `error` from a stranger is not acted on.
        """
        state = _only(answer, "state")
        if state is None:
            raise AttemptUnknown("The answer carries no state.")
        attempt = self._attempts.take(state, cookies)
        _check_issuer(attempt, answer)
        code = _code(answer)
        try:
            tokens = self._endpoint.exchange(
                code, attempt.verifier, issuer=attempt.issuer, asked_scope=attempt.scope
            )
        except GrantEnded:
            raise AnswerRefused("Profile did not accept the code.") from None
        return Finished(tokens, attempt.next, self._attempts.cookie_name(state))


def _check_issuer(attempt: Attempt, answer: "MultiDict[str, str]") -> None:
    """RFC 9207 section 2.4: compare as plain strings; promised but absent is refused too."""
    issuer = _only(answer, "iss")
    if issuer is None and not attempt.issuer_is_told:
        return
    if issuer != attempt.issuer:
        raise IssuerMismatch("The answer is not from the authorization server that was asked.")


def _code(answer: "MultiDict[str, str]") -> str:
    error, code = _only(answer, "error"), _only(answer, "code")
    if error == "access_denied":
        raise ConsentDenied("Access was not allowed.")
    if error is not None:
        raise AnswerRefused(f"Profile answered {error[:60]!r}.")
    if not code:
        raise AnswerRefused("The answer carries no code.")
    return code


def _only(answer: "MultiDict[str, str]", name: str) -> str | None:
    """A parameter's value; sent twice, it is nobody's word (RFC 6749 section 3.1)."""
    values = answer.getlist(name)
    if len(values) > 1:
        raise AnswerRefused(f"The answer carries {name} more than once.")
    return values[0] if values else None
