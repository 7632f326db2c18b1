"""Somebody who visits every page and sends every form of the dashboard, whatever they have allowed.

What there is comes from the routes, and what is sent from the forms that the pages draw: whoever
adds a page need not come here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlencode, urlsplit

from bs4 import Tag as Element
from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Rule

from tests.support.consent import Consent
from tests.support.filled import TYPED, filled
from tests.support.page import Page
from tests.support.platform import PUBLIC_URL
from tests.support.site import PARTIAL, Site

LAST = (
    *("sessions.end", "sessions.end_others", "connections.switch", "connections.end"),
    *("presentation.switch", "connected_apps.revoke", "connected_apps.try_again"),
    "sign_in.sign_out",
)
"""Forms that end the session, or change what all other pages show: sent when the rest was."""
NOT_WALKED = ("static", "sign_in.start", "sign_in.begin", "sign_in.callback")

Sent = tuple[str, dict[str, list[str]]]
"""Where a form leads, and its fields."""


@dataclass
class Walk:
    """One browser, and what it met. `ids` stand for the parameters of addresses."""

    app: Flask
    site: Site
    wish: Consent
    ids: dict[str, str]
    met: list[tuple[str, Page]] = field(default_factory=list)
    forms: dict[str, Sent] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)

    def sign_in(self) -> None:
        """With every scope asked for, of which only some are given."""
        self.site.sign_in(self.wish, scope="profiles:write account:write")

    def go(self) -> None:
        """Every page, or the part that it is; then every form, those last that end things."""
        self.sign_in()
        for rule in self._rules("GET"):
            page = self._visit(rule.endpoint, self._address(rule))
            if page.status == 302:
                self._visit(rule.endpoint, self._address(rule), PARTIAL)
        for rule in sorted(self._rules("POST"), key=_when):
            action, data = self.forms.get(rule.endpoint, (self._address(rule), self._typed()))
            self._send(rule.endpoint, action, data)

    def _rules(self, method: str) -> Iterator[Rule]:
        for rule in sorted(self.app.url_map.iter_rules(), key=lambda rule: rule.rule):
            if method in (rule.methods or ()) and rule.endpoint not in NOT_WALKED:
                yield rule

    def _visit(self, endpoint: str, address: str, headers: dict[str, str] | None = None) -> Page:
        said = {**headers, "HX-Current-URL": f"{PUBLIC_URL}/team"} if headers else {}
        page = Page(self.site.client.get(address, base_url=PUBLIC_URL, headers=said), partial=True)
        self.met.append((f"{endpoint} {address}", page))
        for form in page.soup.select("form") if page.status == 200 else ():
            self._learn(form)
        return page

    def _send(self, endpoint: str, action: str, data: dict[str, list[str]]) -> None:
        sent = {**data, "csrf_token": [self._token()]}
        page = Page(self.site.client.post(action, base_url=PUBLIC_URL, data=sent), partial=True)
        self.met.append((f"{endpoint} {action}", page))
        leads_to = page.headers.get("Location") or _kept_at(page)
        if leads_to and not leads_to.startswith("/sign-in"):
            self._visit(f"{endpoint}, then", leads_to)

    def _token(self) -> str:
        """Of the session; of a new one where the last form has ended it."""
        page = self.site.client.get("/sessions", base_url=PUBLIC_URL)
        if page.status_code != 200:
            self.sign_in()
            page = self.site.client.get("/sessions", base_url=PUBLIC_URL)
        return Page(page).field("csrf_token")

    def _address(self, rule: Rule) -> str:
        address = rule.rule
        for name in rule.arguments:
            for pattern in (f"<path:{name}>", f"<{name}>"):
                address = address.replace(pattern, self.ids[name])
        return address

    def _typed(self) -> dict[str, list[str]]:
        people, tag = self.ids["profile_id"], self.ids["tag_id"]
        return {
            **{name: [value] for name, value in TYPED.items()},
            **{name: [people] for name in ("id", "person", "add", "resourceId")},
            "tag": [tag],
        }

    def _learn(self, form: Element) -> None:
        """The first form of each address that has one, as somebody fills it in who means well; one
        that only asks is sent at once.
        """
        action, method = str(form["action"]), str(form.get("method", "get")).upper()
        try:
            endpoint, _ = self.app.url_map.bind("127.0.0.1").match(action, method=method)
        except HTTPException:
            return
        if method == "POST":
            self.forms.setdefault(endpoint, (action, filled(form)))
        elif endpoint not in self.asked:
            self.asked.add(endpoint)
            self._visit(f"{endpoint}, asked", f"{action}?{urlencode(filled(form), doseq=True)}")


def _when(rule: Rule) -> tuple[bool, bool, str]:
    """What deletes comes late, and what ends things last."""
    return rule.endpoint in LAST, "delete" in rule.endpoint, rule.rule


def _kept_at(page: Page) -> str | None:
    """The page that shows an action again which met a missing permission."""
    query = parse_qs(urlsplit(page.links().get("Allow it", "") if page.html else "").query)
    return next((each for each in query.get("next", ()) if each.startswith("/go-on/")), None)
