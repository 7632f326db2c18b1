"""The operator's commands: `webapp demo` and `webapp serve`."""

import logging
import sys

import click

from webapp import demo as demonstration
from webapp import server
from webapp.settings import SettingsError, from_env


@click.group()
def main() -> None:
    """A dashboard for managers who sign in with Profile."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")


@main.command()
@click.option("--people", default=60, show_default=True, help="People in the sandbox's account.")
@click.option("--port", default=8000, show_default=True, help="Dashboard; login and API follow it.")
def demo(people: int, port: int) -> None:
    """Show the whole thing on this machine: Valkey, sandbox and dashboard."""
    try:
        demonstration.run(people=people, port=port)
    except demonstration.CannotStart as error:
        raise click.ClickException(str(error)) from None


@main.command()
def serve() -> None:
    """Serve the dashboard from the settings in the environment."""
    try:
        server.serve(from_env())
    except SettingsError as error:
        click.echo(f"The dashboard cannot start:\n{error}", err=True)
        sys.exit(1)
