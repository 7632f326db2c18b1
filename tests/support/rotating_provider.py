"""An authorization server in memory: every refresh token is good for one use.

Like the sandbox's, but without a wire: fast enough for tens of thousands of refreshes, and what
happens in the middle of one can be told to it.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from webapp.auth.errors import GrantEnded, LoginUnavailable
from webapp.auth.metadata import AuthorizationServer
from webapp.auth.token_endpoint import TokenEndpoint
from webapp.auth.token_set import TokenSet

ISSUER = "https://login.test"
LIFETIME = 3600.0
SERVER = AuthorizationServer(
    issuer=ISSUER,
    authorization_endpoint=f"{ISSUER}/authorize",
    token_endpoint=f"{ISSUER}/token",
)


class Reuse(StrEnum):
    """What a second use of a refresh token is taken for."""

    THEFT = "theft"  # its grant is over (RFC 9700 section 4.14.2)
    MISTAKE = "mistake"  # refused, and the newest one stays good
    MISHAP = "mishap"  # answered again


class Grant:
    """One person's consent. `is_muddled`: an answer was lost, or a token was used twice."""

    def __init__(self, person: str):
        self.person = person
        self.is_over = self.is_muddled = False
        self.live: set[str] = set()
        self.unspent: set[str] = set()
        self.spent: set[str] = set()


class Call(NamedTuple):
    """What befalls the next refresh: before it arrives, and after it was granted."""

    before: Callable[[], None] = lambda: None
    after: Callable[[], None] = lambda: None


class RotatingProvider(TokenEndpoint):
    """What the keeper asks of a token endpoint."""

    def __init__(self, clock: Callable[[], float], reuse: Reuse):
        self._now = clock
        self._reuse = reuse
        self._issued = 0
        self.grants: list[Grant] = []
        self.next_call = Call()

    def allow(self, person: str) -> TokenSet:
        """A new grant, and its first tokens."""
        self.grants.append(Grant(person))
        return self._issue(self.grants[-1])

    def grant_of(self, tokens: TokenSet) -> Grant:
        """Whose tokens these are."""
        return next(g for g in self.grants if str(tokens.refresh_token) in g.unspent | g.spent)

    def server(self) -> AuthorizationServer:
        return SERVER

    def refresh(self, token_set: TokenSet, server: AuthorizationServer) -> TokenSet:
        assert server is SERVER
        call, self.next_call = self.next_call, Call()
        call.before()
        grant, token = self.grant_of(token_set), str(token_set.refresh_token)
        if token in grant.spent:
            self._meet_reuse(grant)
        if grant.is_over:
            raise GrantEnded("It is over.")
        grant.unspent.discard(token)
        grant.spent.add(token)
        fresh = self._issue(grant)
        try:
            call.after()
        except BaseException:
            grant.is_muddled = True
            raise
        return fresh

    def revoke(self, token_set: TokenSet, _: float | None = None) -> None:
        grant = self.grant_of(token_set)
        grant.is_over = True
        grant.live.clear()

    def _meet_reuse(self, grant: Grant) -> None:
        grant.is_muddled = True
        if self._reuse is Reuse.THEFT:
            grant.is_over = True
        if self._reuse is Reuse.MISTAKE:
            raise GrantEnded("It was used before.")

    def _issue(self, grant: Grant) -> TokenSet:
        self._issued += 1
        access, refresh = f"{grant.person}:at{self._issued}", f"{grant.person}:rt{self._issued}"
        grant.live.add(access)
        grant.unspent.add(refresh)
        answer = {"access_token": access, "token_type": "Bearer", "expires_in": LIFETIME}
        answer |= {"refresh_token": refresh}
        return TokenSet.from_answer(answer, now=self._now(), issuer=ISSUER, asked_scope=["a"])


def breaks() -> None:
    """No answer comes."""
    raise LoginUnavailable("It broke.")
