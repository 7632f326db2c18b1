"""An action that waited for a permission: shown again, and sent by a press."""

from webapp.pages.go_on.views import blueprint

__all__ = ["blueprint"]
