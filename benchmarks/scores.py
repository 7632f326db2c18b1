"""What Lighthouse says of the dashboard's pages: https://developer.chrome.com/docs/lighthouse."""

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("lighthouse")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PATIENCE = 600
CATEGORIES = ("performance", "accessibility", "best-practices")


def scores(origin: str, cookie: str, paths: Sequence[str]) -> str | None:
    """A table of its scores (of 100) and of how far the layout shifts, on desktop and mobile; None
    where Node, npm, a browser or the registry is missing. Raises RuntimeError where a page is
    another one than was asked for.
    """
    node, npm = shutil.which("node"), shutil.which("npm")
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not (node and npm and browser):
        return None
    got = subprocess.run([npm, "ci", "--ignore-scripts"], cwd=FOLDER, capture_output=True)
    if got.returncode:
        return None
    ran = subprocess.run(
        [node, "run.mjs", browser, origin, *paths],
        cwd=FOLDER,
        env={**os.environ, "COOKIE": cookie},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=True,
    )
    return table([json.loads(line) for line in ran.stdout.splitlines() if line.startswith("{")])


def table(found: Sequence[dict[str, Any]]) -> str:
    """One line a page and form."""
    heads = ["Page", "Form", *CATEGORIES, "layout shift"]
    lines = [f"| {' | '.join(heads)} |", "| --- | --- |" + " ---: |" * (len(heads) - 2)]
    for one in found:
        if one["shown"] != one["path"]:
            raise RuntimeError(f"{one['path']} led to {one['shown']}.")
        told: dict[str, int] = one["scores"]
        cells = [
            one["path"],
            one["form"],
            *(told[name] for name in CATEGORIES),
            f"{one['shift']:.3f}",
        ]
        lines.append(f"| {' | '.join(map(str, cells))} |")
    return "\n".join(lines)
