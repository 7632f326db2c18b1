"""Presentation mode: the team without names, for a screen that others see."""

from webapp.pages.presentation.views import blueprint

__all__ = ["blueprint"]
