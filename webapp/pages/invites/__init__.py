"""Invites that are not answered yet: seen, sent again, cancelled; and links to share."""

from webapp.pages.invites.views import blueprint

__all__ = ["blueprint"]
