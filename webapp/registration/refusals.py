"""What an answer means that registers nobody, and what to do about it. Pure.

Source: RFC 7591 section 3.2.2; RFC 6750 section 3; RFC 9110 section 10.2.3 (`Retry-After`).
"""

import re
from collections.abc import Mapping

from webapp.registration.errors import RegistrationError, Unclear
from webapp.registration.values import Request
from webapp.registration.wishing import INITIAL_TOKEN
from webapp.retry_after import seconds_asked

_ASK = "Ask Profile’s support to register this client."
_ADVICE = {
    "invalid_redirect_uri": "It does not take the redirect address {uri}. Mend PUBLIC_URL, or ask "
    "Profile’s support which addresses it takes.",
    "invalid_client_metadata": "It does not take something of what was sent: see what that is by "
    "--dry-run, and compare PROFILE_SCOPES and PROFILE_CLIENT_AUTH with what it supports.",
    "invalid_software_statement": f"It wants another software statement; none is sent. {_ASK}",
    "unapproved_software_statement": f"It wants an approved software statement. {_ASK}",
    "invalid_token": f"It does not accept the initial access token. {_ASK}",
    "insufficient_scope": f"The initial access token may not register clients. {_ASK}",
    "access_denied": f"It does not let this program register. {_ASK}",
}
_NEEDS_TOKEN = (
    "It registers only who has an initial access token (401). Ask Profile’s support for one, and "
    f"give it by --initial-access-token-file, or as {INITIAL_TOKEN}."
)
_NOT_TAKEN = (
    "It does not accept the initial access token (401). Ask Profile’s support for another one."
)
_NOT_HERE = (404, 405, 410)
_PRINTABLE = re.compile("[ -~]{1,300}")


def refusal(
    request: Request, status: int, headers: Mapping[str, str], said: Mapping[str, object]
) -> RegistrationError:
    """The error for an answer with this status and JSON object, of which something says that
    nothing was registered, or nothing says what was.
    """
    if status in (429, 503):
        return RegistrationError(_later(status, headers))
    if status >= 500:
        return Unclear(f"The server answered {status}.")
    if 300 <= status < 400:
        return RegistrationError(
            f"The server answered with a redirect ({status}), which is not followed: what it "
            "would get is meant for the address in the metadata alone. Tell Profile’s support."
        )
    if status in _NOT_HERE:
        return RegistrationError(f"Nothing is at {request.url} ({status}). {_ASK}")
    return RegistrationError(_meaning(request, status, said))


def _later(status: int, headers: Mapping[str, str]) -> str:
    wait = seconds_asked(headers.get("retry-after", "").strip())
    when = "later" if wait is None else f"in {wait} seconds"
    why = f"The server registers nobody just now ({status})."
    return f"{why} Nothing was registered; try again {when}."


def _meaning(request: Request, status: int, said: Mapping[str, object]) -> str:
    """Only a known word is repeated: any other may be an echo."""
    error = said.get("error")
    if isinstance(error, str) and error in _ADVICE:
        advice = _ADVICE[error].format(uri=request.wish.redirect_uri)
        return f"The server answered “{error}”. {advice}{_own(request, said)}"
    if status == 401:
        return _NOT_TAKEN if request.wish.initial_token else _NEEDS_TOKEN
    if status == 403:
        return f"The server does not let this program register (403). {_ASK}"
    return (
        f"The server answered {status} with something that RFC 7591 does not know. Check "
        "PROFILE_API_URL, and whether a proxy answers in its place; then ask Profile’s support."
    )


def _own(request: Request, said: Mapping[str, object]) -> str:
    """The server's own sentence, unless it holds our secret or is no plain text."""
    text = said.get("error_description")
    if not isinstance(text, str) or not _PRINTABLE.fullmatch(text):
        return ""
    if request.wish.initial_token and request.wish.initial_token in text:
        return ""
    return f"\nIts own words: {text}"
