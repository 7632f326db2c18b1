"""Our own clients read all of it, and lose nothing that they have a place for."""

from collections.abc import Sequence
from typing import Any

from tests.contract.shapes import Account
from tests.contract.wire import Wire, agreed, shaped
from webapp.api import NotOffered

Json = dict[str, Any]
PLACES = {
    "id": "id",
    "email": "email",
    "phone": "phone",
    "firstName": "first_name",
    "lastName": "last_name",
    "createdAt": "created_at",
    "updatedAt": "updated_at",
    "label": "label",
    "color": "color",
    "profiles": "profiles",
    "disc": "disc",
    "core": "core",
    "focus": "focus",
    "resourceType": "resource_type",
    "resourceId": "resource_id",
    "consumerKey": "consumer_key",
    "key": "key",
    "name": "name",
    "description": "description",
    "minutes": "minutes",
    "isEnabled": "is_enabled",
}


def says_something(value: object) -> bool:
    """A blank is no text for our clients, and an empty result none."""
    return bool(value.strip()) if isinstance(value, str) else value not in (None, [], {})


def nothing_is_lost(sent: list[Json], read: Sequence[Any], what: str) -> None:
    """The same things in the same order, each with every member that came with a value."""
    agreed([row["id"] for row in sent] == [item.id for item in read][: len(sent)], f"{what}: order")
    for row, item in zip(sent, read, strict=False):
        for name, place in PLACES.items():
            lost = getattr(item, place, ...) in (None, ()) and says_something(row.get(name))
            agreed(not lost, f"{what}: {name} is lost in reading")


def test_everybody_is_read_with_every_result(wire: Wire) -> None:
    sent = wire.read("/profiles", "profiles", limit=100, page=1)
    read = wire.api.profiles.every()

    nothing_is_lost(sent, read, "profiles")
    for row, profile in zip(sent, read, strict=False):
        domains = {domain.key: domain for domain in profile.focus or ()}
        for key, domain in (row.get("focus") or {}).items():
            facets = {facet.key: facet.score for facet in domains[key].facets}
            scores = {name: facet["score"] for name, facet in domain["facets"].items()}
            agreed(facets == scores, "profiles: focus is read otherwise than it was sent")
            agreed(domains[key].score == domain["score"], "profiles: a domain's score is lost")
        values = tuple((row.get("core") or {}).values())
        agreed(sorted(profile.core or ()) == sorted(values), "profiles: core is lost")
        if row.get("disc"):
            scores = dict(profile.disc.dimensions if profile.disc else ())
            agreed(
                scores == {key: row["disc"][key] for key in ("d", "i", "s", "c")},
                "profiles: disc is lost",
            )


def test_one_person_is_read_as_in_the_list(wire: Wire) -> None:
    for row in wire.read("/profiles", "profiles", limit=2, page=1):
        nothing_is_lost([row], [wire.api.profiles.one(row["id"])], "profile")


def test_tags_are_read_with_their_members(wire: Wire) -> None:
    sent = wire.read("/tags", "tags", limit=100, page=1)
    read = wire.api.tags.every()

    nothing_is_lost(sent, read, "tags")
    for row, tag in zip(sent, read, strict=False):
        agreed(tag.profiles == tuple(row["profiles"]), "tags: members are lost")


def test_the_account_is_read_with_the_end_of_its_trial(wire: Wire) -> None:
    sent = wire.read("/account", "data")
    shaped(sent, Account, "/account")
    read = wire.api.account.read()

    nothing_is_lost([sent], [read], "account")
    agreed(read.reports_generated == sent["reportsGenerated"], "account: reportsGenerated")
    if sent["billing"].get("trialEndDate") is not None:
        ends = read.billing.trial_end_at if read.billing else None
        agreed(ends is not None, "account: the end of the trial is lost")
    if sent.get("user"):
        role = read.user.role if read.user else None
        agreed(role == sent["user"]["role"], "account: the role is lost")
    agreed(read.preferences == sent.get("preferences"), "account: preferences are lost")


def test_aliases_and_assessments_are_read(wire: Wire) -> None:
    for path, key, api in (
        ("/resource-aliases", "resourceAliases", wire.api.aliases),
        ("/assessments", "assessments", wire.api.assessments),
    ):
        try:
            read = list(api.every())
        except NotOffered:
            wire.assumed(False, path)
        nothing_is_lost(wire.read(path, key, limit=100, page=1), read, key)


def test_the_logo_is_read_as_it_is(wire: Wire) -> None:
    wire.assumed("logo" in wire.read("/account", "data"), "/account has logo")
    has_one = wire.read("/account", "data")["logo"] is not None
    agreed((wire.api.logo.read() is not None) == has_one, "the logo is lost")
