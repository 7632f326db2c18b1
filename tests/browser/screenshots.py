"""Pictures of every page in every look, from the demo as a newcomer starts it. Run by hand:

.venv/bin/python -m tests.browser.screenshots OUT_DIR
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests
from playwright.sync_api import Page, sync_playwright

from tests.browser.looks import looks
from tests.browser.screens.sign_in import SignIn
from tests.browser.screens.team import Team
from tests.support import chromium
from tests.support.served import free_port

PORT = free_port()
ORIGIN, API = f"http://127.0.0.1:{PORT}", f"http://127.0.0.1:{PORT + 2}"
SHOWN = {
    "person": "Cécile Langlois",
    "person-partial": "Itsuki Kobayashi",
    "person-pending": "amal.karam@harborfinch.test",
    "person-odd": "Giosuè Visconti",
}


@contextmanager
def demo() -> Iterator[None]:
    """The demo, until the block is left."""
    command = [sys.executable, "-m", "webapp", "demo", "--port", str(PORT)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            assert any(line.startswith("Dashboard: ") for line in process.stdout)
            yield
        finally:
            process.terminate()


def take(page: Page, folder: Path, name: str) -> None:
    """One picture of the whole page for each look."""
    for width, theme in looks(page):
        page.screenshot(path=folder / f"{name}-{width}-{theme}.png", full_page=True)


def tour(page: Page, folder: Path) -> None:
    """Every page once."""
    sign_in = SignIn.visit(page)
    take(page, folder, "sign-in")
    to_profile = sign_in.begin()
    take(page, folder, "profile-sign-in")
    connect = to_profile.as_person()
    take(page, folder, "profile-consent")
    Team(connect.untick("tags:manage").allow())
    take(page, folder, "team-without-tags")
    Team(SignIn.visit(page).begin_again().allow())
    take(page, folder, "team")
    team = Team.visit(page, "?size=100")
    team.tag.select_option(label="Remote")
    take(page, folder, "team-by-tag")
    Team.visit(page, "?q=zzz")
    take(page, folder, "team-nobody")
    for picture, name in SHOWN.items():
        Team.visit(page, "?size=100").open(name).unfold()
        take(page, folder, picture)
    page.goto("/nowhere")
    take(page, folder, "not-found")
    requests.post(f"{API}/sandbox/faults", json={"kind": "500"}, timeout=10)
    page.goto("/team")
    take(page, folder, "unavailable")


def main(folder: Path) -> None:
    """Take them all."""
    folder.mkdir(parents=True, exist_ok=True)
    path = next(filter(None, map(shutil.which, chromium.NAMES)), None)
    with demo(), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        tour(browser.new_page(base_url=ORIGIN), folder)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
