"""What the browser loads is ours, unchanged, and leads nowhere else."""

import hashlib
import re
from pathlib import Path

import pytest
from flask import Flask

from tests.supply_chain.vendored import FOLDER, LIST, vendored
from tests.support.platform import PUBLIC_URL

STATIC = Path("static")
OURS = [
    *STATIC.glob("*.*"),
    *Path("templates").rglob("*.html"),
    *Path("sandbox").rglob("*.html"),
    *Path("sandbox").rglob("*.css"),
]
NAMESPACES = ("http://www.w3.org/2000/svg",)


def test_vendored_files_are_the_ones_that_were_checked() -> None:
    listed = [file for one in vendored() for file in one.files.items()]

    there = {
        path.relative_to(FOLDER).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in FOLDER.rglob("*")
        if path.is_file() and path != LIST
    }

    assert there == dict(listed)
    assert len(there) == len(listed), "a file is on the list twice"


def test_every_vendored_file_says_its_version_licence_and_origin() -> None:
    listed = vendored()

    assert listed
    for one in listed:
        assert re.fullmatch(rf"pkg:[a-z]+/\S+@{re.escape(one.version)}", one.origin), one
        assert one.licence, one
        assert any("LICENSE" in name for name in one.files), "its licence goes with it"


def test_nothing_but_what_is_ours_lies_beside_the_vendored_files() -> None:
    """A file of others' in any other folder would be on no list."""
    assert {path.name for path in STATIC.iterdir() if path.is_dir()} == {FOLDER.name}
    assert [path.name for path in STATIC.glob("*.min.*")] == []


@pytest.mark.parametrize("path", OURS, ids=str)
def test_no_file_of_ours_names_an_address_elsewhere(path: Path) -> None:
    found = re.findall(r"(?:https?:)?//[\w.-]+\.\w+[^\s\"')]*", path.read_text())

    assert [address for address in found if not address.startswith(NAMESPACES)] == []


def test_static_files_are_kept_by_browsers_for_as_long_as_their_address(app: Flask) -> None:
    address = app.test_client().get("/sign-in", base_url=PUBLIC_URL).get_data(as_text=True)
    sheet = re.search(r'href="(/static/app\.css\?v=[0-9a-f]{12})"', address)
    assert sheet is not None

    with app.test_client().get(sheet.group(1)) as answer:
        assert "immutable" in answer.headers["Cache-Control"]


def test_a_missing_file_is_not_kept(app: Flask) -> None:
    assert app.test_client().get("/static/nothing.css").headers["Cache-Control"] == "no-store"
