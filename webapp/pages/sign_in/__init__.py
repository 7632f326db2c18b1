"""Signing in with Profile, and signing out."""

from .views import blueprint

__all__ = ["blueprint"]
