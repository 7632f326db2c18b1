"""How far an export is, on standard error: a line that moves on a terminal, one every ten seconds
where that is asked for, else nothing; and what it came to at the end.
"""

import resource
import sys
import time
from contextlib import suppress
from pathlib import Path

import click

from webapp.roster_export.state import Walk

EVERY = 10.0
"""Seconds between two lines of a log."""
_READINGS = 100
"""People between two looks at the memory."""


class Progress:
    """Of one run; says how many, never who."""

    def __init__(self, *, is_verbose: bool):
        self._moves = bool(sys.stderr and sys.stderr.isatty())  # none where it was closed: `2>&-`
        self._is_verbose = is_verbose
        self._began = self._said = time.monotonic()
        self._pages = self._people = 0
        self._memory: list[tuple[int, int]] = []

    def noted(self, walk: Walk, people: int) -> None:
        """A page is read and kept."""
        self._pages += 1
        self._people += people
        if self._pages % _READINGS == 1:
            self._memory.append((self._people, _peak_kilobytes()))
        elapsed = time.monotonic() - self._began
        line = (
            f"Reading {walk.number}: {self._people:,} people on {self._pages:,} pages, "
            f"{self._people / max(elapsed, 0.001):,.0f} a second"
        )
        if self._moves:
            _echo(f"\r{line}  ", nl=False)
        elif self._is_verbose and time.monotonic() - self._said >= EVERY:
            self._said = time.monotonic()
            _echo(line)

    def say(self, text: str, *, to_all: bool = False) -> None:
        """Something that whoever looks on should know; `to_all`: and whoever reads a quiet job's
        mail.
        """
        if to_all or self._moves or self._is_verbose:
            _echo(f"\n{text}" if self._moves else text)

    def over(self, people: int, target: str) -> None:
        """What it came to; in a quiet run nothing is said."""
        if not (self._moves or self._is_verbose):
            return
        tenth = next((seen for seen in self._memory if seen[0] * 10 >= self._people), (0, 0))[1]
        elapsed = time.monotonic() - self._began
        end = "\n" if self._moves else ""
        _echo(
            f"{end}{people:,} people in {target}. This run read {self._people:,} on "
            f"{self._pages:,} pages in {elapsed:.1f} s; memory at most {tenth / 1024:.1f} MB after "
            f"a tenth of them, {_peak_kilobytes() / 1024:.1f} MB at the end."
        )


def _echo(text: str, *, nl: bool = True) -> None:
    """A reader of the log who has gone stops no export."""
    with suppress(OSError):
        click.echo(text, nl=nl, err=True)


def _peak_kilobytes() -> int:
    """The most memory that this program ever had; where the system tells only the process's, that
    of who started it may be in it.
    """
    with suppress(OSError, ValueError, StopIteration):
        status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        return int(next(line for line in status if line.startswith("VmHWM:")).split()[1])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // 1024 if sys.platform == "darwin" else peak
