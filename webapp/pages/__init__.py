"""What the person sees: one package a page, strangers to each other."""

from webapp.pages import health, profile, sign_in, team

BLUEPRINTS = (sign_in.blueprint, team.blueprint, profile.blueprint, health.blueprint)

MENU = (("team.roster", "Team"),)
"""Endpoint and label, in the order shown."""
