"""`webapp export roster`: everybody of an account as a file, for jobs that no person starts."""

from webapp.roster_export.command import export

__all__ = ["export"]
