"""Who may enter, and with which forms."""

from webapp.guard.checks import check_form
from webapp.guard.endpoints import OPEN, PASSIVE
from webapp.guard.entry import check_entry, needs

__all__ = ["OPEN", "PASSIVE", "check_entry", "check_form", "needs"]
