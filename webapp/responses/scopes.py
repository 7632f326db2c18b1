"""The platform's scopes in words that a person understands. Source: seed 001, Scopes."""

SENTENCES = {
    "profiles:read": "See the people of your account with their DISC, Focus and Core results",
    "profiles:write": "Invite people, change their details and delete them",
    "tags:manage": "See and change tags, and who has them",
    "account:read": "See your account's name and settings",
    "account:write": "Change your account's settings",
}


def sentence(scope: str) -> str:
    """What a scope allows; an unknown one is shown as it is."""
    return SENTENCES.get(scope, scope)
