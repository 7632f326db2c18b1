"""What an app could touch (the blast radius), in people and tags; pure."""

from collections.abc import Sequence

from webapp.pages.connected_apps.apps import App


def reach(app: App, people: int | None, tags: int | None, *, is_here: bool) -> tuple[str, ...]:
    """Sentences, what hurts most first. Counts are of the account in use, None where they are not
    known; `is_here` says that the app acts in that account.
    """
    some_people = _count(people if is_here else None, "person", "people")
    some_tags = _count(tags if is_here else None, "tag", "tags")
    by_scope = {
        "profiles:write": f"delete {some_people}, change their details, and invite others",
        "profiles:read": f"read names, contact details and results of {some_people}",
        "tags:manage": f"change or delete {some_tags}, and who has them",
        "account:write": "change the account’s settings and aliases",
        "account:read": "read the account’s name and settings",
    }
    known = [f"It may {by_scope[scope]}." for scope in by_scope if scope in app.grant.scopes]
    unknown = [
        f"It may use “{s}”, which this dashboard does not know." for s in _others(app, by_scope)
    ]
    return tuple(known + unknown)


def _others(app: App, known: dict[str, str]) -> Sequence[str]:
    return [scope for scope in dict.fromkeys(app.grant.scopes) if scope not in known]


def _count(number: int | None, one: str, many: str) -> str:
    if number is None:
        return f"all {many} of its account"
    return f"1 {one}" if number == 1 else f"{number:,} {many}"
