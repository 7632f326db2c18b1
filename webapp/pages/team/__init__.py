"""The team: the roster of everybody in the account."""

from webapp.pages.team.views import blueprint

__all__ = ["blueprint"]
