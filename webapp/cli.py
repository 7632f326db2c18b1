"""The commands: `webapp demo`, `register`, `serve`, `check` and `export` for operators, and
`verify-log` for anybody.
"""

import logging
import shutil
import sys
from pathlib import Path

import click

from webapp import checkup, server
from webapp import demo as demonstration
from webapp.own_log import NotALog, NoteUnknown, told, verified
from webapp.registration import register
from webapp.roster_export import export
from webapp.settings import SettingsError, environment, from_env


@click.group()
def main() -> None:
    """A dashboard for managers who sign in with Profile."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")


main.add_command(register)
main.add_command(export)


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


@main.command()
@click.option("--json", "for_machines", is_flag=True, help="Say it in JSON.")
def check(for_machines: bool) -> None:
    """Say whether settings, Redis, Profile and the services work; exit 1 if one does not."""
    logging.disable(logging.WARNING)  # what goes wrong is in the table
    rows = checkup.check_all(environment())
    columns = shutil.get_terminal_size().columns
    click.echo(checkup.as_json(rows) if for_machines else checkup.as_table(rows, columns))
    sys.exit(0 if checkup.is_well(rows) else 1)


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--noted", default="", help="The hash of an entry that you noted earlier.")
def verify_log(file: Path, noted: str) -> None:
    """Say whether an exported log (JSON) is as it was written; exit 1 where it is not."""
    try:
        verdict = verified(file.read_bytes(), noted)
    except (NotALog, NoteUnknown) as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{told(verdict)}.", err=not verdict.is_whole)
    sys.exit(0 if verdict.is_whole else 1)
