"""The bill of materials is valid CycloneDX, and leaves nothing out that is shipped."""

import json
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tests.supply_chain import sbom
from tests.supply_chain.locked import shipped
from tests.supply_chain.vendored import vendored


@pytest.fixture(scope="module")
def bill(tmp_path_factory: pytest.TempPathFactory) -> str:
    to = tmp_path_factory.mktemp("sbom") / "sbom.cdx.json"
    sbom.main(str(to))
    return to.read_text()


@pytest.fixture(scope="module")
def parts(bill: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(bill)["components"]
    return found


def test_it_is_valid(bill: str) -> None:
    assert JsonStrictValidator(SchemaVersion.V1_5).validate_str(bill) is None


def test_it_names_what_is_shipped_and_nothing_else(parts: list[dict[str, Any]]) -> None:
    assert {one["name"] for one in parts} == shipped() | {one.name for one in vendored()}


def test_every_part_has_its_licence_and_the_hashes_of_its_files(
    parts: list[dict[str, Any]],
) -> None:
    for one in parts:
        files = one.get("externalReferences") or one["components"]
        assert all(each["hashes"][0]["alg"] == "SHA-256" for each in files), one["name"]
        assert one["licenses"][0]["expression"], one["name"]
        assert one["purl"].endswith(f"@{one['version']}")


def test_it_names_the_product_itself(bill: str) -> None:
    assert json.loads(bill)["metadata"]["component"]["name"] == "profile-dashboard"
    assert Path("pyproject.toml").read_text().count('name = "profile-dashboard"') == 1
