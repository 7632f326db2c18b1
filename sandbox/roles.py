"""What a person is in an account, and what that lets them do.

Source: Profile API reference, section 6: the three roles. What each may do is our assumption: the
documentation has no matrix of it, and names the role for v3 alone (section 10).
"""

from enum import StrEnum

from sandbox.scopes import SCOPES


class Role(StrEnum):
    """Of somebody with a login, in one account."""

    USER = "User"
    MANAGER = "Manager"
    OWNER = "Owner"

    def may(self, scope: str) -> bool:
        """Whether somebody of this role may do what the scope allows an app."""
        return scope not in _DENIED[self]


_DENIED = {
    Role.USER: {"profiles:write", "account:write"},
    Role.MANAGER: {"account:write"},
    Role.OWNER: set[str](),
}


def not_for(role: Role, scope: str) -> str:
    """The sentence for a person whom their role does not let."""
    return f"Your role in this account is {role}, and a {role} may not {SCOPES[scope]}"
