"""Small by budget: a file is one room, a function one thought."""

import ast
from pathlib import Path

import pytest

LONGEST_FILE = 150
LONGEST_FUNCTION = 40
LONGEST_CONFTEST = 120
HOUSES = ("webapp", "sandbox")
FILES = sorted(path for house in HOUSES for path in Path(house).rglob("*.py"))
TESTS = sorted(Path("tests").rglob("*.py"))
FORBIDDEN_NAMES = {"utils", "helpers", "common", "manager", "misc"}


@pytest.mark.parametrize("path", FILES, ids=str)
def test_a_file_is_short(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", [path for path in TESTS if path.name == "conftest.py"], ids=str)
def test_a_conftest_is_no_drawer(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= LONGEST_CONFTEST


@pytest.mark.parametrize("path", FILES + TESTS, ids=str)
def test_a_function_is_short(path: Path) -> None:
    tree = ast.parse(path.read_text())
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    long = {
        function.name: length
        for function in functions
        if (length := (function.end_lineno or 0) - function.lineno + 1) > LONGEST_FUNCTION
    }
    assert long == {}


def test_half_of_the_files_are_very_short() -> None:
    lengths = sorted(len(path.read_text().splitlines()) for path in FILES)

    assert lengths[len(lengths) // 2] <= 70


def test_no_file_is_a_drawer_for_everything() -> None:
    assert not [path for path in FILES + TESTS if path.stem in FORBIDDEN_NAMES]
