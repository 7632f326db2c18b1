"""Nothing is installed but what was locked, and from nowhere but PyPI."""

import json
import re
from pathlib import Path

import pytest

from tests.supply_chain.locked import packages, requirements

PYPI = "https://pypi.org/simple"
FILES = "https://files.pythonhosted.org/"
DIGEST = re.compile("sha256:[0-9a-f]{64}")
NPM = ["tests/foreign/package-lock.json", *map(str, Path("benchmarks").glob("*/package-lock.json"))]


def test_every_locked_package_comes_from_pypi_with_the_hash_of_each_of_its_files() -> None:
    locked = packages()

    assert len(locked) > 100
    assert {one.name for one in locked if one.registry != PYPI or not one.files} == set()
    files = [file for one in locked for file in one.files]
    strange = [file for file in files if not file[0].startswith(FILES)]
    assert strange == []
    assert [file for file in files if not DIGEST.fullmatch(file[1])] == []


def test_the_export_that_is_audited_leaves_no_locked_package_out() -> None:
    """Those for other platforms and other Pythons too, which pip-audit would pass over."""
    asked = requirements()

    assert asked.keys() == {(one.name, one.version) for one in packages()}
    assert [text for text in asked.values() if "--hash=sha256:" not in text or ";" in text] == []


def test_what_installs_the_locked_is_locked_itself() -> None:
    """In `make`, and in the image."""
    (requirement,) = Path("uv.txt").read_text().split("\nuv==")[1:]
    assert requirement.count("--hash=sha256:") > 1

    for path in ("Makefile", "Dockerfile"):
        installs = [line for line in Path(path).read_text().splitlines() if "pip install" in line]
        assert ["--require-hashes -r uv.txt" in line for line in installs] == [True], path


@pytest.mark.parametrize("path", NPM)
def test_every_locked_package_of_node_has_its_hash(path: str) -> None:
    locked = json.loads(Path(path).read_text())["packages"]

    assert {name for name, one in locked.items() if name and "integrity" not in one} == set()
