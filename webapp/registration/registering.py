"""The way of a registration: the login found, one request sent, its answer checked and saved."""

import os
from collections.abc import Iterator
from pathlib import Path

from webapp.auth.discovery import Discovery
from webapp.auth.errors import LoginUnavailable
from webapp.bounded_http import Hosts
from webapp.registration import told
from webapp.registration.answer import registered
from webapp.registration.endpoint import send
from webapp.registration.errors import RegistrationError
from webapp.registration.git import may_be_committed
from webapp.registration.private_file import Found, reserved
from webapp.registration.request import requested
from webapp.registration.saving import keep_management, management_file, save, settings_of
from webapp.registration.values import Request, Wish
from webapp.settings import SettingsError, environment, from_env


def prepared(wish: Wish) -> Request:
    """What is to be sent to the login of this API; reads its metadata. Raises RegistrationError."""
    try:
        server = Discovery(wish.api_url, Hosts()).server()
    except LoginUnavailable as error:
        raise RegistrationError(
            f"{error} Nothing was registered. Check PROFILE_API_URL, and Profile’s status."
        ) from None
    return requested(wish, server)


def carried_out(request: Request, path: Path, before: Found, *, has_keys: bool) -> Iterator[str]:
    """Register and write; what is to be said, piece by piece. Raises RegistrationError."""
    with reserved(path) as place:
        client = registered(request, send(request))
        values = settings_of(request.wish, client, has_keys=has_keys)
        save(place, path, client, values)
    yield told.done(client, request, path, list(values))
    if client.management is not None:
        yield keep_management(path, client.client_id, client.management)
    yield from client.notes
    if before.is_open:
        yield told.OPEN_BEFORE.format(path=path, mode=before.mode)
    for each in (path, management_file(path)):
        if each.exists() and may_be_committed(each):
            yield told.COMMITTABLE.format(path=each)
    others = [name for name, value in values.items() if os.environ.get(name, value) != value]
    if others:
        yield told.overruled(others)
    yield told.next_steps(_problems(path), path)


def _problems(path: Path) -> str:
    try:
        from_env(environment(path))
    except SettingsError as error:
        return str(error)
    return ""
