"""The world and the addresses of the sandbox that answers this request."""

from typing import NamedTuple, cast

from flask import Flask, current_app

from sandbox.world import World

MCP_PATH = "/mcp"


class Origins(NamedTuple):
    """The origins, without a slash at the end: issuer, resource, and two that may be empty, as they
    need not be served.
    """

    login: str
    api: str
    v3: str = ""
    personify: str = ""

    @property
    def mcp(self) -> str:
        """The MCP endpoint, on the API's origin."""
        return f"{self.api}{MCP_PATH}"


def place(app: Flask, world: World, origins: Origins) -> None:
    """Hands a world and its addresses to an app."""
    app.extensions["sandbox"] = (world, origins)


def world() -> World:
    """The world of the current app."""
    return _placed()[0]


def origins() -> Origins:
    """The origins of the current app."""
    return _placed()[1]


def _placed() -> tuple[World, Origins]:
    return cast(tuple[World, Origins], current_app.extensions["sandbox"])
