"""A wire to every side for the tests that read, and the sandbox alone for those that write."""

import os
from collections.abc import Generator, Iterator

import pytest
import requests

from sandbox.seed import build
from sandbox.server import Running, running
from tests.contract.sides import SANDBOX, Side, Token, sides
from tests.contract.telling import told
from tests.contract.wire import Wire, wire_to
from tests.sandbox.visitor import CALLBACK, Visitor


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Each test that reads runs once for every side; there is nothing to skip."""
    if "wire" in metafunc.fixturenames:
        metafunc.parametrize("wire", sides(os.environ), ids=lambda side: side.name, indirect=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Of a real platform nothing is told but what is not as agreed, and where."""
    report = yield
    side = item.callspec.params.get("wire") if hasattr(item, "callspec") else None
    if isinstance(side, Side) and side.is_platform:
        report.sections = []
        if call.excinfo and not isinstance(report.longrepr, tuple):
            report.longrepr = told(call.excinfo)
    return report


@pytest.fixture(scope="session")
def served() -> Iterator[Running]:
    with running(build(60)) as sandbox:
        sandbox.world.register("Contract", [CALLBACK], client_id="contract")
        yield sandbox


@pytest.fixture
def visitor(served: Running) -> Iterator[Visitor]:
    """Of the sandbox, as seeded."""
    served.world.reset()
    with requests.Session() as http:
        yield Visitor(served, served.world.clients["contract"], http)


@pytest.fixture
def wire(request: pytest.FixtureRequest) -> Iterator[Wire]:
    """To read from, on whichever side."""
    side: Side = request.param
    if side.token is not None:
        origin, token = side.origin, side.token
    else:
        visitor: Visitor = request.getfixturevalue("visitor")
        origin = visitor.sandbox.api_url
        token = Token(visitor.tokens(account=side.account)["access_token"])
    with wire_to(side, origin, token) as connected:
        yield connected


@pytest.fixture
def sandbox_wire(visitor: Visitor) -> Iterator[Wire]:
    """To write to, which nobody but the sandbox may be."""
    token = Token(visitor.tokens()["access_token"])
    with wire_to(SANDBOX[0], visitor.sandbox.api_url, token) as connected:
        yield connected
