"""What an operator is given with the sandbox's services: credentials, as lines of settings."""

import os
from collections.abc import Iterator

from sandbox.personify.tenants import EVENTS, MAIN_TENANT
from sandbox.server import Running
from sandbox.services.clients import Service, Vendor
from sandbox.world import World


def register_services(world: World) -> tuple[Service, Service]:
    """A service of the main account and one of Personify's main tenant, with the credentials of the
    environment where there are any.
    """
    return (
        _registered(world, "Nightly export", "profile", world.accounts[0].id),
        _registered(world, "Exhibitor list", "personify", MAIN_TENANT),
    )


def settings_of(sandbox: Running, services: tuple[Service, Service] | None = None) -> Iterator[str]:
    """Lines for a settings file: the origins that are served beside the first two, and what the
    services need, but no secret that the environment gave.
    """
    if sandbox.v3_url:
        yield f"PROFILE_V3_URL={sandbox.v3_url}"
    if services is None:
        return
    export, exhibitors = services
    yield from _credentials("PROFILE_M2M", export)
    if sandbox.personify_url:
        yield f"PERSONIFY_API_URL={sandbox.personify_url}"
        yield f"PERSONIFY_TOKEN_URL={sandbox.personify_url}/connect/token"
        yield from _credentials("PERSONIFY", exhibitors)
        yield f"PERSONIFY_TENANT_ID={MAIN_TENANT}"
        yield f"PERSONIFY_EVENT_ID={EVENTS[MAIN_TENANT][0].id}"


def _registered(world: World, name: str, vendor: Vendor, belongs_to: str) -> Service:
    given = {
        part: os.environ[variable]
        for part in ("client_id", "client_secret")
        if (variable := _variable(vendor, part)) in os.environ
    }
    return world.register_service(name, vendor, belongs_to, **given)


def _credentials(prefix: str, service: Service) -> Iterator[str]:
    if _variable(service.vendor, "client_secret") not in os.environ:
        yield f"{prefix}_CLIENT_ID={service.client_id}"
        yield f"{prefix}_CLIENT_SECRET={service.client_secret}"


def _variable(vendor: Vendor, part: str) -> str:
    """Such as SANDBOX_PROFILE_SERVICE_SECRET."""
    return f"SANDBOX_{vendor.upper()}_SERVICE_{part.removeprefix('client_').upper()}"
