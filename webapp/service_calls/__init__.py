"""Calls to services that no person makes, with tokens of our own client there."""

from webapp.service_calls.calls import ServiceCalls
from webapp.service_calls.probing import Finding, probe

__all__ = ["Finding", "ServiceCalls", "probe"]
