"""What a role in the account means, as we understand it; pure.

Assumed: Profile names three roles (product reference) and documents the rights of none over its
API. Nothing is refused because of a role; a button that Profile would refuse is not offered.
"""

_MEANINGS = {
    "User": "can look at people and tag them; inviting, changing and deleting people, and changing "
    "the account, is for others.",
    "Manager": "can also invite, change and delete people; changing the account is for owners.",
    "Owner": "can do everything, and sees to the account itself.",
}


def meaning(role: str | None) -> str | None:
    """What follows "A Manager …"; None for a role that is not known here, or none."""
    return _MEANINGS.get(role or "")
