"""What of others lies among our static files, as its own list says."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path("static/vendor")
LIST = FOLDER / "vendored.toml"


@dataclass(frozen=True)
class Vendored:
    """`files` has the SHA-256 of each file; `origin` is a package URL (purl)."""

    name: str
    version: str
    licence: str
    origin: str
    files: dict[str, str]


def vendored() -> list[Vendored]:
    """Everything on the list; fails where an entry leaves something out, or says more."""
    return [Vendored(name, **told) for name, told in tomllib.loads(LIST.read_text()).items()]
