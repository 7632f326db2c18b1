"""A person of the sandbox and their debrief, as a browser without script sees it."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from sandbox.population.profiles import Profile
from sandbox.server import Running
from tests.support.page import Page
from tests.support.platform import PUBLIC_URL
from tests.support.site import PARTIAL, Site
from tests.support.waiting import wait_until

CALL = "/api/v4/playbook/ai/debrief/"
BUTTON = "Write a debrief"


@dataclass(frozen=True)
class Subject:
    """Somebody to write about, and the platform that would."""

    profile: Profile
    platform: Running

    @property
    def path(self) -> str:
        """Their page."""
        return f"/team/{self.profile.id}"

    @property
    def text(self) -> str:
        """A piece of what the sandbox would write of them."""
        return "Before a talk with"

    def asked(self, method: str = "POST") -> int:
        """How many such calls arrived at the platform."""
        arrivals = self.platform.world.witness.arrivals(CALL + self.profile.id)
        return sum(arrival.method == method for arrival in arrivals)

    def section(self, site: Site) -> str:
        """The text of the section on their page."""
        return section(site.get(self.path))

    def part(self, site: Site, shown: str = "unread") -> Page:
        """What the open page gets that asks by itself."""
        return site.partial(f"{self.path}/debrief/now", shown=shown)

    def press(self, site: Site, status: int = 303) -> Page:
        """Open the page and press the button."""
        form = {"csrf_token": site.get(self.path).field("csrf_token")}
        return site.post(f"{self.path}/debrief", form, status=status)

    def press_in_place(self, site: Site, status: int = 200) -> Page:
        """The same by htmx."""
        token = site.get(self.path).field("csrf_token")
        headers = {**PARTIAL, "X-CSRF-Token": token, "HX-Target": "section#debrief"}
        answer = site.client.post(f"{self.path}/debrief", base_url=PUBLIC_URL, headers=headers)
        assert answer.status_code == status, answer.get_data(as_text=True)
        return Page(answer, partial=True)

    def press_and_be_heard(self, site: Site) -> None:
        """Press it, and see the call arrive at the platform, which a thread of its own sends."""
        self.press(site)
        wait_until(lambda: self.asked() > 0, "the call at the platform")

    def comes_to_an_end(self, site: Site) -> str:
        """The section, once nobody is writing any more."""
        wait_until(lambda: "is writing" not in self.section(site), "an end of it")
        return self.section(site)

    def comes_to_say(self, site: Site, words: str) -> str:
        """The section, once it says so."""
        wait_until(lambda: words in self.section(site), words)
        return self.section(site)


def section(page: Page) -> str:
    """The text of the section in a page, or of the part."""
    found = page.soup.find(id="debrief")
    assert found is not None, f"no debrief: {page.html}"
    return " ".join(found.get_text(" ").split())


Find = Callable[[Callable[[Profile], object]], Subject]


@pytest.fixture
def find_subject(platform: Running) -> Find:
    """The first person of whom something is true."""
    people = platform.world.accounts[0].profiles.page(1, 100)
    return lambda wanted: Subject(next(p for p in people if wanted(p)), platform)


@pytest.fixture
def subject(platform: Running, find_subject: Find) -> Subject:
    """Somebody of whom nothing was written yet."""
    debriefs = platform.world.debriefs
    return find_subject(lambda p: p.disc and p.core and not debriefs.read(p))
