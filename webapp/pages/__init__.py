"""What the person sees: one package a page, strangers to each other."""

from webapp.pages import (
    compare,
    connections,
    health,
    privacy,
    profile,
    sessions,
    sign_in,
    team,
    team_map,
)

BLUEPRINTS = (
    sign_in.blueprint,
    team.blueprint,
    team_map.blueprint,
    compare.blueprint,
    profile.blueprint,
    sessions.blueprint,
    connections.blueprint,
    privacy.blueprint,
    health.blueprint,
)

MENU = (("team.roster", "Team"),)
"""Endpoint and label, in the order shown."""
