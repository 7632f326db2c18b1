"""Invites that were sent: how far a batch is, and what came of each."""

from webapp.pages.invite_batches.views import blueprint

__all__ = ["blueprint"]
