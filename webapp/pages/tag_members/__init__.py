"""Who has a tag: seen as the team is, put in and taken out."""

from webapp.pages.tag_members.views import blueprint

__all__ = ["blueprint"]
