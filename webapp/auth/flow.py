"""Signing in: authorization code + PKCE, with state and issuer checked on every answer.

Source: OAuth 2.1 draft section 4.1, RFC 7636, RFC 9207, RFC 9700 section 4.4 (mix-up).
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from werkzeug.datastructures import MultiDict

from webapp.auth.attempts import Attempt, Attempts, new_state
from webapp.auth.callback_answer import CallbackAnswer
from webapp.auth.discovery import Discovery
from webapp.auth.errors import AnswerRefused, GrantEnded, ResourceRefused
from webapp.auth.token_endpoint import TokenEndpoint
from webapp.auth.token_set import TokenSet


class Begun(NamedTuple):
    """Where to send the browser, and the attempt's cookies."""

    url: str
    cookie: tuple[str, str]
    spent_cookies: list[str]


class Finished(NamedTuple):
    """What a sign-in gave, and where the person wanted to go.

    `joins` marks the session whose connections it is to join, `gives_up` the one of which a wider
    connection is to be given up for it, "" for none. `more` and `back` are the attempt's.
    """

    token_set: TokenSet
    next: str
    spent_cookie: str
    joins: str = ""
    gives_up: str = ""
    more: str = ""
    back: str = ""


class _Wish(NamedTuple):
    next: str
    scope: frozenset[str]
    joins: str
    gives_up: str
    opener: str
    more: str
    back: str


class SignInFlow:
    """Begins sign-in attempts and finishes them."""

    def __init__(self, discovery: Discovery, attempts: Attempts, endpoint: TokenEndpoint):
        self._discovery = discovery
        self._attempts = attempts
        self._endpoint = endpoint

    def begin(
        self,
        *,
        next_path: str,
        scope: Iterable[str],
        cookies: Mapping[str, str],
        joins: str = "",
        gives_up: str = "",
        opener: str = "",
        more: str = "",
        back: str = "",
    ) -> Begun:
        """Open an attempt. `next_path` and `back` are paths of ours, already checked; `opener` a
        hash of the network address, of which only so many attempts may be open.

        Raises LoginUnavailable, ClientRefused or AnswerRefused, before anything is stored.
        """
        asked = frozenset(scope)
        return self._open(_Wish(next_path, asked, joins, gives_up, opener, more, back), cookies)

    def finish(self, answer: "MultiDict[str, str]", cookies: Mapping[str, str]) -> Finished | Begun:
        """Turn the browser's answer into tokens. Raises a SignInFailed, or as the exchange does.

        State first, then issuer, then the rest. Where the server does not take our `resource`, the
        sign-in has begun anew without it: the browser is to be sent on.
        """
        told = CallbackAnswer(answer)
        state = told.state()
        attempt = self._attempts.take(state, cookies)
        spent = self._attempts.cookie_name(state)
        try:
            tokens = self._tokens(attempt, told.code(attempt))
        except ResourceRefused:
            if attempt.resource is None:
                raise
            return self._anew(attempt, spent, cookies)
        said = (attempt.joins, attempt.gives_up, attempt.more, attempt.back)
        return Finished(tokens, attempt.next, spent, *said)

    def _tokens(self, attempt: Attempt, code: str) -> TokenSet:
        try:
            return self._endpoint.exchange(
                code,
                attempt.verifier,
                issuer=attempt.issuer,
                asked_scope=attempt.scope,
                resource=attempt.resource,
            )
        except GrantEnded:
            raise AnswerRefused("Profile did not accept the code.") from None

    def _anew(self, attempt: Attempt, spent: str, cookies: Mapping[str, str]) -> Begun:
        wish = _Wish(**{name: getattr(attempt, name) for name in _Wish._fields})
        others = {name: value for name, value in cookies.items() if name != spent}
        begun = self._open(wish, others, with_resource=False)
        return begun._replace(spent_cookies=[spent, *begun.spent_cookies])

    def _open(
        self, wish: _Wish, cookies: Mapping[str, str], *, with_resource: bool = True
    ) -> Begun:
        server = self._discovery.server()
        state, verifier = new_state(), new_state()
        request = self._endpoint.requests.make(
            server, state=state, verifier=verifier, scope=wish.scope, with_resource=with_resource
        )
        attempt = Attempt(
            state=state,
            verifier=verifier,
            issuer=server.issuer,
            issuer_is_told=server.authorization_response_iss_parameter_supported,
            resource=request.resource,
            **wish._asdict(),
        )
        surplus = self._attempts.drop_surplus(cookies)
        return Begun(request.url, self._attempts.add(attempt), surplus)
