"""The account: what it is, whose connection this is, what may be changed, and its preferences."""

from webapp.pages.account.views import blueprint

__all__ = ["blueprint"]
