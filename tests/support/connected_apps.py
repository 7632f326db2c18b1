"""The page of connected apps as a browser without script sees it, and the platform behind it."""

from dataclasses import dataclass

import pytest
from flask import Flask

from sandbox.server import Running
from tests.support.consent import Consent
from tests.support.page import Page
from tests.support.site import Site

LIST = "/connected-apps"
GRANTS = "/api/v4/grants"


@dataclass(frozen=True)
class Apps:
    """A signed-in browser that may revoke, and Profile."""

    site: Site
    platform: Running

    def on(self, app: Flask) -> "Apps":
        """The same browser at another process."""
        site = Site(app)
        for name, value in self.site.cookies().items():
            site.client.set_cookie(name, value, domain="127.0.0.1")
        return Apps(site, self.platform)

    def regions(self, page: Page | None = None) -> list[str]:
        """The names of the apps, from top to bottom."""
        shown = page or self.site.get(LIST)
        return [" ".join(h2.get_text(" ").split()) for h2 in shown.soup.select("section.app h2")]

    def way_to_revoke(self, name: str) -> str:
        """Where “Revoke” in an app's region leads."""
        page = self.site.get(LIST)
        for region in page.soup.select("section.app"):
            if region.h2 is not None and region.h2.get_text(strip=True) == name:
                return str(region.select("form")[0]["action"])
        raise AssertionError(f"no app {name}")

    def confirmation(self, name: str) -> Page:
        """Press it."""
        return self.site.get(self.way_to_revoke(name))

    def send(self, page: Page, *, site: Site | None = None, status: int = 303) -> Page:
        """Send the form of a confirmation."""
        form = page.soup.select_one("main form[method=post]")
        assert form is not None
        fields = [(str(i["name"]), str(i.get("value", ""))) for i in form.select("input")]
        sender = site or self.site
        answer = sender.client.post(
            str(form["action"]), base_url="http://127.0.0.1:8000", data=_lists(fields)
        )
        assert answer.status_code == status, answer.get_data(as_text=True)[:2000]
        return Page(answer)

    def revoke(self, name: str) -> Page:
        """The whole way; returns the page that tells what came of it."""
        sent = self.send(self.confirmation(name))
        return self.site.get(sent.headers["Location"])

    def grants(self, name: str) -> list[str]:
        """The ids of the live grants of apps with this name at Profile, of whoever."""
        world = self.platform.world
        ids = {client.client_id for client in world.clients.values() if client.name == name}
        known = (*world.ledger.earlier, *world.ledger.grants)
        alive = (grant for grant in known if grant.revoked_at is None)
        return [grant.id for grant in alive if grant.client_id in ids]

    def revocations(self, status: int | None = None) -> int:
        """How many revoking calls came to Profile (with `status`: were answered so)."""
        arrivals = self.platform.world.witness.arrivals(GRANTS, status=status)
        return sum(arrival.method == "DELETE" for arrival in arrivals)


def _lists(fields: list[tuple[str, str]]) -> dict[str, list[str]]:
    lists: dict[str, list[str]] = {}
    for name, value in fields:
        lists.setdefault(name, []).append(value)
    return lists


@pytest.fixture
def connected(visitor: Site, platform: Running) -> Apps:
    """Somebody who has allowed everything that revoking needs."""
    visitor.sign_in(scope="account:write")
    return Apps(visitor, platform)


@pytest.fixture
def connected_without(visitor: Site, platform: Running) -> Apps:
    """Somebody who has allowed what is asked for at first, and no more."""
    visitor.sign_in(Consent())
    return Apps(visitor, platform)
