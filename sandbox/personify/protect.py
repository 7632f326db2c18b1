"""Who may call Personify's REST API: a service with a live token, for its own tenant.

Source: Personify API reference, sections 3 and 5: each call needs the bearer and `X-Tenant-Id`.
The statuses are our assumption.
"""

from flask import request

from sandbox.api.answers import Refusal
from sandbox.bearer import bearer_sent, not_good
from sandbox.current import world


def tenant_here() -> str:
    """The tenant for whom this call is. Raises Refusal: 401 without a live token of Personify's,
    400 without a tenant, 403 for another one than the service's.
    """
    value = bearer_sent()
    token = world().ledger.services.live(value or "", "personify")
    if token is None:
        raise not_good(token_sent=value is not None)
    tenant = request.headers.get("X-Tenant-Id", "").strip().lower()
    if not tenant:
        raise Refusal(400, "The header X-Tenant-Id is required")
    if tenant != token.service.belongs_to.lower():
        raise Refusal(403, "This client has no access to the tenant")
    return tenant
