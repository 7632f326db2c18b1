"""The debrief of one person: a section of their page, and a page of its own for browsers without
script.
"""

from webapp.pages.debrief.views import blueprint

__all__ = ["blueprint"]
