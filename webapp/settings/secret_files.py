"""Secrets that lie in files: `NAME_FILE` says where the setting NAME is.

So that none need stand in the environment, which every process of the same user can read
(/proc/PID/environ), child processes inherit, and service managers print.
"""

from pathlib import Path

SECRETS = (
    "PROFILE_CLIENT_SECRET",
    "PROFILE_M2M_CLIENT_SECRET",
    "PROFILE_V3_CLIENT_SECRET",
    "PERSONIFY_CLIENT_SECRET",
    "REDIS_URL",
    "SECRET_KEYS",
)
"""The settings that may lie in a file of their own."""

SECRET_FILES = tuple(f"{name}_FILE" for name in SECRETS)
_LARGEST = 65_536


def read(path: str) -> str:
    """The text of such a file, without the white space around it.

    Raises ValueError that says, in the words after “names a file that”, what is wrong.
    """
    try:
        with Path(path).open("rb") as file:
            text = file.read(_LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no such name"
        raise ValueError(f"cannot be read ({reason})") from None
    if len(text) > _LARGEST:
        raise ValueError("is too large for a secret")
    try:
        value = text.decode().strip()
    except UnicodeDecodeError:
        raise ValueError("holds what is no text") from None
    if not value:
        raise ValueError("is empty")
    return value
