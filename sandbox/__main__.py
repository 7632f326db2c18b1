"""`python -m sandbox`: its origins until Ctrl-C."""

import os
import signal
import sys
from collections.abc import Iterator
from threading import Event
from typing import Any

import click

from sandbox.authorization.clients import Client
from sandbox.debriefs import Debriefs, Ways
from sandbox.onboarding import register_services, settings_of
from sandbox.seed import MOST_PEOPLE, build
from sandbox.server import Running, running
from sandbox.wire import PortTakenError

_PORT = click.IntRange(0, 65535)
_CALLBACK = "http://127.0.0.1:8000/sign-in/callback"


@click.command()
@click.option("--people", default=60, show_default=True, type=click.IntRange(0, MOST_PEOPLE))
@click.option("--login-port", default=8001, show_default=True, type=_PORT)
@click.option("--api-port", default=8002, show_default=True, type=_PORT)
@click.option("--v3-port", type=_PORT, help="Serve the older API, v3, too.")
@click.option("--personify-port", type=_PORT, help="Serve Personify's token and REST API too.")
@click.option("--services", is_flag=True, help="Register services, and print their credentials.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--redirect-uri", multiple=True, default=[_CALLBACK], show_default=True)
@click.option("--debrief-seconds", default=6.0, show_default=True, type=click.FloatRange(0, 600))
@click.option("--edge-people/--no-edge-people", default=True, show_default=True)
@click.option("--connected-apps/--no-connected-apps", default=True, show_default=True)
def main(
    people: int,
    services: bool,
    host: str,
    redirect_uri: tuple[str, ...],
    debrief_seconds: float,
    edge_people: bool,
    connected_apps: bool,
    **ports: Any,
) -> None:
    """A local stand-in of the Profile platform, a port for each origin, with invented people.

    The client's credentials are taken from SANDBOX_CLIENT_ID and SANDBOX_CLIENT_SECRET; where
    these are absent, they are made up and printed as lines for the dashboard's .env file.
    """
    stop = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    world = build(people, edge_people=edge_people, connected_apps=connected_apps)
    world.debriefs = Debriefs(Ways(seconds=debrief_seconds))
    client = world.register(
        "Team Dashboard",
        redirect_uri,
        client_id=os.environ.get("SANDBOX_CLIENT_ID"),
        client_secret=os.environ.get("SANDBOX_CLIENT_SECRET"),
    )
    registered = register_services(world) if services else None
    try:
        with running(world, host=host, **ports) as sandbox:
            for line in (*_settings(sandbox, client), *settings_of(sandbox, registered)):
                click.echo(line)
            click.echo(f"What would be sent to people: {sandbox.login_url}/sandbox/outbox.html")
            click.echo(_ready(sandbox))
            stop.wait()
    except PortTakenError as taken:
        click.echo(taken, err=True)
        sys.exit(1)


def _settings(sandbox: Running, client: Client) -> Iterator[str]:
    """Where the environment gave no secret, the lines that a dashboard needs."""
    if not os.environ.get("SANDBOX_CLIENT_SECRET"):
        yield f"PROFILE_API_URL={sandbox.api_url}"
        yield f"PROFILE_CLIENT_ID={client.client_id}"
        yield f"PROFILE_CLIENT_SECRET={client.client_secret}"


def _ready(sandbox: Running) -> str:
    origins = {"v3": sandbox.v3_url, "Personify": sandbox.personify_url}
    more = "".join(f", {name} {url}" for name, url in origins.items() if url)
    return f"Sandbox: login {sandbox.login_url}, API {sandbox.api_url}{more}"


if __name__ == "__main__":
    main()
