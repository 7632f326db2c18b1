"""Own ids: all of them, made, changed, deleted, and taken away as a file."""

from webapp.pages.aliases.views import blueprint

__all__ = ["blueprint"]
