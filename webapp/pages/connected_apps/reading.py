"""Reads what the page is about: the apps, one of them, and what one could touch."""

from collections.abc import Sequence
from dataclasses import replace

from webapp.api.grants import Activity
from webapp.current import everyone_if_read, signed_in, tags_if_read
from webapp.current.call import if_read
from webapp.current.grants import Grants, Source, grants_api, is_this_dashboard, read_grants
from webapp.pages.connected_apps.apps import App, apps, own
from webapp.pages.connected_apps.reach import reach

MOST_COMPARED = 20
"""Apps of which it is read at once what they did: one call each."""


class NoSuchApp(Exception):
    """No app that can be read has this key: it is gone, never was there, or is not listed now."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def read_apps() -> tuple[Source, list[App]]:
    """Every app as it is now, and whose word that is."""
    read = read_grants()
    return read.source, apps_of(read)


def apps_of(read: Grants) -> list[App]:
    """The apps of what was read; where that is nobody's word, the connections of this session."""
    person = signed_in()
    if read.source is not Source.PROFILE:
        return own(person.connections, person.active)
    listed = apps(read.grants, is_this_dashboard, person.connection.account_id)
    return [replace(app, connection=person.active) if app.is_current else app for app in listed]


def read_app(key: str) -> App:
    """One of them. Raises NoSuchApp."""
    for app in read_apps()[1]:
        if app.key == key:
            return app
    raise NoSuchApp(key)


def reach_of(app: App) -> tuple[str, ...]:
    """What it could touch, counted in the account in use where it acts there."""
    person = signed_in()
    is_here = app.grant.account_id in (None, person.connection.account_id)
    people = everyone_if_read() if is_here and person.may("profiles:read") else None
    tags = tags_if_read()
    counts = (None if each is None else len(each) for each in (people, tags))
    return reach(app, *counts, is_here=is_here)


def activity_of(app: App, page: int) -> Activity | None:
    """One page of what it did, the newest first; None where that cannot be had."""
    api = grants_api()
    if api is None or not app.grant.has_activity:
        return None
    return if_read(lambda: api.activity(app.grant.id, page))


def activities_of(apps: Sequence[App]) -> dict[str, Activity | None]:
    """What the first MOST_COMPARED of the others did lately, by their keys."""
    others = [app for app in apps if app.grant.has_activity and not app.is_current]
    return {app.key: activity_of(app, 1) for app in others[:MOST_COMPARED]}
