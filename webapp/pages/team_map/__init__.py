"""The team as a picture: the DISC circle, and what everybody's results come to together."""

from webapp.pages.team_map.views import blueprint

__all__ = ["blueprint"]
