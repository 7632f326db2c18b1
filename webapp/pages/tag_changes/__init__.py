"""Changes of tags: how far one is, what came of it, and taking it back."""

from webapp.pages.tag_changes.views import blueprint

__all__ = ["blueprint"]
