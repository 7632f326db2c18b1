"""A page that was fetched, checked against the rules that hold for every page of ours."""

import re
from collections import Counter
from functools import cached_property

from bs4 import BeautifulSoup, Tag
from werkzeug.test import TestResponse

SECRETS = re.compile(r"sbxat_|sbxrt_|sbxac_|canary")
"""What every token, code and secret of the tests looks like."""


class Page:
    """One answer. Making a Page of it is the check."""

    def __init__(self, response: TestResponse, *, partial: bool = False):
        self.response = response
        self.status = response.status_code
        self.headers = response.headers
        self.html = response.get_data(as_text=True)
        assert not SECRETS.search(self.html + str(response.headers)), "a secret is shown"
        is_redirect = "Location" in response.headers
        if response.mimetype == "text/html" and self.html and not is_redirect:
            self._check_parts()
            if not partial:
                self._check_whole()

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The parsed page."""
        return BeautifulSoup(self.html, "lxml")

    @property
    def heading(self) -> str:
        """The text of the one h1."""
        return _text(self.soup.h1)

    @property
    def text(self) -> str:
        """All that can be read, white space folded."""
        return _text(self.soup.body)

    def rows(self) -> list[list[str]]:
        """The cells of every row of the first table's body."""
        return [
            [_text(cell) for cell in row.find_all(["td", "th"])]
            for row in self.soup.select("table tbody tr")
        ]

    def links(self) -> dict[str, str]:
        """Address by the text of its link; the first where a text comes twice."""
        links = self.soup.find_all("a", href=True)
        return {_text(link): str(link["href"]) for link in reversed(links)}

    def field(self, name: str) -> str:
        """The value of the first field with this name."""
        found = self.soup.find(attrs={"name": name})
        assert isinstance(found, Tag), f"no field {name}"
        return str(found.get("value", ""))

    def _check_parts(self) -> None:
        ids = Counter(str(tag["id"]) for tag in self.soup.find_all(id=True))
        assert not [name for name, count in ids.items() if count > 1], "an id comes twice"
        for form in self.soup.find_all("form"):
            assert form.get("action"), "a form without an action"
            if form.get("method", "get").lower() == "post" and "/sign-in" not in form["action"]:
                assert form.find(attrs={"name": "csrf_token"})["value"], "a form without a token"
        assert not self.soup.find_all(style=True), "an inline style"
        assert not self.soup.find_all("style"), "an inline style sheet"
        assert not [tag for tag in self.soup.find_all("script") if tag.string], "inline script"
        inline = [n for tag in self.soup.find_all(True) for n in tag.attrs if n.startswith("on")]
        assert not inline, f"inline handlers: {inline}"

    def _check_whole(self) -> None:
        assert self.html.lower().startswith("<!doctype html>")
        assert self.soup.html is not None
        assert self.soup.html.get("lang") == "en"
        assert len(self.soup.find_all("h1")) == 1, "not exactly one h1"
        assert len(self.soup.find_all("main")) == 1, "not exactly one main"
        assert _text(self.soup.title).startswith(self.heading), "the title does not begin with h1"
        assert self.headers["Cache-Control"] == "no-store"
        assert "'unsafe-" not in self.headers["Content-Security-Policy"]
        assert self.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert self.headers["X-Content-Type-Options"] == "nosniff"


def _text(tag: Tag | None) -> str:
    assert tag is not None, "no such element"
    return " ".join(tag.get_text(" ").split())
