"""Saved views: keep a question under a name, open it, and see to all of them."""

from webapp.pages.saved_views.views import blueprint

__all__ = ["blueprint"]
