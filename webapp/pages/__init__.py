"""What the person sees: one package a page, strangers to each other."""

from webapp.pages import connections, health, privacy, profile, sessions, sign_in, team

BLUEPRINTS = (
    sign_in.blueprint,
    team.blueprint,
    profile.blueprint,
    sessions.blueprint,
    connections.blueprint,
    privacy.blueprint,
    health.blueprint,
)

MENU = (("team.roster", "Team"),)
"""Endpoint and label, in the order shown."""
