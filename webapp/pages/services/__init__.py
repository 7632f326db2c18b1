"""How the services stand that jobs of this dashboard use; for owners."""

from webapp.pages.services.views import blueprint

__all__ = ["blueprint"]
