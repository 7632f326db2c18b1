"""What the person sees: one package a page, strangers to each other."""

from webapp.pages import (
    account,
    compare,
    connected_apps,
    connections,
    debrief,
    exports,
    health,
    logo,
    own_log,
    person_tags,
    presentation,
    privacy,
    profile,
    saved_views,
    sessions,
    sign_in,
    tag_changes,
    tag_members,
    tag_people,
    tags,
    team,
    team_map,
)

BLUEPRINTS = (
    sign_in.blueprint,
    team.blueprint,
    team_map.blueprint,
    exports.blueprint,
    saved_views.blueprint,
    compare.blueprint,
    profile.blueprint,
    debrief.blueprint,
    person_tags.blueprint,
    sessions.blueprint,
    connected_apps.blueprint,
    connections.blueprint,
    tags.blueprint,
    tag_changes.blueprint,
    tag_members.blueprint,
    tag_people.blueprint,
    own_log.blueprint,
    account.blueprint,
    logo.blueprint,
    presentation.blueprint,
    privacy.blueprint,
    health.blueprint,
)

MENU = (
    ("team.roster", "Team"),
    ("tags.tags", "Tags"),
    ("connected_apps.connected_apps", "Connected apps"),
    ("account.account", "Account"),
)
"""Endpoint and label, in the order shown."""
