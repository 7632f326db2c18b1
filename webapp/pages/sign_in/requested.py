"""What a sign-in asks for, and what the page says about it. Pure."""

from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from webapp.origins import is_loopback
from webapp.responses.scopes import SENTENCES

NOTICES = {
    "signed-out": "You are signed out.",
    "ended": "Your session has ended. Sign in to go on where you were.",
    "interrupted": "Your connection to Profile was interrupted. Sign in to go on where you were.",
    "connection-ended": "The connection to that account has ended. Sign in to it again, "
    "or go on with the account named above.",
}
_ANY_LOOPBACK_PORT = "http://127.0.0.1:* http://localhost:*"


def notice(name: str | None) -> str | None:
    """The sentence of a known notice; anything else says nothing."""
    return NOTICES.get(name or "")


def requested_scope(
    always: Sequence[str], extra: str, only: str = "", granted: Iterable[str] = ()
) -> list[str]:
    """The scopes to ask for: to allow more, those that were granted and the known ones that are
    added; to give some back, the known ones of `only`; else those always asked for.
    """
    if kept := [scope for scope in only.split() if scope in SENTENCES]:
        return list(dict.fromkeys(kept))
    added = [scope for scope in extra.split() if scope in SENTENCES]
    had = [scope for scope in SENTENCES if scope in set(granted)] if added else []
    return list(dict.fromkeys([*(had or always), *added]))


def is_astray(public_url: str, host: str) -> bool:
    """Whether the browser came by another name of this machine (localhost for 127.0.0.1).

    Cookies set there would not be sent to the address that Profile leads back to.
    """
    public, seen = urlsplit(public_url), urlsplit(f"//{host}")
    return public.netloc != host and is_loopback(public.hostname) and is_loopback(seen.hostname)


def form_action(api_url: str) -> str:
    """Where the sign-in form may lead. Browsers hold this against every redirect that follows,
    and Profile's login may itself lead on to a company's own login, so any https is let through.
    """
    if is_loopback(urlsplit(api_url).hostname):
        return f"'self' https: {_ANY_LOOPBACK_PORT}"
    return "'self' https:"
