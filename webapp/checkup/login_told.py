"""What the login's answers say of discovery, client and redirect address. Pure.

Source: RFC 6749 sections 3.1.2.4 (a wrong redirect address is never redirected to), 4.1.2.1, 5.2.
"""

from urllib.parse import parse_qs, urlsplit

from webapp.auth.errors import (
    AuthError,
    ClientRefused,
    GrantEnded,
    LoginUnavailable,
    RequestRefused,
)
from webapp.checkup.row import Row, failed, ok, skipped

_LOOK = "Look at its status and at the way there; then try again."
_CLIENT = (
    "Compare PROFILE_CLIENT_ID, PROFILE_CLIENT_SECRET and PROFILE_CLIENT_AUTH with what Profile "
    "registered."
)


def discovered_told(error: LoginUnavailable) -> Row:
    """The metadata cannot be had, or is not what it must be."""
    return failed(str(error), f"Check PROFILE_API_URL. {_LOOK}")


def client_told(error: AuthError) -> Row:
    """What the token endpoint said to a made-up code: who refuses the code knows the client."""
    if isinstance(error, GrantEnded):
        return ok("The login knows the client: it refuses a made-up code, not the client.")
    if isinstance(error, ClientRefused):
        return failed("The login does not accept the client id and secret.", _CLIENT)
    if isinstance(error, RequestRefused):
        return skipped(f"Whether the login knows the client cannot be told: {error}")
    return failed(str(error), _LOOK)


def redirect_told(told: AuthError | tuple[int, str], redirect_uri: str) -> Row:
    """Of the status and `Location` that an authorization request got, or of a refused push."""
    if isinstance(told, ClientRefused):
        return failed("The login does not accept the client id and secret.", _CLIENT)
    if isinstance(told, LoginUnavailable):
        return failed(str(told), _LOOK)
    if isinstance(told, AuthError):
        return _refused(str(told), redirect_uri)
    status, location = told
    if status == 429 or status >= 500:
        return failed(f"The login answered {status}.", _LOOK)
    if status >= 400:
        return _refused(
            f"The login refuses a sign-in that comes from here ({status}).", redirect_uri
        )
    if _is_of(location, redirect_uri):
        return _sent_back(location)
    return ok(f"{redirect_uri} is taken, as far as can be told without signing in.")


def _refused(said: str, redirect_uri: str) -> Row:
    return failed(
        said, f"Have exactly {redirect_uri} registered for this client, or mend PUBLIC_URL."
    )


def _is_of(location: str, redirect_uri: str) -> bool:
    return location.partition("?")[0] == redirect_uri


def _sent_back(location: str) -> Row:
    """The address is taken, since it was redirected to; with an error something else is not."""
    if "error" not in parse_qs(urlsplit(location).query):
        return ok("The redirect address is taken.")
    return failed(
        "The redirect address is taken, but the login refuses what is asked for there.",
        "Compare PROFILE_SCOPES with what this client may ask for.",
    )
