"""The ways out to the platform's APIs, with connections that the whole process shares."""

from functools import partial

from webapp.api import Listener, PlatformApi, Transport
from webapp.api.account import Account
from webapp.api.exchange import Request, exchange
from webapp.api.gate import Gate
from webapp.api.grants import GrantsApi
from webapp.api.headers import headers_of
from webapp.api.hearing import told
from webapp.api.known_answer import is_success
from webapp.api.legacy import ROOT, LegacyApi
from webapp.api.refusals import refusal
from webapp.api.token_source import PersonTokens, must_speak_for
from webapp.api.transport import LIMITS, Noted
from webapp.auth.grants_address import grants_address
from webapp.auth.token_endpoint import TokenEndpoint
from webapp.bounded_http import Answer, Hosts, Limits
from webapp.memory import NOTHING, Memory
from webapp.settings import Settings

BRIEF = Limits(connect=1.0, read=2.0, whole=2.0)


class Outbound:
    """Built once per process; opens no connection yet."""

    def __init__(
        self,
        settings: Settings,
        endpoint: TokenEndpoint,
        most_at_once: int,
        limits: Limits = LIMITS,
    ):
        """`most_at_once` is how many connections to the API may be under way. Of the threads that
        answer requests at least one, and a quarter of many, never waits for a host.
        """
        self._settings = settings
        self._endpoint = endpoint
        self._limits = limits
        self._hosts = Hosts(most_kept=most_at_once)
        self._api = self._hosts.at(settings.profile_api_url)
        places = max(1, settings.threads - max(1, settings.threads // 4))
        self.gates = {settings.profile_api_url: Gate(places)}
        self._places = places

    def platform(
        self,
        tokens: PersonTokens,
        listener: Listener,
        *,
        is_patient: bool = False,
        memory: Memory = NOTHING,
        noted: Noted | None = None,
    ) -> PlatformApi:
        """The platform's API, as the person whom these tokens speak for; `listener` keeps what was
        done, `memory` what readings brought, each of which is `noted`. Raises TypeError for tokens
        of a service, as `grants` does.
        """
        must_speak_for("person", tokens)
        transport = Transport(
            self._settings.profile_api_url,
            self._api,
            tokens,
            self._limits,
            listener=listener,
            is_patient=is_patient,
            memory=memory,
            noted=noted,
            gate=self._gate(self._settings.profile_api_url),
        )
        return PlatformApi(transport)

    def ask_again(self, request: Request, token: str, listener: Listener) -> Answer:
        """The platform's answer to a reading that was noted, where it is a success; not waited for
        long, since the page is made anew where it does not come. Raises every ApiError.
        """
        headers = headers_of(request, token)
        send = partial(exchange, self._api, request, headers, BRIEF)
        with self._gate(self._settings.profile_api_url).passing(is_reading=True):
            answer = told(listener, request, send)
            if not is_success(request, answer.status):
                raise refusal(answer, request, token)
        return answer

    def legacy(
        self, tokens: PersonTokens, listener: Listener, memory: Memory = NOTHING
    ) -> LegacyApi:
        """The API v3 in the same way, where pages are made of that."""
        must_speak_for("person", tokens)
        origin = self._settings.legacy_url
        return LegacyApi(
            Transport(
                origin,
                self._hosts.at(origin),
                tokens,
                self._limits,
                listener=listener,
                root=ROOT,
                memory=memory,
                gate=self._gate(origin),
            )
        )

    def account(self, tokens: PersonTokens, listener: Listener) -> Account:
        """The account that these tokens are bound to, of whichever API pages are made."""
        if self._settings.legacy_url:
            return self.legacy(tokens, listener).account()
        return self.platform(tokens, listener).account.read()

    def grants(
        self,
        tokens: PersonTokens,
        listener: Listener,
        memory: Memory = NOTHING,
        noted: Noted | None = None,
    ) -> GrantsApi | None:
        """The list of apps that may act for them; None where neither Profile's metadata nor the
        settings say where it is. Raises LoginUnavailable where the metadata cannot be had. What is
        read is `noted` where it lies at the API.
        """
        must_speak_for("person", tokens)
        address = grants_address(self._settings, self._endpoint.server())
        if address is None:
            return None
        origin, path = address
        is_of_api = origin == self._settings.profile_api_url
        return GrantsApi(
            Transport(
                origin,
                self._hosts.at(origin),
                tokens,
                self._limits,
                listener=listener,
                root=path,
                called="{grants}",
                memory=memory,
                noted=noted if is_of_api else None,
                gate=self._gate(origin),
            )
        )

    def _gate(self, origin: str) -> Gate:
        """The one that all calls to this host pass."""
        return self.gates.get(origin) or self.gates.setdefault(origin, Gate(self._places))
