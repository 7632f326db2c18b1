"""What can go wrong in a call to the platform: one class per meaning.

No error carries a token, an answer's body or a filled-in path. `message` is the platform's own
sentence where it sent one, shortened, and safe to show; it may name a person, so that the error
itself, which is logged, does not say it.
"""


class ApiError(Exception):
    """Any failure of a call to the platform."""


class Unavailable(ApiError):
    """No answer came, or the platform says that it cannot answer (5xx).

    `was_sent` is False where nothing can have been done: no connection could be made.
    `retry_after` is in seconds from now, where the platform said it.
    """

    def __init__(self, *said: str, was_sent: bool = True, retry_after: int | None = None) -> None:
        super().__init__(*said)
        self.was_sent = was_sent
        self.retry_after = retry_after


class NotAsked(Unavailable):
    """Nothing was sent: the platform is slow, and who has waited for it already shall not wait
    once more, nor everybody else behind them.
    """

    def __init__(self, *said: str, retry_after: int | None = None) -> None:
        super().__init__(*said, was_sent=False, retry_after=retry_after)


class NoAnswer(Unavailable):
    """The connection was cut, or a gateway answered in the platform's place (502, 504): it may
    still be at what was sent.
    """


class TooSlow(NoAnswer):
    """The platform did not answer in time. That `was_brief` where the caller had less patience than
    a host may need: then it tells nothing of the host.
    """

    def __init__(
        self,
        *said: str,
        was_sent: bool = True,
        retry_after: int | None = None,
        was_brief: bool = False,
    ) -> None:
        super().__init__(*said, was_sent=was_sent, retry_after=retry_after)
        self.was_brief = was_brief


class TokenRefused(ApiError):
    """No token that can be sent, or a 401 in spite of one renewal."""


class NotFound(ApiError):
    """No such thing in this account (404), or an id that cannot be one."""


class NoSuchPerson(NotFound):
    """Nobody in this account has the id: deleted meanwhile, of another account, or never there."""


class NoSuchTag(NotFound):
    """No tag of this account has the id: deleted meanwhile, of another account, or never there."""


class NoSuchAlias(NotFound):
    """No alias of this account has the id: deleted meanwhile, or never there."""


class UnexpectedAnswer(ApiError):
    """An answer of a shape the platform does not document; says which and where, never the data."""


class NotOffered(UnexpectedAnswer):
    """The platform has no such call at this address (405)."""


class Forbidden(ApiError):
    """The grant does not cover the call (403); `scope` names what is missing where known."""

    def __init__(self, scope: str | None = None, message: str | None = None) -> None:
        super().__init__("The platform forbids this call.")
        self.scope = scope
        self.message = message


class Rejected(ApiError):
    """The platform cannot accept what was sent (400, 415, 422)."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__("The platform rejected what was sent.")
        self.message = message


class Conflict(ApiError):
    """What was sent contradicts what the platform holds (409)."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__("The platform holds something that contradicts this.")
        self.message = message


class TooMany(ApiError):
    """Too many calls (429); `retry_after` is in seconds from now, where the platform said it."""

    def __init__(self, retry_after: int | None = None) -> None:
        super().__init__("The platform asks for fewer calls.")
        self.retry_after = retry_after
