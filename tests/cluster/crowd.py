"""Thousands of people, each with a browser of their own: a cookie, and an address."""

import itertools
import re
import secrets
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_address
from typing import NamedTuple, TypeVar
from urllib.parse import parse_qs, urlencode, urlsplit

import urllib3

from sandbox.authorization.records import Consent
from sandbox.server import Running
from sandbox.world import Person
from tests.support.platform import CLIENT_ID

_T = TypeVar("_T")
_U = TypeVar("_U")

COOKIE = "dashboard-session"
AT_ONCE = 8
_KEY = re.compile('name="csrf_token" value="([^"]+)"')


class Seat(NamedTuple):
    """One browser of somebody who is signed in."""

    cookie: str
    address: str


class Crowd:
    """People of one account. They allow everything at once, without Profile's pages: what is looked
    at is the dashboard."""

    def __init__(self, platform: Running, origin: str, people: int):
        self._world, self._issuer, self._origin = platform.world, platform.login_url, origin
        account = self._world.accounts[0].id
        role = self._world.people[0].roles[account]
        self._people = [
            Person(f"{number:024x}", f"Somebody {number}", f"p{number}@crowd.test", {account: role})
            for number in range(1, people + 1)
        ]
        self._world.people = [*self._world.people, *self._people]
        self._next = itertools.cycle(self._people)
        self._http = urllib3.PoolManager(maxsize=AT_ONCE, block=True, retries=False)

    def sign_in(self, number: int) -> Seat:
        """The next of them, in a browser with an address of this number."""
        address = str(ip_address("10.0.0.0") + number)
        begun = self._send("POST", "/sign-in", address)
        assert begun.status == 303, (begun.status, begun.data)
        callback = self._allowed(begun.headers["Location"])
        attempt = begun.headers["Set-Cookie"].partition(";")[0]
        came = self._send("GET", callback, address, attempt)
        assert came.status == 302, (came.status, came.data)
        found = [
            each.partition(";")[0].partition("=")[2]
            for each in came.headers.getlist("Set-Cookie")
            if each.startswith(f"{COOKIE}=")
        ]
        return Seat(found[0], address)

    def page(self, seat: Seat, path: str) -> int:
        """The status of a page."""
        return self._send("GET", path, seat.address, f"{COOKIE}={seat.cookie}").status

    def sign_out(self, seat: Seat) -> None:
        """By the button on a page."""
        mine = f"{COOKIE}={seat.cookie}"
        key = _KEY.search(self._send("GET", "/team", seat.address, mine).data.decode())
        assert key is not None
        sent = self._send("POST", "/sign-out", seat.address, mine, csrf_token=key[1])
        assert sent.status == 303, sent.status

    def together(self, act: Callable[[_T], _U], each: Iterable[_T]) -> list[_U]:
        """A few at once, all of them done when this returns."""
        with ThreadPoolExecutor(AT_ONCE) as threads:
            return list(threads.map(act, each))

    def _allowed(self, address: str) -> str:
        """Where Profile sends a browser back to."""
        (uri,) = parse_qs(urlsplit(address).query)["request_uri"]
        asked = self._world.pushed.open(uri, CLIENT_ID)
        assert asked is not None
        wish, code = asked.data, f"sbxac_{secrets.token_urlsafe(32)}"
        person = next(self._next)
        (account,) = person.roles
        self._world.ledger.allow(
            code,
            self._world.clients[CLIENT_ID],
            Consent(person.id, account, tuple(wish["scope"].split())),
            wish["redirect_uri"],
            wish["code_challenge"],
        )
        self._world.pushed.spend(uri)
        answer = {"code": code, "state": wish["state"], "iss": self._issuer}
        return f"{urlsplit(wish['redirect_uri']).path}?{urlencode(answer)}"

    def _send(
        self, method: str, path: str, address: str, cookie: str = "", **form: str
    ) -> urllib3.BaseHTTPResponse:
        headers = {
            "X-Forwarded-For": address,
            "Connection": "close",  # else one worker would have all of them
        }
        if cookie:
            headers["Cookie"] = cookie
        if form:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        return self._http.request(
            method,
            self._origin + path,
            headers=headers,
            body=urlencode(form) or None,
            redirect=False,
            timeout=60,
        )
