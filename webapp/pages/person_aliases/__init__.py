"""The own ids of one person: a part of their page that is asked for, and a page of its own."""

from webapp.pages.person_aliases.views import blueprint

__all__ = ["blueprint"]
