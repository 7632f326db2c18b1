"""The account's logo: shown, replaced after a look at it, removed, put back."""

from webapp.pages.logo.views import blueprint

__all__ = ["blueprint"]
