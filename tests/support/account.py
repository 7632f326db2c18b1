"""The account's page as a browser without script meets it, and the account behind it."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pytest
from bs4 import Tag as Element
from flask import Flask

from sandbox.account_settings import AccountSettings, Logo
from sandbox.server import Running
from sandbox.world import Account
from tests.support.consent import Consent
from tests.support.page import Page
from tests.support.pictures import picture
from tests.support.platform import PUBLIC_URL
from tests.support.site import Site

PAGE, PREFERENCES, LOGO = "/account", "/account/preferences", "/account/logo"
API = "/api/v4/account"


@dataclass(frozen=True)
class Settler:
    """A signed-in browser that may change the account, and the platform."""

    site: Site
    platform: Running

    @property
    def account(self) -> Account:
        """The connected account at the platform."""
        return self.platform.world.accounts[0]

    @property
    def settings(self) -> AccountSettings:
        """Its settings as they are now."""
        return self.account.settings

    def page(self) -> Page:
        """The account's page."""
        return self.site.get(PAGE)

    def writes(self) -> list[str]:
        """What has been done to the account, by the platform's own record."""
        names = ("account.change", "logo.change", "logo.delete")
        return [row.action for row in self.platform.world.audit.rows() if row.action in names]

    def set(self, page: Page, **wished: bool) -> Page:
        """Send the form of preferences with these switched; returns what is told afterwards."""
        return self.follow(self.send(form_of(page, PREFERENCES, "preferences"), **wished))

    def send(self, form: Element, status: int = 303, **wished: bool) -> Page:
        """Send a form as it stands, but for switches."""
        fields = sent_by(form)
        on = set(fields.get("on", []))
        fields["on"] = [
            *(on - wished.keys()),
            *(name for name, is_on in wished.items() if is_on),
        ]
        return self.post(str(form["action"]), fields, status)

    def post(self, path: str, fields: dict[str, Any], status: int = 303) -> Page:
        """Send fields, each of which may come several times, or be a file."""
        answer = self.site.client.post(path, base_url=PUBLIC_URL, data=fields)
        assert answer.status_code == status, answer.get_data(as_text=True)[:3000]
        return Page(answer)

    def follow(self, sent: Page) -> Page:
        """The page that an answer leads to."""
        return self.site.get(sent.headers["Location"])

    def upload(self, content: bytes, name: str = "logo.png", status: int = 303) -> Page:
        """Choose a file and press the button; returns the preview, or the refusal."""
        token = self.site.get("/sessions").field("csrf_token")
        fields = {"csrf_token": token, "logo": (BytesIO(content), name)}
        answer = self.post(LOGO, fields, status)
        return self.follow(answer) if status == 303 else answer

    def press(self, page: Page, button: str, status: int = 303) -> Page:
        """Press a button of the page; returns the page that it leads to."""
        answer = self.send(form_with(page, button), status)
        return self.follow(answer) if status == 303 else answer

    def have_logo(self, content: bytes | None) -> None:
        """Somebody else sets the logo at Profile, or takes it away."""
        self.settings.set_logo(Logo(content, "image/png") if content else None)

    def at_once(self, app: Flask) -> Site:
        """The same browser, for a second request while a first one is under way."""
        site = Site(app)
        for name, value in self.site.cookies().items():
            site.client.set_cookie(name, value, domain="127.0.0.1")
        return site

    def forgets(self) -> None:
        """The platform's record begins anew."""
        self.platform.world.witness.clear()

    def calls(self) -> list[str]:
        """What has come to the platform's API since, method and path."""
        return [
            f"{arrival.method} {arrival.path}"
            for arrival in self.platform.world.witness.arrivals("/api")
        ]


def form_of(page: Page, action: str, css: str) -> Element:
    """The form of a class that goes to an address."""
    (form,) = page.soup.select(f"form.{css}[action='{action}']")
    return form


def form_with(page: Page, button: str) -> Element:
    """The form that has this button."""
    for form in page.soup.select("main form"):
        if any(each.get_text(strip=True) == button for each in form.select("button")):
            return form
    raise AssertionError(f"no button {button}: {page.text}")


def sent_by(form: Element) -> dict[str, Any]:
    """What a form sends as it stands."""
    fields: dict[str, list[str]] = {}
    for each in form.select("input:not([type=checkbox], [type=file]), input[checked]"):
        fields.setdefault(str(each["name"]), []).append(str(each.get("value", "")))
    return fields


def told(page: Page) -> str:
    """What is said of the latest change."""
    found = page.soup.select_one("#news")
    return " ".join(found.get_text(" ").split()) if found else ""


def region(page: Page, heading: str) -> str:
    """What stands in the part with this heading."""
    for found in page.soup.select("main section"):
        if found.h2 is not None and found.h2.get_text(strip=True) == heading:
            return " ".join(found.get_text(" ").split())
    raise AssertionError(f"no part {heading}")


NEW = picture(size=(300, 150))
"""What is uploaded unless a test says otherwise."""


@pytest.fixture
def settler(visitor: Site, platform: Running) -> Settler:
    """An owner who has allowed everything that changing the account needs."""
    visitor.sign_in(scope="account:write")
    return Settler(visitor, platform)


@pytest.fixture
def looker(visitor: Site, platform: Running) -> Settler:
    """The same owner, who has allowed what is asked for at first, and no more."""
    visitor.sign_in(Consent())
    return Settler(visitor, platform)
