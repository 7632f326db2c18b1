"""Your sessions: where you are signed in, how long this session lasts, and how to end one."""

from webapp.pages.sessions.views import blueprint

__all__ = ["blueprint"]
