"""The registration request, from what is wished for and what the server says of itself. Pure.

Source: RFC 7591 sections 2 and 3.1; RFC 8414 section 2 (`registration_endpoint`,
`token_endpoint_auth_methods_supported`).
"""

import re

from webapp.auth.metadata import AuthorizationServer
from webapp.origins import is_trustworthy
from webapp.registration.errors import NotOffered, RegistrationError
from webapp.registration.values import Request, Wish
from webapp.settings.defaults import CLIENT_AUTH_METHODS

GRANT_TYPES = ("authorization_code", "refresh_token")

_ADDRESS = re.compile("[!-~]+")


def requested(wish: Wish, server: AuthorizationServer) -> Request:
    """What to send, and where to. Raises NotOffered where the server registers no programs, and
    RegistrationError where it cannot be what we need.
    """
    url = server.registration_endpoint
    if not url:
        raise NotOffered(_by_hand(wish, server.issuer))
    if not _ADDRESS.fullmatch(url) or not is_trustworthy(url):
        raise RegistrationError(
            f"{server.issuer} names a registration address that is not https: nothing is sent "
            "there. Tell Profile’s support."
        )
    auth = _auth(wish, server.token_endpoint_auth_methods_supported)
    return Request(wish, server.issuer, url, auth, _metadata(wish, auth))


def _metadata(wish: Wish, auth: str) -> dict[str, object]:
    """The site of the client is named where others can reach it: some servers take https alone."""
    site = {"client_uri": wish.public_url} if wish.public_url.startswith("https:") else {}
    return {
        "client_name": wish.name,
        "redirect_uris": [wish.redirect_uri],
        "grant_types": list(GRANT_TYPES),
        "response_types": ["code"],
        "token_endpoint_auth_method": auth,
        "scope": " ".join(wish.scopes),
        **site,
    }


def _auth(wish: Wish, supported: list[str] | None) -> str:
    """How the client is to prove itself: as the operator chose, else the first that both speak."""
    ours = (wish.client_auth,) if wish.client_auth else CLIENT_AUTH_METHODS
    both = [method for method in ours if supported is None or method in supported]
    if both:
        return both[0]
    others = [method for method in CLIENT_AUTH_METHODS if method in (supported or ())]
    raise RegistrationError(
        f"The login does not take {' or '.join(ours)} from a client: "
        + (f"set PROFILE_CLIENT_AUTH to {others[0]}." if others else "ask Profile’s support.")
    )


def _by_hand(wish: Wish, issuer: str) -> str:
    return f"""\
{issuer} does not register programs by itself: its metadata names no registration_endpoint.
Ask Profile’s support to register a client:

  Name                  {wish.name}
  Kind                  confidential (its secret stays on a server)
  Redirect address      {wish.redirect_uri}  (exactly this)
  Grant types           {", ".join(GRANT_TYPES)}
  Response type         code
  Authentication        {wish.client_auth or CLIENT_AUTH_METHODS[0]}
  Scopes                {" ".join(wish.scopes)}

Then set PROFILE_CLIENT_ID and PROFILE_CLIENT_SECRET to what they give you."""
