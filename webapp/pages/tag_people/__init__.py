"""One tag for many people at once: chosen in the list, shown before it is done, and done once."""

from webapp.pages.tag_people.views import blueprint

__all__ = ["blueprint"]
