"""A file that only its owner can read, from its first byte on, and that is old or new, never half.

The new text goes into a file of its own beside it, made with mode 600 whatever the umask, and takes
the place of the old one in one step.
"""

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from webapp.registration.errors import RegistrationError

LARGEST = 1 << 20
PRIVATE = 0o600


@dataclass(frozen=True, slots=True)
class Found:
    """What lies at a path: its text and mode; "" and None where nothing does."""

    text: str = field(repr=False)
    mode: int | None

    @property
    def is_open(self) -> bool:
        """Whether others than its owner could do anything with it."""
        return self.mode is not None and self.mode & 0o077 != 0


class Reserved:
    """A place beside the file, made and held; `commit` puts it in the file's place."""

    def __init__(self, path: Path, temporary: Path, descriptor: int):
        self._path = path
        self._temporary = temporary
        self._descriptor = descriptor

    def commit(self, text: str) -> None:
        """Have the file hold this text, for good. Raises OSError; the old file then stays."""
        write_all(self._descriptor, text)
        self._temporary.replace(self._path)
        with suppress(OSError):  # it is in place; not every file system lets a folder be synced
            _sync_folder(self._path.parent)


def examined(path: Path) -> Found:
    """What lies there. Raises RegistrationError for what must not be replaced: a link, something
    that is no file, somebody else's file, or one that is no text.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        return Found("", None)
    except OSError as error:
        if path.is_symlink():
            raise RegistrationError(f"{path} is a link: name the file that it leads to.") from None
        raise RegistrationError(f"{path} cannot be read: {error.strerror}.") from None
    try:
        about = os.fstat(descriptor)
        if not stat.S_ISREG(about.st_mode):
            raise RegistrationError(f"{path} is no file: give --file another name.")
        if about.st_uid != os.geteuid():
            raise RegistrationError(f"{path} is somebody else’s: run this as its owner.")
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            content = file.read(LARGEST + 1)
    finally:
        os.close(descriptor)
    try:
        if len(content) > LARGEST:
            raise ValueError
        return Found(content.decode(), stat.S_IMODE(about.st_mode))
    except ValueError:
        raise RegistrationError(f"{path} is no settings file: give --file another name.") from None


@contextmanager
def reserved(path: Path) -> Iterator[Reserved]:
    """Hold a place beside the file; gone when the block is left, unless it was committed.

    Raises RegistrationError where no file can be made there.
    """
    temporary = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    try:
        descriptor = os.open(
            temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, PRIVATE
        )
    except OSError as error:
        raise RegistrationError(
            f"{path} cannot be written: {error.strerror}. Nothing was registered, since its "
            "secret would be lost: choose another --file, or mend the folder."
        ) from None
    try:
        os.fchmod(descriptor, PRIVATE)  # a umask may have taken even the owner's rights away
        yield Reserved(path, temporary, descriptor)
    finally:
        os.close(descriptor)
        temporary.unlink(missing_ok=True)


def write_all(descriptor: int, text: str) -> None:
    """All of the text, on the disk. Raises OSError."""
    left = memoryview(text.encode())
    while left:
        left = left[os.write(descriptor, left) :]
    os.fsync(descriptor)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
