"""What can go wrong between this dashboard and the authorization server, one class per meaning."""


class AuthError(Exception):
    """Anything of this package. Texts are for people and never hold a token, code or state."""


class SignInRequired(AuthError):
    """Nobody is signed in, or the connection to Profile has ended for good."""


class ConnectionInterrupted(SignInRequired):
    """A renewal was cut off between Profile's answer and our note of it; its tokens are lost."""


class KeyMissing(AuthError):
    """What lies in Redis was sealed under a server key that this process does not have.

    It cannot be read here, which is not the same as not being there: nothing has ended.
    """


class ScopeNotGranted(AuthError):
    """The signed-in person did not grant what this page needs: one scope, or several with spaces
    between. `purpose` says what for ("change tags"), "" where that has no words.
    """

    def __init__(self, scope: str, purpose: str = ""):
        super().__init__(f"{scope} is not granted")
        self.scope = scope
        self.purpose = purpose


class LoginUnavailable(AuthError):
    """Profile's authorization server gave no usable answer; nothing has ended, try again."""


class RefreshLimited(LoginUnavailable):
    """The connection was renewed more often than can be right; it has not ended."""


class RenewalRefused(LoginUnavailable):
    """It refuses to renew the connection for a reason that trying again does not mend. It does not
    say that it has ended; a new sign-in may be taken.
    """


class LoginBusy(LoginUnavailable):
    """It says that it does not handle the call just now (429, 503, `temporarily_unavailable`), or
    so many wait for it that the call was not sent.
    """


class Misplaced(LoginUnavailable):
    """No such endpoint is there: what we believe of where it is may be out of date."""


class SignInFailed(AuthError):
    """This sign-in attempt is over; a fresh one may succeed."""


class AttemptUnknown(SignInFailed):
    """No open attempt of this browser has this state: spent, expired, or begun elsewhere."""


class IssuerMismatch(SignInFailed):
    """The answer came from another authorization server than the one asked (RFC 9207)."""


class ConsentDenied(SignInFailed):
    """The person, or Profile, said no (`access_denied`). `more` names the scopes that they came to
    allow, `next` is the page for which, and `back` the one to return to without them.
    """

    def __init__(self, *said: str, more: str = "", next_path: str = "", back: str = ""):
        super().__init__(*said)
        self.more = more
        self.next = next_path
        self.back = back


class AnswerRefused(SignInFailed):
    """The authorization server answered with an error or with something that is no answer."""


class RequestRefused(AnswerRefused):
    """The authorization server answered with an error (RFC 6749 section 5.2)."""


class ResourceRefused(RequestRefused):
    """`invalid_target`: the authorization server does not take our `resource` (RFC 8707)."""


class ClientRefused(AuthError):
    """The authorization server does not accept our client credentials: an operator must act."""


class GrantEnded(AuthError):
    """`invalid_grant`: this code or refresh token is spent, expired or revoked."""


NOTHING_ENDED = (LoginUnavailable, AnswerRefused, ClientRefused)
"""What befalls a refresh without ending its connection."""

NOTHING_SPENT = (RequestRefused, ClientRefused, LoginBusy)
"""What of this also tells that the refresh token was not spent, as far as anybody can know.

An error of RFC 6749 section 5.2 stands in the place of tokens, and a refresh token gives way only
to another one (section 6); 429 and 503 say that the call was not handled (RFC 6585 section 4, RFC
9110 section 15.6.4), and what was not sent is not spent. A broken connection, any other 5xx,
`server_error` or an answer that makes no sense says nothing of it.
"""
