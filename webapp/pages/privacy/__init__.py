"""What this dashboard keeps, where, and for how long."""

from webapp.pages.privacy.views import blueprint

__all__ = ["blueprint"]
