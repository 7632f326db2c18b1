"""Own ids from a file: read, shown for what they come to, then made, each once."""

from webapp.pages.alias_import.views import blueprint

__all__ = ["blueprint"]
