"""`webapp export roster` as it is typed."""

import signal
import sys
from logging.config import dictConfig
from types import FrameType

import click

from webapp import log_lines
from webapp.roster_export.errors import ExportError, Terminated
from webapp.roster_export.exporting import Wish, carried_out
from webapp.roster_export.progress import Progress
from webapp.roster_export.target import Target
from webapp.roster_export.writing import FORMATS
from webapp.settings import SettingsError, from_env

REFUSED, INTERRUPTED, TERMINATED = 3, 130, 143


@click.group()
def export() -> None:
    """Files for jobs that no person starts, with the service's credentials."""


@export.command()
@click.option(
    "--format", "kind", type=click.Choice(sorted(FORMATS)), default="csv", show_default=True
)
@click.option(
    "--to", "target", metavar="FILE", required=True, help="The file or pipe, or - for stdout."
)
@click.option(
    "--patience",
    default=600.0,
    show_default=True,
    type=click.FloatRange(min=0),
    help="Seconds to wait in all for a platform that is away or asks for fewer calls.",
)
@click.option("--fresh", is_flag=True, help="Begin anew, whatever a broken-off run has read.")
@click.option("--once", is_flag=True, help="Read everybody once, without a second look.")
@click.option("--verbose", is_flag=True, help="Say how far it is, also where nobody looks on.")
def roster(kind: str, target: str, patience: float, fresh: bool, once: bool, verbose: bool) -> None:
    """Everybody in the account, with results and tags.

    \b
    Ends with 0 when the file is written, 1 when that failed for good, 2 when typed
    wrongly, 3 where settings or credentials are refused, 4 when Profile was away for
    too long and 5 while another run writes the same file. After 4, Ctrl-C (130) and
    SIGTERM (143) the next run goes on where this one was.
    """
    signal.signal(signal.SIGTERM, _terminated)
    try:
        wish = Wish(Target.of(target), kind, patience, is_fresh=fresh, once=once)
        settings = from_env()
        # What goes wrong is said: of the log only the security line is.
        dictConfig(log_lines.configuration(settings.log_format, "ERROR"))
        carried_out(settings, wish, Progress(is_verbose=verbose))
    except SettingsError as error:
        _end(f"The settings cannot be used:\n{error}", REFUSED)
    except ExportError as error:
        _end(str(error), error.exit_code)
    except Terminated:
        _end("Ended: run this again to go on from here.", TERMINATED)
    except KeyboardInterrupt:
        _end("Interrupted: run this again to go on from here.", INTERRUPTED)


def _terminated(_number: int, _frame: FrameType | None) -> None:
    """As Ctrl-C does: what was begun is closed in order."""
    raise Terminated


def _end(text: str, code: int) -> None:
    shown = "".join(letter if letter.isprintable() or letter == "\n" else "?" for letter in text)
    click.echo(shown, err=True)
    sys.exit(code)
