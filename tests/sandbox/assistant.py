"""An assistant on the official SDK, which knows an address alone, and the person at its side."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

import httpx2
from mcp.client.auth import OAuthClientProvider
from mcp.client.client import Client, ConnectMode
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.auth import AuthorizationCodeResult, OAuthClientMetadata
from pydantic import AnyUrl

from tests.support.assistant_memory import Memory
from tests.support.consent import Consent, answer


@dataclass
class Assistant:
    """`consent` is what the person will decide; `asked` are the addresses they were sent to."""

    address: str
    consent: Consent = field(default_factory=Consent)
    memory: Memory = field(default_factory=Memory)
    asked: list[str] = field(default_factory=list)
    _came_back: str = ""

    @asynccontextmanager
    async def connected(self, mode: ConnectMode = "auto") -> AsyncIterator[Client]:
        """The SDK's client, signed in where that is needed."""
        about = OAuthClientMetadata(
            client_name="Quillby", redirect_uris=[AnyUrl("http://127.0.0.1:7000/callback")]
        )
        self.provider = OAuthClientProvider(
            self.address, about, self.memory, self._send_the_person, self._meet_the_person
        )
        async with (
            httpx2.AsyncClient(auth=self.provider) as http,
            Client(streamable_http_client(self.address, http_client=http), mode=mode) as client,
        ):
            yield client

    async def _send_the_person(self, address: str) -> None:
        self.asked.append(address)
        self._came_back = answer(address, self.consent)

    async def _meet_the_person(self) -> AuthorizationCodeResult:
        query = parse_qs(urlsplit(self._came_back).query)
        told = {name: values[0] for name, values in query.items()}
        return AuthorizationCodeResult(code=told["code"], state=told["state"], iss=told["iss"])
