"""Whichever permissions were given: nothing else is ever asked of Profile, and every page answers.

What a call needs is written down here anew, from the platform's documents and our assumptions.
"""

import re

import pytest
from flask import Flask

from sandbox.server import Running
from sandbox.witness import Arrival
from tests.structure.test_routes import PARAMETERS
from tests.support import consent
from tests.support.consent import Consent
from tests.support.page import Page
from tests.support.site import Site
from tests.support.waiting import wait_until
from tests.support.walk import Walk

PEOPLE, INVITES, TAGS = "profiles:read", "profiles:write", "tags:manage"
ACCOUNT, SETTINGS = "account:read", "account:write"
SCOPES = (PEOPLE, INVITES, TAGS, ACCOUNT, SETTINGS)

ONE = r"[A-Za-z0-9_-]+"
NEEDS = (
    ("GET", rf"/profiles|/profile/{ONE}", PEOPLE),
    ("GET|POST", rf"/playbook/ai/debrief/{ONE}", PEOPLE),
    ("POST", rf"/profile|/profile/{ONE}/resend-invite|/assessment-invite", INVITES),
    ("PATCH|DELETE", rf"/profile/{ONE}", INVITES),
    ("GET|POST|PUT|PATCH|DELETE", rf"/tags|/tag|/tag/{ONE}(/profiles)?", TAGS),
    (
        "GET",
        rf"/account|/account/logo|/assessments|/resource-aliases|/grants(/{ONE}/activity)?",
        ACCOUNT,
    ),
    ("PATCH|PUT|DELETE", r"/account|/account/logo", SETTINGS),
    ("POST|PATCH|DELETE", rf"/resource-alias(/{ONE})?|/grants/{ONE}", SETTINGS),
)


def needed(call: Arrival) -> str:
    """The scope of a call; a new one has to be added here."""
    path = call.path.removeprefix("/api/v4")
    found = {
        scope
        for methods, paths, scope in NEEDS
        if re.fullmatch(methods, call.method) and re.fullmatch(paths, path)
    }
    assert len(found) == 1, f"which scope does {call.method} {call.path} need?"
    return found.pop()


def subsets() -> list[frozenset[str]]:
    """Every one but the empty, the smallest first."""
    every = (
        frozenset(scope for place, scope in enumerate(SCOPES) if number >> place & 1)
        for number in range(1, 2 ** len(SCOPES))
    )
    return sorted(every, key=lambda some: (len(some), sorted(some)))


@pytest.fixture
def walk(app: Flask, visitor: Site, platform: Running) -> Walk:
    account = platform.world.accounts[0]
    person = next(account.profiles.at(i) for i in range(60) if account.profiles.at(i).disc)
    real = {"profile_id": person.id, "tag_id": next(iter(account.tags)).id}
    return Walk(app, visitor, Consent(), {**PARAMETERS, **real})


def is_usable(page: Page, granted: frozenset[str]) -> bool:
    """Whether it is an answer that one can go on from; where a permission is missing, it is one
    that was not given, and there is a way to give it.
    """
    if page.status != 403:
        return page.status < 500 and page.status not in (401, 429)
    missing = page.links().get("Allow it", "").replace("%3A", ":")
    asked = {scope for scope in SCOPES if re.search(rf"scope=[\w:+]*{scope}", missing)}
    return bool(asked) and not asked & granted


@pytest.mark.parametrize("granted", subsets(), ids=lambda some: " ".join(sorted(some)))
def test_nothing_but_what_was_granted_is_asked_and_every_page_answers(
    walk: Walk, platform: Running, granted: frozenset[str]
) -> None:
    walk.wish = Consent(denied=set(SCOPES) - granted)

    walk.go()

    witness = platform.world.witness
    wait_until(lambda: all(call.status for call in witness.arrivals("/api")), "answers")
    calls = witness.arrivals("/api")
    assert [f"{c.method} {c.path}" for c in calls if needed(c) not in granted] == []
    assert [f"{c.method} {c.path}" for c in calls if c.status == 403] == []
    assert [
        f"{page.status} {what}" for what, page in walk.met if not is_usable(page, granted)
    ] == []


def test_of_nothing_at_all_nobody_is_signed_in(visitor: Site) -> None:
    callback = consent.answer(visitor.begin_sign_in(), Consent(denied=SCOPES))

    page = visitor.finish_sign_in(callback, status=403)

    assert page.heading == "You did not allow access"


def test_every_address_is_walked(walk: Walk, app: Flask, platform: Running) -> None:
    """And with everything granted, something of every noun is asked: the walk is no empty one."""
    walk.go()

    walked = {what.partition(" ")[0] for what, _ in walk.met}
    known = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert {"sign_in.start", "sign_in.begin", "sign_in.callback", "static"} == known - walked
    nouns = {call.path.split("/")[3] for call in platform.world.witness.arrivals("/api")}
    people = {"profiles", "profile", "playbook", "assessment-invite"}
    account = {"account", "assessments", "resource-aliases", "grants"}
    assert nouns >= people | account | {"tags", "tag"}
