"""What this dashboard did in a person's name, as a page and as files."""

from webapp.pages.own_log.views import blueprint

__all__ = ["blueprint"]
