"""`webapp register` as it is typed."""

import io
import logging
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import IO

import click
from dotenv import dotenv_values

from webapp.registration import told
from webapp.registration.errors import RegistrationError
from webapp.registration.private_file import Found
from webapp.registration.registering import carried_out, prepared
from webapp.registration.saving import readable
from webapp.registration.wishing import INITIAL_TOKEN, wished
from webapp.settings import environment

LARGEST_TOKEN = 16_384


@click.command()
@click.option("--api-url", metavar="URL", help="Instead of PROFILE_API_URL.")
@click.option("--public-url", metavar="URL", help="Instead of PUBLIC_URL.")
@click.option("--name", default="Profile dashboard", show_default=True, help="As people see it.")
@click.option(
    "--file",
    "path",
    default=".env",
    show_default=True,
    type=click.Path(path_type=Path),
    help="The settings file to write, mode 600.",
)
@click.option(
    "--initial-access-token-file",
    "token_file",
    type=click.File("rb"),
    help=f"Where Profile gave you one; instead of {INITIAL_TOKEN}.",
)
@click.option("--force", is_flag=True, help="Replace a client without asking.")
@click.option("--dry-run", is_flag=True, help="Say what would be sent; register nothing.")
def register(
    api_url: str | None,
    public_url: str | None,
    name: str,
    path: Path,
    token_file: IO[bytes] | None,
    force: bool,
    dry_run: bool,
) -> None:
    """Register this dashboard at Profile's login, and write the settings file.

    \b
    Ends with 0 when done, 1 when refused or failed, 2 when typed wrongly,
    3 where Profile's login registers no programs (it then says what to ask for),
    4 when nobody can tell whether a client was registered.
    """
    logging.disable(logging.WARNING)  # what goes wrong is said
    try:
        before = readable(path)
        given = {"PROFILE_API_URL": api_url, "PUBLIC_URL": public_url}
        if token_file is not None:
            given[INITIAL_TOKEN] = _initial_token(token_file)
        env = {**environment(path), **{key: value for key, value in given.items() if value}}
        request = prepared(wished(env, name))
        if dry_run:
            return _say(told.dry_run(request, path))
        _must_be_replaceable(before, path, force=force)
        for piece in carried_out(request, path, before, has_keys=_has_keys(env)):
            _say(piece)
    except RegistrationError as error:
        click.echo(told.shown(str(error)), err=True)
        sys.exit(error.exit_code)


def _initial_token(file: IO[bytes]) -> str:
    """Never typed as an argument: other users of the machine see those."""
    token = file.read(LARGEST_TOKEN).decode(errors="replace").strip()
    if not token:
        raise RegistrationError("The file of the initial access token is empty.")
    return token


def _must_be_replaceable(before: Found, path: Path, *, force: bool) -> None:
    """Raises RegistrationError where a client of an earlier time is to stay."""
    client_id = dotenv_values(stream=io.StringIO(before.text)).get("PROFILE_CLIENT_ID")
    if not client_id or force:
        return
    if not sys.stdin.isatty() or not click.confirm(told.shown(told.question(client_id, path))):
        raise RegistrationError(told.not_replaced(client_id, path))


def _has_keys(env: Mapping[str, str]) -> bool:
    return bool(env.get("SECRET_KEYS") or env.get("SECRET_KEYS_FILE"))


def _say(text: str) -> None:
    click.echo(told.shown(text))
