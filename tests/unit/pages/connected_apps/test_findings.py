"""What deserves a look, what an app could touch, and what of its permissions it needed."""

from datetime import datetime
from typing import Any

import pytest

from tests.unit.pages.connected_apps.grants import NOW, days, shown
from webapp.api.grants import Activity, Deed
from webapp.pages.connected_apps.actions import action
from webapp.pages.connected_apps.did import all_findings, is_more, scopes_needed
from webapp.pages.connected_apps.findings import findings
from webapp.pages.connected_apps.reach import reach

WRITES = ("profiles:read", "tags:manage")


def titles(**facts: Any) -> list[str]:
    return [finding.title for finding in findings(shown(**facts), NOW)]


@pytest.mark.parametrize(
    ("used", "found"),
    [(days(30), []), (days(30.001), ["Can change things, unused"]), (days(0), [])],
)
def test_who_can_change_things_and_is_unused_for_over_thirty_days(
    used: datetime, found: list[str]
) -> None:
    assert titles(scopes=WRITES, last_used_at=used) == found
    assert titles(scopes=("profiles:read",), last_used_at=used) == []


@pytest.mark.parametrize(
    ("granted", "found"),
    [
        (days(0.999), []),
        (days(1), ["Never used"]),
        (days(31), ["Can change things, unused", "Never used"]),
        (None, []),
    ],
)
def test_who_was_never_used_though_a_day_has_passed(
    granted: datetime | None, found: list[str]
) -> None:
    assert titles(scopes=WRITES, last_used_at=None, granted_at=granted) == found


def test_where_use_is_not_told_nothing_is_said_of_it() -> None:
    assert titles(scopes=WRITES, last_used_at=None, tells_use=False) == []


def test_the_reason_says_for_how_long() -> None:
    used, unused = (
        findings(shown(scopes=WRITES, last_used_at=at, granted_at=days(77)), NOW)[0].reason
        for at in (days(40.5), None)
    )

    assert used == "It can change data and was not used for 40 days."
    assert unused == "It can change data and was never used in 77 days."


def test_who_registered_itself_is_worth_a_look() -> None:
    assert titles(is_self_registered=True, is_public=True) == ["Registered itself"]
    assert titles(is_self_registered=None) == []


def test_of_the_connection_in_use_nothing_is_said() -> None:
    app = shown(is_ours=True, is_current=True, scopes=WRITES, last_used_at=days(400))

    assert findings(app, NOW) == ()
    assert all_findings(app, Activity((Deed("account.read"),)), NOW) == ()


def test_who_needs_less_than_it_has_is_broader_than_needed() -> None:
    app = shown(scopes=WRITES)
    lists = Activity((Deed("profiles.list"), Deed("profile.read")))
    (broader,) = all_findings(app, lists, NOW)

    assert broader.reason == (
        "In its latest 2 actions it never needed tags:manage. It could change data with that."
    )
    assert all_findings(app, Activity((*lists.deeds, Deed("tags.list"))), NOW) == ()


@pytest.mark.parametrize("activity", [None, Activity(()), Activity((Deed("wine.pour"),))])
def test_nothing_is_called_broader_by_mistake(activity: Activity | None) -> None:
    assert all_findings(shown(scopes=WRITES), activity, NOW) == ()


def test_an_unknown_action_may_have_needed_everything() -> None:
    assert action("wine.pour").words == "wine.pour"
    assert action("\u202ewine" * 999).words == ("wine" * 999)[:200]
    assert action("\u202e").words == "Not told"
    assert scopes_needed(shown(scopes=WRITES), [Deed("wine.pour")]) == frozenset(WRITES)


@pytest.mark.parametrize(
    ("activity", "page", "more"),
    [
        (None, 1, False),
        (Activity((Deed("x"),), total=20), 1, False),
        (Activity((Deed("x"),), total=21), 1, True),
        (Activity((Deed("x"),) * 19), 1, False),
        (Activity((Deed("x"),) * 20), 1, True),
    ],
)
def test_an_older_page_is_offered_where_there_is_one(
    activity: Activity | None, page: int, more: bool
) -> None:
    assert is_more(activity, page) is more


def test_what_hurts_most_is_said_first_and_counted_in_this_account() -> None:
    app = shown(scopes=("profiles:read", "wine:pour", "tags:manage", "profiles:write"))

    assert reach(app, 212, 1, is_here=True) == (
        "It may delete 212 people, change their details, and invite others.",
        "It may read names, contact details and results of 212 people.",
        "It may change or delete 1 tag, and who has them.",
        "It may use “wine:pour”, which this dashboard does not know.",
    )


@pytest.mark.parametrize(("people", "is_here"), [(None, True), (212, False)])
def test_what_is_not_known_is_not_counted(people: int | None, is_here: bool) -> None:
    (said,) = reach(shown(), people, 4, is_here=is_here)

    assert said == "It may read names, contact details and results of all people of its account."
