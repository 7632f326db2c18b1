"""A registered client into its files: the settings, and apart from them what manages it."""

import os
import secrets
import tempfile
from collections.abc import Mapping
from pathlib import Path

from webapp.registration.answered_metadata import day
from webapp.registration.errors import RegistrationError
from webapp.registration.private_file import Found, Reserved, examined, reserved, write_all
from webapp.registration.settings_text import rewritten, unreadable_line, written
from webapp.registration.values import Management, Registered, Wish
from webapp.settings.weaknesses import key_weakness


def readable(path: Path) -> Found:
    """The settings file as it is. Raises RegistrationError where it must not be written anew."""
    found = examined(path)
    line = unreadable_line(found.text)
    if line is not None:
        raise RegistrationError(f"Line {line} of {path} cannot be read as a setting: mend it.")
    return found


def settings_of(wish: Wish, client: Registered, *, has_keys: bool) -> dict[str, str]:
    """Names and values for the settings file; keys are drawn only where there are none."""
    return {
        "PROFILE_API_URL": wish.api_url,
        "PROFILE_CLIENT_ID": client.client_id,
        "PROFILE_CLIENT_SECRET": client.client_secret,
        "PROFILE_CLIENT_AUTH": client.client_auth,
        "PUBLIC_URL": wish.public_url,
        **({} if has_keys else {"SECRET_KEYS": _drawn()}),
    }


def save(place: Reserved, path: Path, client: Registered, values: Mapping[str, str]) -> None:
    """Write the settings file, from what it holds by now.

    Raises RegistrationError where that fails, which says where the values are instead.
    """
    remarks = {}
    if client.expires is not None:
        remarks["PROFILE_CLIENT_SECRET"] = (
            f"it ends on {day(client.expires)}; register again before"
        )
    try:
        place.commit(rewritten(readable(path).text, values, remarks))
    except (OSError, RegistrationError, KeyboardInterrupt) as error:
        why = error.strerror if isinstance(error, OSError) else str(error) or "you ended it"
        kept = _kept_elsewhere(rewritten("", values, remarks), path)
        raise RegistrationError(
            f"The client {client.client_id} was registered, but {path} was not written: {why}\n"
            f"{kept}"
        ) from None


def management_file(path: Path) -> Path:
    """Where what manages registrations is kept, beside these settings."""
    return path.with_name(f"{path.name}.registration")


def keep_management(path: Path, client_id: str, management: Management) -> str:
    """Note apart from the settings how the registration itself is managed; what came of it.

    Those of earlier clients stay, since nothing else deletes these.
    """
    beside = management_file(path)
    lines = (
        f"# {client_id}: reads, changes and deletes this registration (RFC 7592)",
        f"REGISTRATION_CLIENT_URI={written(management.uri)}",
        f"REGISTRATION_ACCESS_TOKEN={written(management.token)}",
    )
    try:
        with reserved(beside) as place:
            place.commit(examined(beside).text + "\n".join([*lines, ""]))
    except (OSError, RegistrationError):
        return f"What manages the registration could not be kept in {beside}: it is lost."
    return (
        f"{beside} (mode 600) keeps what manages the registration at the server. The dashboard "
        "does not need it: move it to where you keep such things."
    )


def _drawn() -> str:
    """A random key that the settings take; by chance one in millions looks typed."""
    while key_weakness((key := secrets.token_urlsafe(48)).encode()):
        pass
    return key


def _kept_elsewhere(text: str, path: Path) -> str:
    """The secret is given but once: into another private file, rather than lost or shown."""
    try:
        descriptor, name = tempfile.mkstemp(prefix="profile-dashboard-", suffix=".env")
        try:
            write_all(descriptor, text)
        finally:
            os.close(descriptor)
    except OSError:
        return (
            "Nor could its secret be kept anywhere else, so it is lost: ask Profile’s support to "
            "remove this client, and register again."
        )
    return (
        f"Its settings lie in {name} (mode 600): put them into {path}, then delete that file. "
        "Registering again would leave this client unused."
    )
