"""`make audit`: is a known vulnerability in anything that the lock file names?

Asks PyPI by pip-audit, which counts what PyPI does not answer for as skipped, and ends well: here
that is no audit, and said so. Ends with 0 when nothing is known of any package, 1 when something
is, 3 when that could not be found out. With `--where-reachable` it ends with 0, as plainly said,
where the service tells nothing at all; what it finds out still counts.
"""

import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.supply_chain.locked import requirements

CLEAN, VULNERABLE, NOT_AUDITED = 0, 1, 3
WHERE_REACHABLE = "--where-reachable"
_PROBED = "flask"
"""A package that every service knows: is it one that answers?"""


@dataclass
class Findings:
    """Vulnerabilities, a line each; for each package that nothing is known of, why."""

    vulnerable: list[str] = field(default_factory=list)
    unaudited: dict[str, str] = field(default_factory=dict)


def main(arguments: Sequence[str]) -> int:
    """`arguments` but `--where-reachable` are handed to pip-audit."""
    accepted = tomllib.loads(Path("pyproject.toml").read_text())["tool"]["audit"]["accepted"]
    service = [each for each in arguments if each != WHERE_REACHABLE]
    service += [part for each in accepted for part in ("--ignore-vuln", each)]
    locked = requirements()
    probe = {key: text for key, text in locked.items() if key[0] == _PROBED}
    if found := ask(probe, service).unaudited:
        _say(
            f"NOT AUDITED: no vulnerability service answers here, so nothing is known of any of "
            f"the {len(locked)} locked packages. {next(iter(found.values()))}"
        )
        return CLEAN if WHERE_REACHABLE in arguments else NOT_AUDITED
    return verdict(ask(locked, service), len(locked))


def verdict(found: Findings, asked: int) -> int:
    """Say what was found of so many packages, and how that ends."""
    for line in found.vulnerable:
        _say(f"VULNERABLE: {line}")
    for name, why in found.unaudited.items():
        _say(f"NOT AUDITED: {name}: {why}")
    if not found.vulnerable:
        known = asked - len(found.unaudited)
        _say(f"No known vulnerability in {known} of {asked} locked packages.")
    if found.vulnerable:
        return VULNERABLE
    return NOT_AUDITED if found.unaudited else CLEAN


def ask(wanted: dict[tuple[str, str], str], service: Sequence[str]) -> Findings:
    """What the service knows of these requirements, given by name and version.

    pip-audit takes each name once in a file, so a second version goes into a second file.
    """
    files: list[dict[str, str]] = []
    for (name, _), text in wanted.items():
        file = next((each for each in files if name not in each), None)
        if file is None:
            files.append(file := {})
        file[name] = text
    found = Findings()
    for each in files:
        told = _told(each.values(), service)
        if told.unaudited.keys() == {""}:
            told.unaudited = dict.fromkeys(each, told.unaudited[""])
        found.vulnerable += told.vulnerable
        found.unaudited |= told.unaudited
    return found


def read(answer: str, trouble: str) -> Findings:
    """What pip-audit said; `trouble` is what it wrote besides. Without a report "" is unaudited."""
    try:
        packages = json.loads(answer)["dependencies"]
    except (ValueError, KeyError):
        last = trouble.strip().splitlines()[-1:] or ["pip-audit said nothing."]
        return Findings(unaudited={"": last[0]})
    found = Findings()
    for one in packages:
        if "skip_reason" in one:
            found.unaudited[one["name"]] = one["skip_reason"]
        found.vulnerable += [
            f"{one['name']} {one['version']}: {each['id']}, mended in "
            f"{', '.join(each['fix_versions']) or 'no version yet'}"
            for each in one.get("vulns", ())
        ]
    return found


def _told(texts: Iterable[str], service: Sequence[str]) -> Findings:
    with tempfile.TemporaryDirectory(prefix="dashboard-audit-") as folder:
        file = Path(folder) / "requirements.txt"
        file.write_text("".join(texts))
        said = subprocess.run(
            [
                *(sys.executable, "-m", "pip_audit", "--requirement", file, "--require-hashes"),
                *("--disable-pip", "--progress-spinner", "off", "--format", "json"),
                *service,
            ],
            capture_output=True,
            text=True,
            timeout=540,
        )
    return read(said.stdout, said.stderr)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
