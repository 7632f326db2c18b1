"""Signing in with Profile, and signing out."""

from webapp.pages.sign_in.views import blueprint

__all__ = ["blueprint"]
