"""What the lock file names, and what a stranger to it gets of it by uv's export."""

import re
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)
_MARKER = re.compile(r" ; .*(?= \\$)", re.MULTILINE)


@dataclass(frozen=True)
class Locked:
    """A package as it is locked; `files` has the address and the hash of each of its files."""

    name: str
    version: str
    registry: str
    files: tuple[tuple[str, str], ...]


def packages(lock: Path = Path("uv.lock")) -> list[Locked]:
    """Every package but our own, for every platform and every Python."""
    found = tomllib.loads(lock.read_text())["package"]
    return [_locked(one) for one in found if one["name"] != "profile-dashboard"]


def exported(*options: str) -> str:
    """What uv makes of the lock file with these options; the lock file is taken as it is."""
    uv = Path(sys.executable).with_name("uv")
    command = [str(uv), "export", "--quiet", "--frozen", *options]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout


def requirements() -> dict[tuple[str, str], str]:
    """A requirement with its hashes for each name and version, whatever platform it is for."""
    told = ("--all-extras", "--no-emit-project", "--no-header", "--no-annotate")
    text = _MARKER.sub("", exported(*told))
    starts = [*_PINNED.finditer(text)]
    ends = [match.start() for match in starts[1:]] + [len(text)]
    return {
        (str(one[1]), str(one[2])): text[one.start() : end]
        for one, end in zip(starts, ends, strict=True)
    }


def shipped(*extras: str) -> set[str]:
    """The names of the packages that the product is installed with, by uv's options for extras."""
    told = (*extras, "--no-dev", "--no-emit-project", "--no-hashes", "--no-header", "--no-annotate")
    return {str(match[1]) for match in _PINNED.finditer(exported(*told))}


def _locked(one: dict[str, Any]) -> Locked:
    files = [*one.get("wheels", ()), *([one["sdist"]] if "sdist" in one else ())]
    return Locked(
        name=one["name"],
        version=one["version"],
        registry=one["source"].get("registry", ""),
        files=tuple((each.get("url", ""), each.get("hash", "")) for each in files),
    )
