"""The tags of one person: a section of their page, and a page of its own where that is needed."""

from webapp.pages.person_tags.views import blueprint

__all__ = ["blueprint"]
