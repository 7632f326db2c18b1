"""The platform's scopes in words that a person understands. Source: seed 001, Scopes."""

SENTENCES = {
    "profiles:read": "See the people of your account with their DISC, Focus and Core results",
    "profiles:write": "Invite people, change their details and delete them",
    "tags:manage": "See and change tags, and who has them",
    "account:read": "See your account’s name and settings",
    "account:write": "Change your account’s settings",
}


def sentence(scope: str) -> str:
    """What a scope allows; an unknown one is shown as it is."""
    return SENTENCES.get(scope, scope)


def quoted(scopes: str) -> str:
    """What scopes allow that stand with spaces between: “See …” and “Change …”."""
    return " and ".join(f"“{sentence(scope)}”" for scope in scopes.split())


def known(scopes: str) -> str:
    """Those that this dashboard knows, each once, in their order."""
    return " ".join(dict.fromkeys(scope for scope in scopes.split() if scope in SENTENCES))
