"""Every call that the client can make has a sentence."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from webapp import api
from webapp.api.envelope import Endpoint
from webapp.pages.own_log.sentences import SENTENCES, About, about, result, sentence

MODULES = [
    importlib.import_module(found.name)
    for found in pkgutil.walk_packages(api.__path__, "webapp.api.")
]
METHODS = {"get": "GET", "fetch": "GET", "put": "PUT"}


def called(module: ModuleType, endpoint: Endpoint) -> str:
    """The path as the log has it."""
    root = "{grants}" if module.__name__.startswith("webapp.api.grants") else ""
    return root + endpoint.template


def endpoints() -> set[str]:
    """The paths of every Endpoint there is."""
    return {
        called(module, value)
        for module in MODULES
        for name, value in vars(module).items()
        if isinstance(value, Endpoint)
    }


def calls() -> Iterator[str]:
    """Method and path of each call whose endpoint stands in the call itself."""
    for module in MODULES:
        for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text())):
            match node:
                case ast.Call(
                    func=ast.Attribute(
                        value=ast.Attribute(attr="_transport"), attr="send" | "order"
                    ),
                    args=[ast.Constant(value=str(method)), ast.Name(id=name), *_],
                ):
                    pass
                case ast.Call(
                    func=ast.Attribute(value=ast.Attribute(attr="_transport"), attr=verb),
                    args=[ast.Name(id=name), *_],
                ):
                    method = METHODS[verb]
                case _:
                    continue
            if isinstance(endpoint := vars(module).get(name), Endpoint):
                yield f"{method} {called(module, endpoint)}"


def test_every_endpoint_has_a_sentence() -> None:
    assert endpoints() == {action.partition(" ")[2] for action in SENTENCES}


def test_every_call_has_a_sentence() -> None:
    known = set(calls())

    assert {"GET /tags", "POST /tag", "DELETE /tag/{id}", "GET {grants}"} <= known
    assert known - set(SENTENCES) == set()


@pytest.mark.parametrize("action", SENTENCES)
def test_an_id_is_said_to_name_something_exactly_where_there_is_one(action: str) -> None:
    assert (about(action) is not About.NOTHING) == ("{id}" in action)


def test_an_unknown_call_is_shown_as_it_is() -> None:
    assert sentence("PUT /invite/{id}") == "PUT /invite/{id}"
    assert about("PUT /invite/{id}") is About.NOTHING


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("ok", "Done"),
        ("refused 403", "Refused: not allowed"),
        ("refused 418", "Refused (418)"),
        ("unclear", "Not known whether it was done"),
        ("something new", "something new"),
    ],
)
def test_what_came_of_it_is_told_in_words(outcome: str, words: str) -> None:
    assert result(outcome) == words
