"""Where an export goes: a file that appears when it is whole, or a stream that takes row by row."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from webapp.roster_export.errors import ExportError
from webapp.roster_export.target_kinds import is_stream, must_be_ours, open_already, replaceable


@dataclass(frozen=True, slots=True)
class Target:
    """`said` is what was typed; `path` the file that it leads to, or else `stream` a pipe, a device
    or the number of what is open already, such as standard output.
    """

    said: str
    path: Path | None = None
    stream: str | int | None = None

    @classmethod
    def of(cls, said: str) -> "Target":
        """Raises NoTarget for what cannot be written, before anything is asked of anybody."""
        number = open_already(said)
        if number is not None:
            target = cls(said, stream=number)
        elif is_stream(said):
            target = cls(said, stream=said)
        else:
            target = cls(said, replaceable(said))
        must_be_ours(target.spool.parent)
        return target

    @property
    def spool(self) -> Path:
        """Where what was read is kept meanwhile: beside the file, or in the working folder."""
        return self.path.with_name(f".{self.path.name}.part") if self.path else Path(".roster.part")

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """To write to; a file of mode 600 that takes its place when all is written. Raises
        ExportError.
        """
        try:
            with _replacing(self.path) if self.path else self._stream() as file:
                yield file
        except OSError as error:
            said = f"{self.said} cannot be written: {error.strerror}."
            raise ExportError(f"{said} When that is mended, run this again.") from None

    @contextmanager
    def _stream(self) -> Iterator[BinaryIO]:
        to = os.dup(self.stream) if isinstance(self.stream, int) else self.stream
        assert to is not None  # noqa: S101 # there is no path
        with open(to, "wb", buffering=1 << 16) as file:  # noqa: PTH123 # a number is no path
            yield file


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(8)}.new")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
    try:
        descriptor = os.open(temporary, flags, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            os.fchmod(descriptor, 0o600)
            yield file
            file.flush()
            os.fsync(descriptor)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
