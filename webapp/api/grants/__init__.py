"""Grants: which apps may act for the signed-in person ("connected apps").

The platform documents that people see and revoke these in their profile, and no API for it. This
package is the one place that knows the shape we assume, and two that other servers are known to
have; the rest of the house sees frozen `Grant`s.

Source: grants reference ("the shape we assume"); Keycloak's Account API; Supabase Auth.
"""

from webapp.api.grants.activity import Activity, Deed
from webapp.api.grants.client import GrantsApi
from webapp.api.grants.values import App, Grant

__all__ = ["Activity", "App", "Deed", "Grant", "GrantsApi"]
