"""Finds a Chromium for the browser tests, or installs one; `make test` runs this first.

In order: one on the PATH, Playwright's own download, Debian's package where we may install it.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
MISSING = """No Chromium was found, and none could be installed.
Put one on the PATH (Debian: apt-get install chromium; macOS: brew install --cask chromium), or let
Playwright fetch its own with: .venv/bin/playwright install chromium"""


def find() -> str | None:
    """The path of a Chromium that can be started, or None."""
    on_path = next(filter(None, map(shutil.which, NAMES)), None)
    return on_path or _downloaded()


def _downloaded() -> str | None:
    """The browser that Playwright downloaded earlier, if it did."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _install() -> None:
    """Try each way in turn; what did not work says so itself."""
    run = subprocess.run
    playwright = [sys.executable, "-m", "playwright", "install", "chromium"]
    if run(playwright, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0:
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        run(["apt-get", "update", "-qq"], env=quiet, stdout=subprocess.DEVNULL)
        packages = ["chromium", "fonts-noto-core", "wrk"]  # the last for the benchmark’s own test
        run(["apt-get", "install", "-y", "-qq", *packages], env=quiet, stdout=subprocess.DEVNULL)


def main() -> int:
    """Say which browser will be used; 1 when there is none."""
    if find() is None:
        _install()
    path = find()
    sys.stdout.write(f"Browser for the tests: {path}\n" if path else MISSING + "\n")
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main())
