"""`python -m sandbox`: both origins until Ctrl-C."""

import os
import signal
import sys
from threading import Event

import click

from sandbox.debriefs import Debriefs, Ways
from sandbox.seed import MOST_PEOPLE, build
from sandbox.server import running
from sandbox.wire import PortTakenError

_PORT = click.IntRange(0, 65535)
_CALLBACK = "http://127.0.0.1:8000/sign-in/callback"


@click.command()
@click.option("--people", default=60, show_default=True, type=click.IntRange(0, MOST_PEOPLE))
@click.option("--login-port", default=8001, show_default=True, type=_PORT)
@click.option("--api-port", default=8002, show_default=True, type=_PORT)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--redirect-uri", multiple=True, default=[_CALLBACK], show_default=True)
@click.option("--debrief-seconds", default=6.0, show_default=True, type=click.FloatRange(0, 600))
@click.option("--edge-people/--no-edge-people", default=True, show_default=True)
@click.option("--connected-apps/--no-connected-apps", default=True, show_default=True)
def main(
    people: int,
    login_port: int,
    api_port: int,
    host: str,
    redirect_uri: tuple[str, ...],
    debrief_seconds: float,
    edge_people: bool,
    connected_apps: bool,
) -> None:
    """A local stand-in of the Profile platform, on two ports, with invented people.

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
    try:
        with running(world, login_port=login_port, api_port=api_port, host=host) as sandbox:
            if not os.environ.get("SANDBOX_CLIENT_SECRET"):
                click.echo(f"PROFILE_API_URL={sandbox.api_url}")
                click.echo(f"PROFILE_CLIENT_ID={client.client_id}")
                click.echo(f"PROFILE_CLIENT_SECRET={client.client_secret}")
            click.echo(f"What would be sent to people: {sandbox.login_url}/sandbox/outbox.html")
            click.echo(f"Sandbox: login {sandbox.login_url}, API {sandbox.api_url}")
            stop.wait()
    except PortTakenError as taken:
        click.echo(taken, err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
