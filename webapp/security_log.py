"""What happens to sessions, tokens and data, one line an event, for whoever watches over them.

Nobody can be named here by mistake: facts have a closed set of names; who and what is concerned
comes out as a short keyed hash, so that lines on the same person can be found together, and
nobody told from a line alone; the rest is a word of a list, a number, or the shortened network.

Source: ASVS 5.0, 16.2.5 (session ids only hashed) and 16.3 (security events).
"""

import hmac
import logging
from typing import TypeVar

from webapp import metrics
from webapp.network_place import place
from webapp.security_words import Event, Form, Outcome, Reason

__all__ = ["NAME", "Event", "Form", "Outcome", "Reason", "SecurityLog"]

NAME = "webapp.security"
"""The logger, for operators who lead these lines elsewhere."""

_HASH_DIGITS = 16

_CHANGES = {
    Event.SIGN_IN: "opened",
    Event.SIGN_OUT: "ended",
    Event.SESSION_ENDED: "ended",
}
"""What these events do to the number of sessions."""

log = logging.getLogger(NAME)

T = TypeVar("T")


class SecurityLog:
    """Writes events under the logger `webapp.security`, at level INFO."""

    def __init__(self, key: bytes):
        self._key = hmac.digest(key, b"webapp.security_log", "sha256")
        for outcome in Outcome:
            metrics.REFRESHES.known(outcome.value)
        for change in _CHANGES.values():
            metrics.SESSIONS.known(change)

    def record(
        self,
        event: Event,
        *,
        reason: Reason | None = None,
        outcome: Outcome | None = None,
        form: Form | None = None,
        count: int | None = None,
        address: str | None = None,
        account: str | None = None,
        subject: str | None = None,
        session: str | None = None,
        connection: str | None = None,
        client: str | None = None,
    ) -> None:
        """Write one line with the facts that are given, and count it.

        The last five are identifiers or secrets as they are, of which only hashes are written, and
        `address` the browser's network address, which is shortened; `count` is how many items a
        bulk change, an export or a list of invites held. Raises TypeError for a word of no list.
        """
        _count(event, outcome)
        words = {
            "event": _one_of(Event, event),
            "reason": _one_of(Reason, reason),
            "outcome": _one_of(Outcome, outcome),
            "form": _one_of(Form, form),
        }
        concerned = {"account": account, "subject": subject, "session": session}
        concerned |= {"connection": connection, "client": client}
        facts = {
            **words,
            "count": _one_of(int, count),
            "place": None if address is None else place(address),
            **{kind: self._hash(kind, value) for kind, value in concerned.items()},
        }
        log.info(
            " ".join(word for word in words.values() if word),
            extra={name: fact for name, fact in facts.items() if fact is not None},
        )

    def _hash(self, kind: str, value: str | None) -> str | None:
        """The same for the same value as long as the key lives; of no use without the key."""
        if value is None:
            return None
        said = f"{kind}\0{value}".encode("utf-8", "surrogatepass")
        return hmac.digest(self._key, said, "sha256").hex()[:_HASH_DIGITS]


def _count(event: Event, outcome: Outcome | None) -> None:
    if event is Event.REFRESH and outcome is not None:
        metrics.REFRESHES.add(outcome.value)
    elif event in _CHANGES:
        metrics.SESSIONS.add(_CHANGES[event])


def _one_of(kind: type[T], value: T | None) -> T | None:
    """The value itself; the error does not repeat what was given in its place."""
    if value is not None and not isinstance(value, kind):
        raise TypeError(f"{kind.__name__} was expected")
    return value
