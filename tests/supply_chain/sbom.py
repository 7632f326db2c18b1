"""`make sbom`: what the product is made of, as CycloneDX, from the lock file and the static files.

The packages, with the hashes of their files and who needs whom, are uv's; licences are what their
metadata says, where they are installed here; the vendored files are on their own list.
"""

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

from tests.supply_chain.licences import installed
from tests.supply_chain.locked import exported
from tests.supply_chain.vendored import Vendored, vendored


def bill() -> dict[str, Any]:
    """The bill of the shipped dashboard; tools and tests are not in it."""
    made: dict[str, Any] = json.loads(exported("--no-dev", "--format", "cyclonedx1.5"))
    licences = installed()
    read = tomllib.loads(Path("pyproject.toml").read_text())["tool"]["licences"]["read"]
    for part in made["components"]:
        there = licences.get(part["name"])
        told = there.licence if there else read.get(f"{part['name']}=={part['version']}", "")
        if told:
            part["licenses"] = [{"expression": told}]
    made["components"] += [_component(one) for one in vendored()]
    return made


def _component(one: Vendored) -> dict[str, Any]:
    return {
        "type": "library",
        "bom-ref": one.origin,
        "name": one.name,
        "version": one.version,
        "purl": one.origin,
        "licenses": [{"expression": one.licence}],
        "components": [
            {"type": "file", "name": name, "hashes": [{"alg": "SHA-256", "content": digest}]}
            for name, digest in one.files.items()
        ],
    }


def main(to: str) -> None:
    """Write it there."""
    Path(to).write_text(json.dumps(bill(), indent=2) + "\n")
    sys.stdout.write(f"{to}\n")


if __name__ == "__main__":
    main(sys.argv[1])
