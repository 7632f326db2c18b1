"""`webapp register`: this dashboard registered at Profile's login, and the settings file written.

Source: RFC 7591 (Dynamic Client Registration); seed 001, "Client Registration".
"""

from webapp.registration.command import register

__all__ = ["register"]
