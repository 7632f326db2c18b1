"""The dashboard as a browser without script sees it; every page fetched is checked."""

from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from flask.testing import FlaskClient

from tests.support import consent
from tests.support.consent import Consent
from tests.support.page import Page
from tests.support.platform import PUBLIC_URL

PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}


class Site:
    """One browser with its cookies."""

    def __init__(self, app: Flask):
        self.app = app
        self.client: FlaskClient = app.test_client()

    def get(self, path: str, *, status: int = 200, **query: Any) -> Page:
        """Fetch a whole page."""
        answer = self.client.get(path, base_url=PUBLIC_URL, query_string=query or None)
        return self._page(Page(answer), status)

    def partial(self, path: str, *, status: int = 200, **query: Any) -> Page:
        """Fetch the part that htmx would swap into `#members`."""
        headers = {
            **PARTIAL,
            "HX-Target": "section#members",
            "HX-Current-URL": f"{PUBLIC_URL}{path}",
        }
        answer = self.client.get(
            path, base_url=PUBLIC_URL, query_string=query or None, headers=headers
        )
        return self._page(Page(answer, partial=True), status)

    def post(
        self,
        path: str,
        data: dict[str, str] | None = None,
        *,
        status: int = 303,
        headers: dict[str, str] | None = None,
    ) -> Page:
        """Send a form."""
        answer = self.client.post(path, base_url=PUBLIC_URL, data=data or {}, headers=headers)
        return self._page(Page(answer), status)

    def begin_sign_in(self, **form: str) -> str:
        """Press “Sign in with Profile”; returns the address at Profile."""
        return self.post("/sign-in", form).headers["Location"]

    def finish_sign_in(self, callback: str, *, status: int = 302) -> Page:
        """Come back from Profile."""
        parts = urlsplit(callback)
        answer = self.client.get(f"{parts.path}?{parts.query}", base_url=PUBLIC_URL)
        return self._page(Page(answer), status)

    def sign_in(self, wish: Consent | None = None, **form: str) -> Page:
        """The whole way: button, Profile's pages, and back."""
        return self.finish_sign_in(consent.answer(self.begin_sign_in(**form), wish))

    def sign_out(self) -> Page:
        """Press “Sign out” on the team page."""
        token = self.get("/team").field("csrf_token")
        return self.post("/sign-out", {"csrf_token": token})

    def cookies(self) -> dict[str, str]:
        """Name and value of every cookie this browser holds for the dashboard."""
        jar = self.client._cookies or {}  # noqa: SLF001  # werkzeug offers no list of them
        return {cookie.key: cookie.value for cookie in jar.values()}

    @staticmethod
    def _page(page: Page, status: int) -> Page:
        assert page.status == status, f"{page.status}, not {status}: {page.html[:2000]}"
        return page
