"""Invites that are not answered yet, as a browser without script acts upon them."""

from dataclasses import dataclass

import pytest
from bs4 import Tag as Element

from sandbox.outbox import Message
from sandbox.population.profiles import Profile
from sandbox.server import Running
from tests.support.page import Page
from tests.support.site import Site

RESEND = "/resend-invite"


@dataclass(frozen=True)
class Invited:
    """A signed-in browser that may invite people, and somebody who has not answered."""

    site: Site
    platform: Running
    profile: Profile

    @property
    def path(self) -> str:
        """Begins the addresses of what may be done with the invite."""
        return f"/invites/{self.profile.id}"

    @property
    def call(self) -> str:
        """The person's address at Profile."""
        return f"/api/v4/profile/{self.profile.id}"

    @property
    def sent(self) -> list[Message]:
        """What was sent to them."""
        return self.platform.world.outbox.messages(self.profile.id)

    @property
    def is_there(self) -> bool:
        """Whether Profile has them."""
        return self.platform.world.accounts[0].profiles.find(self.profile.id) is not None

    def asked(self, method: str, path: str = "") -> int:
        """How many such calls about them arrived."""
        arrivals = self.platform.world.witness.arrivals(self.call + path)
        return sum(arrival.method == method for arrival in arrivals)

    def confirmation(self, deed: str, more: str | None = None) -> Page:
        """The page that asks, `deed` being "resend" or "cancel"."""
        return self.site.get(f"{self.path}/{deed}", more=more)

    def send(self, page: Page, site: Site | None = None) -> str:
        """Press its button; gives what the next page tells."""
        path, fields = form_of(page)
        sender = site or self.site
        return news(sender.get(sender.post(path, fields).headers["Location"]))

    def act(self, deed: str) -> str:
        """Both."""
        return self.send(self.confirmation(deed))

    def answers(self) -> None:
        """They have their first result."""
        people = self.platform.world.accounts[0].profiles
        other = next(p for p in people.page(1, 60) if p.disc)
        people.change(self.profile.id, first_name="Amal", last_name="Karam", disc=other.disc)


def form_of(page: Page) -> tuple[str, dict[str, str]]:
    """Address and fields of the one form of a page."""
    (form,) = page.soup.select("main form[method=post]")
    return str(form["action"]), {
        str(field["name"]): str(field.get("value", "")) for field in form.select("input[name]")
    }


def news(page: Page) -> str:
    """What a page tells of an act."""
    found = page.soup.select_one("#news")
    assert found is not None, "no place for news"
    return " ".join(found.get_text(" ").split()).replace(" .", ".")


def rows(page: Page) -> list[str]:
    """Who is listed, from top to bottom."""
    return [" ".join(h2.get_text(" ").split()) for h2 in page.soup.select(".invite h2")]


def row(page: Page, who: str) -> str:
    """All that is said of one of them."""
    found: list[Element] = page.soup.select(".invite")
    texts = (" ".join(li.get_text(" ").split()) for li in found)
    return next(text for text in texts if text.startswith(who))


def pending(platform: Running) -> list[Profile]:
    """Everybody who has not answered, the newest first."""
    people = platform.world.accounts[0].profiles.page(1, 500)
    waiting = [p for p in people if p.is_pending]
    return sorted(waiting, key=lambda p: (p.created_at, p.id), reverse=True)


@pytest.fixture
def invited(visitor: Site, platform: Running) -> Invited:
    """An owner who has allowed to invite, and whoever was invited last."""
    visitor.sign_in(scope="profiles:write")
    platform.world.witness.clear()
    return Invited(visitor, platform, pending(platform)[0])
