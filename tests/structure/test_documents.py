"""Documents that tell where things are leave nothing out."""

from pathlib import Path

DASHBOARD = {path.parent.name for path in Path("webapp").glob("*/__init__.py")}
TESTS = {path.name for path in Path("tests").iterdir() if path.is_dir()} - {"__pycache__"}


def test_the_readme_names_every_package_of_the_dashboard() -> None:
    layout = Path("README.md").read_text().split("## Layout")[1].split("templates/ ")[0]
    named = {line.split()[0].rstrip("/") for line in layout.splitlines() if line.startswith("  ")}
    assert DASHBOARD - named == set()


def test_the_readme_of_the_tests_names_every_folder() -> None:
    text = Path("tests/README.md").read_text()
    assert {name for name in TESTS if f"`{name}/" not in text} == set()
