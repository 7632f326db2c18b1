"""The accounts that this session is connected to: switch between them, leave one."""

from webapp.pages.connections.views import blueprint

__all__ = ["blueprint"]
