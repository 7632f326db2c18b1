"""A browser that remembers every secret that passes by."""

import re
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import requests
from bs4 import BeautifulSoup

from tests.support import consent
from tests.support.consent import Consent

_KEY = re.compile('name="csrf_token" value="([^"]+)"')


class Browser:
    """Goes through the served dashboard; `secrets` has cookies, form keys, states and codes."""

    def __init__(self, origin: str):
        self._origin = origin
        self._session = requests.Session()
        self.secrets: set[str] = set()

    def send(self, method: str, path: str, **options: Any) -> requests.Response:
        answer = self._session.request(
            method, self._origin + path, allow_redirects=False, timeout=20, **options
        )
        self.secrets.update(cookie.value or "" for cookie in answer.cookies)
        self.secrets.update(_KEY.findall(answer.text))
        self._remember(answer.headers.get("Location", ""))
        return answer

    def sign_in(self, wish: Consent | None = None, **forged: str) -> requests.Response:
        """The whole way, or as far as it leads; `forged` replaces parts of what Profile answers."""
        begun = self.send("POST", "/sign-in")
        if "Location" not in begun.headers:
            return begun
        callback = consent.answer(begun.headers["Location"], wish)
        self._remember(callback)
        parts = urlsplit(callback)
        return self.send("GET", parts.path, params=dict(parse_qsl(parts.query)) | forged)

    def press(self, page: str, path: str, **fields: str) -> requests.Response:
        """Send a form with the key that `page` holds; the page itself where it holds none."""
        shown = self.send("GET", page)
        keys = _KEY.findall(shown.text)
        return self.send("POST", path, data={"csrf_token": keys[0], **fields}) if keys else shown

    def sign_out(self) -> requests.Response:
        return self.press("/team", "/sign-out")

    def close(self) -> None:
        """Its connections."""
        self._session.close()

    def _remember(self, address: str) -> None:
        query = dict(parse_qsl(urlsplit(address).query))
        self.secrets.update(query[name] for name in ("state", "code") if name in query)


def soup(answer: requests.Response) -> BeautifulSoup:
    """The parsed page."""
    return BeautifulSoup(answer.text, "lxml")
