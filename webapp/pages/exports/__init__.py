"""The people of the roster as a file: CSV and JSON."""

from webapp.pages.exports.views import blueprint

__all__ = ["blueprint"]
