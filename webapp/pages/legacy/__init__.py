"""The pages that the API v3 can serve."""

from webapp.pages.legacy.views import blueprint

__all__ = ["blueprint"]
