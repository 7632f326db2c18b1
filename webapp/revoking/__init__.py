"""Takes apps' permissions away, each once, and proves by a reading that they are gone."""

from webapp.revoking.revocation import Reason, Result, Revocation, Target
from webapp.revoking.revoking import NoGrantsApi, NoSuchRevocation, Revoking

__all__ = [
    "NoGrantsApi",
    "NoSuchRevocation",
    "Reason",
    "Result",
    "Revocation",
    "Revoking",
    "Target",
]
