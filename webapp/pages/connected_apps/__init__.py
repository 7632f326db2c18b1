"""Connected apps: who may act for the person, what they may touch, and taking that away."""

from webapp.pages.connected_apps.views import blueprint

__all__ = ["blueprint"]
