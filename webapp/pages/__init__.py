"""What the person sees: one package a page, strangers to each other."""

from typing import NamedTuple

from flask import Blueprint

from webapp.pages import (
    account,
    alias_import,
    aliases,
    compare,
    connected_apps,
    connections,
    debrief,
    exports,
    go_on,
    health,
    invite_batches,
    invites,
    legacy,
    logo,
    new_invite,
    own_log,
    person_aliases,
    person_details,
    person_tags,
    presentation,
    privacy,
    profile,
    saved_views,
    services,
    sessions,
    sign_in,
    tag_changes,
    tag_members,
    tag_people,
    tags,
    team,
    team_map,
)


class Pages(NamedTuple):
    """What there is at all, and the endpoints and labels of the menu, of which the first is where
    a person starts.
    """

    blueprints: tuple[Blueprint, ...]
    menu: tuple[tuple[str, str], ...]


_OF_ANY_VERSION = (
    *(sign_in.blueprint, connections.blueprint, sessions.blueprint, own_log.blueprint),
    *(presentation.blueprint, services.blueprint, privacy.blueprint, health.blueprint),
)

PAGES = Pages(
    blueprints=(
        *_OF_ANY_VERSION,
        team.blueprint,
        team_map.blueprint,
        exports.blueprint,
        saved_views.blueprint,
        compare.blueprint,
        profile.blueprint,
        debrief.blueprint,
        person_details.blueprint,
        person_tags.blueprint,
        person_aliases.blueprint,
        invites.blueprint,
        connected_apps.blueprint,
        go_on.blueprint,
        aliases.blueprint,
        alias_import.blueprint,
        tags.blueprint,
        tag_changes.blueprint,
        tag_members.blueprint,
        tag_people.blueprint,
        new_invite.blueprint,
        invite_batches.blueprint,
        account.blueprint,
        logo.blueprint,
    ),
    menu=(
        ("team.roster", "Team"),
        ("invites.invites", "Invites"),
        ("tags.tags", "Tags"),
        ("connected_apps.connected_apps", "Connected apps"),
        ("account.account", "Account"),
    ),
)

PAGES_OF_V3 = Pages(
    blueprints=(*_OF_ANY_VERSION, legacy.blueprint),
    menu=(("legacy.account", "Account"), ("legacy.tags", "Tags")),
)
"""Of people, invites and grants v3 documents nothing: what it cannot serve is not there."""
