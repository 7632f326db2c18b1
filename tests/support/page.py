"""A page that was fetched, checked against the rules that hold for every page of ours."""

import re
from functools import cached_property

from bs4 import BeautifulSoup
from lxml import etree, html
from werkzeug.test import TestResponse

_TREE = html.HTMLParser(encoding="utf-8", huge_tree=True)
_IDS = etree.XPath("//@id")
_STYLES = etree.XPath("//style | //*[@style]")
_SCRIPTS = etree.XPath("//script[text()]")
_HANDLERS = etree.XPath("//@*[starts-with(name(), 'on')]")
_LOADED = etree.XPath(
    "//@src | //@srcset | //@imagesrcset | //@poster | //@data | //@background | //@xlink:href"
    " | //link/@href | //image/@href | //use/@href | //base/@href"
    " | //meta[translate(@http-equiv, 'REFSH', 'refsh')='refresh']/@content",
    namespaces={"xlink": "http://www.w3.org/1999/xlink"},
)
_FIELDS = etree.XPath("//*[@name=$name]")
_ROWS = etree.XPath("//table//tbody//tr")
_CELLS = etree.XPath(".//td | .//th")
_READ = etree.XPath(".//text()[not(ancestor::script or ancestor::style or ancestor::template)]")

_ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//|^\s*(?!data:image/)[a-z]+:", re.IGNORECASE)

SECRETS = re.compile(r"sbxat_|sbxrt_|sbxac_|canary")
"""What every token, code and secret of the tests looks like."""


class Page:
    """One answer. Making a Page of it is the check."""

    def __init__(self, response: TestResponse, *, partial: bool = False):
        self.response = response
        self.status = response.status_code
        self.headers = response.headers
        is_picture = (response.mimetype or "").startswith("image/")
        self.html = "" if is_picture else response.get_data(as_text=True)
        assert not SECRETS.search(self.html + str(response.headers)), "a secret is shown"
        is_redirect = "Location" in response.headers
        if response.mimetype == "text/html" and self.html and not is_redirect:
            self._check_parts()
            if not partial:
                self._check_whole()

    @cached_property
    def tree(self) -> html.HtmlElement:
        """The parsed page, as lxml has it: a tenth of the time that `soup` takes."""
        return html.document_fromstring(self.response.get_data(), parser=_TREE)

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The parsed page, to look for things in it."""
        return BeautifulSoup(self.html, "lxml")

    @property
    def heading(self) -> str:
        """The text of the first h1."""
        return _text(self._first("h1"))

    @property
    def text(self) -> str:
        """All that can be read, white space folded."""
        return _text(self._first("body"))

    def rows(self) -> list[list[str]]:
        """The cells of every row of every table's body."""
        return [[_text(cell) for cell in _CELLS(row)] for row in _ROWS(self.tree)]

    def links(self) -> dict[str, str]:
        """Address by the text of its link; the first where a text comes twice."""
        links = [link for link in self.tree.iter("a") if "href" in link.attrib]
        return {_text(link): str(link.get("href")) for link in reversed(links)}

    def field(self, name: str) -> str:
        """The value of the first field with this name."""
        found = _FIELDS(self.tree, name=name)
        assert found, f"no field {name}"
        return str(found[0].get("value", ""))

    def _check_parts(self) -> None:
        assert len(_IDS(self.tree)) == len(set(_IDS(self.tree))), "an id comes twice"
        for form in self.tree.iter("form"):
            assert form.get("action"), "a form without an action"
            if form.get("method", "get").lower() == "post" and "/sign-in" not in form.get("action"):
                token = form.find(".//*[@name='csrf_token']")
                assert token is not None, "a form without a token"
                assert token.get("value"), "a form with an empty token"
        assert not _STYLES(self.tree), "an inline style or style sheet"
        assert not _SCRIPTS(self.tree), "inline script"
        assert not _HANDLERS(self.tree), f"inline handlers: {_HANDLERS(self.tree)}"
        strangers = [str(each) for each in _LOADED(self.tree) if _ELSEWHERE.search(each)]
        assert not strangers, f"loaded from elsewhere: {strangers}"

    def _check_whole(self) -> None:
        assert self.html.lower().startswith("<!doctype html>")
        assert self.tree.get("lang") == "en"
        assert len(self.tree.findall(".//h1")) == 1, "not exactly one h1"
        assert len(self.tree.findall(".//main")) == 1, "not exactly one main"
        assert _text(self._first("title")).startswith(self.heading), "title does not begin with h1"
        assert self.headers["Cache-Control"] == "no-store"
        assert "'unsafe-" not in self.headers["Content-Security-Policy"]
        assert self.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert self.headers["X-Content-Type-Options"] == "nosniff"

    def _first(self, name: str) -> html.HtmlElement:
        found = next(self.tree.iter(name), None)
        assert found is not None, f"no {name}"
        return found


def _text(element: html.HtmlElement) -> str:
    return " ".join(" ".join(_READ(element)).split())
