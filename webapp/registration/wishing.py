"""From settings and options to what is wished for. Pure."""

import re
from collections.abc import Mapping

from webapp.origins import is_trustworthy
from webapp.registration.errors import RegistrationError
from webapp.registration.values import Wish
from webapp.responses.scopes import SENTENCES
from webapp.settings.defaults import CLIENT_AUTH_METHODS, FIRST_SCOPES, PROFILE
from webapp.settings.variables import Variables

INITIAL_TOKEN = "PROFILE_INITIAL_ACCESS_TOKEN"  # noqa: S105  # the name of a variable
LONGEST_NAME = 200

_SENDABLE = re.compile("[!-~]{1,8192}")  # it goes into a header


def wished(env: Mapping[str, str], name: str) -> Wish:
    """The client that these settings need. RegistrationError names all that is wrong with them."""
    given = Variables(env)
    api_url, public_url = given.origin("PROFILE_API_URL", PROFILE), given.origin("PUBLIC_URL")
    auth = given.text("PROFILE_CLIENT_AUTH")
    given.choice("PROFILE_CLIENT_AUTH", CLIENT_AUTH_METHODS)
    problems = given.problems + [
        f"{which} is “{origin}”: give https://host (http on loopback only)."
        for which, origin in (("PROFILE_API_URL", api_url), ("PUBLIC_URL", public_url))
        if origin and not (is_trustworthy(origin) and origin.isprintable())
    ]
    if not name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
        problems.append(f"--name must be one line of 1 to {LONGEST_NAME} characters.")
    token = given.text(INITIAL_TOKEN)
    if token and not _SENDABLE.fullmatch(token):
        problems.append("The initial access token cannot be one: give it alone, on one line.")
    if problems:
        raise RegistrationError("\n".join(f"- {problem}" for problem in problems))
    first = given.text("PROFILE_SCOPES", FIRST_SCOPES["v4"]).split()
    return Wish(
        api_url=api_url,
        public_url=public_url,
        name=name.strip(),
        client_auth=auth,
        scopes=tuple(dict.fromkeys([*first, *SENTENCES])),
        initial_token=token,
    )
