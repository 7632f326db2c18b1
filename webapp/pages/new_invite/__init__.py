"""New invites: typed or pasted, shown before anything is sent, and sent once."""

from webapp.pages.new_invite.views import blueprint

__all__ = ["blueprint"]
