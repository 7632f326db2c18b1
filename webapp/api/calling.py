"""One call to a host in somebody's name: their token, and everybody's patience with the host."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import partial

from webapp.api.exchange import Request, exchange
from webapp.api.gate import Gate
from webapp.api.headers import headers_of
from webapp.api.hearing import Listener, told
from webapp.api.known_answer import is_success
from webapp.api.patience import PagePatience
from webapp.api.refusals import refusal
from webapp.api.token_source import TokenSource
from webapp.bounded_http import Answer, Host, Limits

REFUSED = 401
"""Of a token that had perhaps ended; of all failures the one that another token may mend."""


class Calls:
    """Those of one page, or of one piece of work behind it (`is_patient`): that waits for each of
    its calls as long as it takes, and takes no place from those whom somebody waits for.
    """

    def __init__(
        self,
        host: Host,
        tokens: TokenSource,
        limits: Limits,
        *,
        listener: Listener | None,
        more_headers: Mapping[str, str],
        gate: Gate | None,
        is_patient: bool,
    ) -> None:
        self._host, self._tokens, self._limits = host, tokens, limits
        self._listener, self._more_headers = listener, more_headers
        self._gate, self._is_patient = gate, is_patient
        self._patience = PagePatience()

    def answer(self, request: Request, limits: Limits | None) -> Answer:
        """A success; asked again once, with another token, where the first one was refused. Every
        ApiError may be raised, and whatever the tokens raise.

        Tokens are had before a place is taken: one that is renewed may be long in coming, and who
        waits for it does not wait for this host.
        """
        token = self._tokens.access_token()
        answer = self._sent(request, token, limits or self._limits)
        if answer.status == REFUSED:
            token = self._tokens.renew(token)
            answer = self._sent(request, token, limits or self._limits)
        if answer.status == REFUSED:
            raise refusal(answer, request, token)
        return answer

    def _sent(self, request: Request, token: str, limits: Limits) -> Answer:
        """A success, or that the token was refused."""
        headers = {**headers_of(request, token), **self._more_headers}
        send = self._sending(request, headers, limits)
        with self._passing(request):
            answer = send()
            if answer.status != REFUSED and not is_success(request, answer.status):
                raise refusal(answer, request, token)
        return answer

    def _passing(self, request: Request) -> AbstractContextManager[None]:
        if self._gate is None:
            return nullcontext()
        is_reading = request.method == "GET"
        return self._gate.passing(is_reading=is_reading, takes_place=not self._is_patient)

    def _sending(
        self, request: Request, headers: dict[str, str], limits: Limits
    ) -> Callable[[], Answer]:
        if self._is_patient or request.method != "GET":
            return partial(self._told, request, headers, limits)
        within = self._patience.limits(limits)
        return partial(self._patience.used, partial(self._told, request, headers, within))

    def _told(self, request: Request, headers: dict[str, str], limits: Limits) -> Answer:
        return told(
            self._listener, request, partial(exchange, self._host, request, headers, limits)
        )
