"""Two to five people side by side: where they differ, and what they share."""

from webapp.pages.compare.views import blueprint

__all__ = ["blueprint"]
