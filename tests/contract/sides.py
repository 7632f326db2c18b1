"""Which platforms the contract is held against: the sandbox always, the real one where it is named.

The real one is only read. What is said of it names paths and types, never a value: a token and
real people's data belong into no log.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from tests.sandbox.visitor import MAIN, SECOND
from webapp.origins import is_trustworthy, normalised

URL, TOKEN = "PROFILE_CONTRACT_API_URL", "PROFILE_CONTRACT_TOKEN"


class Token:
    """One access token, which shows itself to nobody but the wire."""

    def __init__(self, value: str) -> None:
        self._value = value

    def access_token(self) -> str:
        """The token."""
        return self._value

    def renew(self, rejected: str) -> str:
        """There is no other."""
        return rejected


@dataclass(frozen=True)
class Side:
    """An account of the sandbox by its name, or the platform by its origin."""

    name: str
    account: str = ""
    origin: str = ""
    token: Token | None = field(default=None, repr=False)

    @property
    def is_platform(self) -> bool:
        """Whether it is the real one."""
        return self.token is not None


SANDBOX = (Side("sandbox", account=MAIN), Side("second-account", account=SECOND))


def sides(environ: Mapping[str, str]) -> tuple[Side, ...]:
    """All there are. Raises UsageError where the real one is named by half, or is no place to send
    a token to.
    """
    address, token = environ.get(URL, ""), environ.get(TOKEN, "")
    if not address and not token:
        return SANDBOX
    if not address or not token:
        raise pytest.UsageError(f"{URL} and {TOKEN} are needed together")
    origin = normalised(address)
    if origin is None or not is_trustworthy(origin):
        raise pytest.UsageError(f"{URL} must be an https origin")
    return (*SANDBOX, Side("platform", origin=origin, token=Token(token)))
