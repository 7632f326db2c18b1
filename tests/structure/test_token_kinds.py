"""A person's token serves only that person, a service's no person: the type checker holds it."""

import subprocess
import sys
from pathlib import Path

import pytest

from webapp import service_calls
from webapp.service_calls import finding

MODULES = {path.stem for path in Path("webapp/service_calls").glob("[a-z]*.py")}
NEEDED = """
from webapp.api import PersonTokens, ServiceTokens
from webapp.auth.service_token import ServiceTokenSource
from webapp.auth.token_keeper import TokenKeeper
from webapp.outbound import Outbound
from webapp.own_log import Buffered
from webapp.service_calls.calls import ServiceCalls
from webapp.services import Services

def mixed(
    person: TokenKeeper, service: ServiceTokenSource, ways: Outbound, built: Services,
    calls: ServiceCalls,
) -> None:
"""
RIGHT = (
    "ways.platform(person, Buffered())",
    "built.platform(person, Buffered())",
    "ways.grants(person, Buffered())",
    "calls.transport(service)",
    "one: PersonTokens = person; other: ServiceTokens = service",
)
WRONG = (
    "ways.platform(service, Buffered())",
    "built.platform(service, Buffered())",
    "ways.grants(service, Buffered())",
    "calls.transport(person)",
    "one: PersonTokens = service",
    "other: ServiceTokens = person",
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What mypy says of all of them, one a line."""
    folder = tmp_path_factory.mktemp("mixed")
    lines = "\n".join(f"    {line}" for line in (*RIGHT, *WRONG))
    (folder / "mixed.py").write_text(NEEDED + lines + "\n")
    command = [sys.executable, "-m", "mypy", "--config-file", "pyproject.toml"]
    result = subprocess.run(
        [*command, "--cache-dir", ".mypy_cache", str(folder / "mixed.py")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.stderr == ""
    return result.stdout


@pytest.mark.parametrize("line", RIGHT)
def test_each_kind_goes_its_own_way(line: str, told: str) -> None:
    assert f":{_number(line)}: error" not in told


@pytest.mark.parametrize("line", WRONG)
def test_no_kind_goes_the_way_of_the_other(line: str, told: str) -> None:
    assert f":{_number(line)}: error" in told


def test_transports_are_built_where_the_kind_is_looked_at_and_nowhere_else() -> None:
    builders = [
        str(path) for path in Path("webapp").rglob("*.py") if " Transport(" in path.read_text()
    ]

    assert sorted(builders) == ["webapp/outbound.py", "webapp/service_calls/calls.py"]


def test_what_pages_may_import_of_services_holds_no_token() -> None:
    """The import-linter's contract forbids the rest by name; the package itself must be empty."""
    assert [name for name in vars(service_calls) if name[0] != "_" and name not in MODULES] == []
    allowed = vars(finding).values()
    assert not any(isinstance(value, type) and "Token" in value.__name__ for value in allowed)
    contract = Path("pyproject.toml").read_text()
    forbidden = {name for name in MODULES if f'"webapp.service_calls.{name}"' in contract}
    assert MODULES - forbidden == {"finding", "telling"}


def _number(line: str) -> int:
    return NEEDED.count("\n") + 1 + (*RIGHT, *WRONG).index(line)
