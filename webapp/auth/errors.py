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
    """The signed-in person did not grant what this page needs."""

    def __init__(self, scope: str):
        super().__init__(f"{scope} is not granted")
        self.scope = scope


class LoginUnavailable(AuthError):
    """Profile's authorization server gave no usable answer; nothing has ended, try again."""


class RefreshLimited(LoginUnavailable):
    """The connection was renewed more often than can be right; it has not ended."""


class Misplaced(LoginUnavailable):
    """No such endpoint is there: what we believe of where it is may be out of date."""


class SignInFailed(AuthError):
    """This sign-in attempt is over; a fresh one may succeed."""


class AttemptUnknown(SignInFailed):
    """No open attempt of this browser has this state: spent, expired, or begun elsewhere."""


class IssuerMismatch(SignInFailed):
    """The answer came from another authorization server than the one asked (RFC 9207)."""


class ConsentDenied(SignInFailed):
    """The person, or Profile, said no (`access_denied`)."""


class AnswerRefused(SignInFailed):
    """The authorization server answered with an error or with something that is no answer."""


class ResourceRefused(AnswerRefused):
    """`invalid_target`: the authorization server does not take our `resource` (RFC 8707)."""


class ClientRefused(AuthError):
    """The authorization server does not accept our client credentials: an operator must act."""


class GrantEnded(AuthError):
    """`invalid_grant`: this code or refresh token is spent, expired or revoked."""


NOTHING_ENDED = (LoginUnavailable, AnswerRefused, ClientRefused)
"""What befalls a refresh without ending its connection."""
