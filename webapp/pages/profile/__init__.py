"""One person of the team."""

from webapp.pages.profile.views import blueprint

__all__ = ["blueprint"]
