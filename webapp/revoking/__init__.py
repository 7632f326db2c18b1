"""Takes apps' permissions away, each once, and proves by a reading that they are gone."""

from webapp.revoking.revocation import Reason, Result, Revocation, Target
from webapp.revoking.revoking import NoSuchRevocation, Revoking

__all__ = ["NoSuchRevocation", "Reason", "Result", "Revocation", "Revoking", "Target"]
