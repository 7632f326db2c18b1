"""One call to a host in somebody's name: their token, and everybody's patience with the host."""

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import partial

from urllib3 import HTTPConnectionPool

from webapp.api.exchange import Answer, Limits, Request, exchange
from webapp.api.gate import Gate
from webapp.api.headers import headers_of
from webapp.api.hearing import Listener, told
from webapp.api.known_answer import is_success
from webapp.api.patience import PagePatience
from webapp.api.refusals import refusal
from webapp.api.token_source import TokenSource


class Calls:
    """Those of one page, or of one piece of work behind it (`is_patient`): that waits for each of
    its calls as long as it takes, and takes no place from those whom somebody waits for.
    """

    def __init__(
        self,
        http: HTTPConnectionPool,
        tokens: TokenSource,
        limits: Limits,
        *,
        listener: Listener | None,
        more_headers: Mapping[str, str],
        gate: Gate | None,
        is_patient: bool,
    ) -> None:
        self._http, self._tokens, self._limits = http, tokens, limits
        self._listener, self._more_headers = listener, more_headers
        self._gate, self._is_patient = gate, is_patient
        self._patience = PagePatience()

    def answer(self, request: Request, limits: Limits | None) -> Answer:
        """A success; asked again once, with another token, where the first one was refused. Every
        ApiError may be raised, and whatever the tokens raise.
        """
        with self._passing(request):
            return self._answered(request, limits or self._limits)

    def _passing(self, request: Request) -> AbstractContextManager[None]:
        if self._gate is None:
            return nullcontext()
        is_reading = request.method == "GET"
        return self._gate.passing(is_reading=is_reading, takes_place=not self._is_patient)

    def _answered(self, request: Request, limits: Limits) -> Answer:
        token = self._tokens.access_token()
        answer = self._send(request, token, limits)
        if answer.status == 401:
            token = self._tokens.renew(token)
            answer = self._send(request, token, limits)
        if not is_success(request, answer.status):
            raise refusal(answer, request, token)
        return answer

    def _send(self, request: Request, token: str, limits: Limits) -> Answer:
        headers = {**headers_of(request, token), **self._more_headers}
        if self._is_patient or request.method != "GET":
            return self._told(request, headers, limits)
        within = self._patience.limits(limits)
        return self._patience.used(partial(self._told, request, headers, within))

    def _told(self, request: Request, headers: dict[str, str], limits: Limits) -> Answer:
        return told(
            self._listener, request, partial(exchange, self._http, request, headers, limits)
        )
