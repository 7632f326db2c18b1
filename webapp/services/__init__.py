"""What is built once per process and handed down."""

from flask import current_app

from webapp.services.building import build_services, cookie_prefix
from webapp.services.built import Services

__all__ = ["Services", "build_services", "cookie_prefix", "services"]


def services() -> Services:
    """The parts that this process was built with."""
    built: Services = current_app.extensions["services"]
    return built
