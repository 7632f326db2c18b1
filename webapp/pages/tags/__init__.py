"""Tags: all of them, made, renamed, recoloured and deleted."""

from webapp.pages.tags.views import blueprint

__all__ = ["blueprint"]
