"""Every package comes under a licence that we allow; what tells none was read by hand."""

import tomllib
from pathlib import Path

import pytest

from tests.supply_chain.licences import installed, is_taken
from tests.supply_chain.locked import Locked, packages, shipped
from tests.supply_chain.vendored import vendored

RULES = tomllib.loads(Path("pyproject.toml").read_text())["tool"]["licences"]
SHIPPED = frozenset(RULES["shipped"])
DEVELOPMENT = SHIPPED | frozenset(RULES["development"])
INSTALLED = installed()


def licence(package: Locked) -> str:
    """Of a package that is not installed here what was read by hand counts, for that version.

    Where another version is installed, as another Python has it, that one's counts.
    """
    there = INSTALLED.get(package.name)
    told = there.licence if there else ""
    return told or RULES["read"].get(f"{package.name}=={package.version}", "")


def test_every_locked_package_comes_under_a_licence_that_is_allowed() -> None:
    products = shipped("--all-extras")
    refused = {
        f"{one.name}=={one.version}": licence(one) or "unknown"
        for one in packages()
        if not is_taken(licence(one), SHIPPED if one.name in products else DEVELOPMENT)
    }

    assert refused == {}, "allow it in pyproject.toml, or do without it"


def test_what_is_installed_is_what_is_locked() -> None:
    """Else the licences above would be those of something else."""
    locked: dict[str, set[str]] = {}
    for one in packages():
        locked.setdefault(one.name, set()).add(one.version)
    there = {name: INSTALLED[name].version for name in locked if name in INSTALLED}

    assert {name for name, version in there.items() if version not in locked[name]} == set()
    assert len(there) > 100


def test_what_was_read_by_hand_is_still_locked() -> None:
    assert set(RULES["read"]) - {f"{one.name}=={one.version}" for one in packages()} == set()


def test_vendored_files_come_under_a_licence_that_is_allowed() -> None:
    assert [one for one in vendored() if not is_taken(one.licence, SHIPPED)] == []


@pytest.mark.parametrize(
    ("expression", "taken"),
    [
        ("MIT", True),
        ("GPL-3.0", False),
        ("", False),
        ("MIT OR GPL-3.0", True),
        ("MIT AND GPL-3.0", False),
        ("GPL-3.0 OR MIT AND ISC", True),
        ("GPL-3.0 AND (ISC OR MIT OR GPL-3.0)", False),
        ("Apache-2.0 WITH LLVM-exception", False),
        ("mit", False),
    ],
)
def test_an_expression_is_taken_only_if_what_we_allow_satisfies_it(
    expression: str, taken: bool
) -> None:
    assert is_taken(expression, frozenset({"MIT", "ISC"})) is taken
