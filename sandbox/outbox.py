"""What would have been sent to people: nothing leaves the sandbox.

Source: Profile API reference, section 4.3: creating a profile sends its invite. That it goes by
SMS where there is a phone number in place of an e-mail address is our assumption.
"""

from datetime import datetime
from threading import Lock
from typing import Literal

from msgspec import Struct

from sandbox.population.profiles import Profile

Channel = Literal["email", "sms"]
Occasion = Literal["invite", "resend"]


class Message(Struct, frozen=True):
    """One message: when, from which account, about whose profile, which way and where to, whether
    it is the first or was sent again, and the link that it holds.
    """

    at: datetime
    account: str
    profile: str
    channel: Channel
    to: str
    kind: Occasion
    link: str


def way_to(profile: Profile) -> tuple[Channel, str]:
    """How somebody is written to: by e-mail where they have an address, else by SMS."""
    return ("email", profile.email) if profile.email else ("sms", profile.phone or "")


class Outbox:
    """The messages, newest last."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._messages: list[Message] = []

    def put(self, message: Message) -> None:
        """Adds one."""
        with self._lock:
            self._messages.append(message)

    def messages(self, profile_id: str = "") -> list[Message]:
        """All of them, or those about one profile."""
        with self._lock:
            return [each for each in self._messages if profile_id in {"", each.profile}]

    def clear(self) -> None:
        """Forgets them, and with them who was written to a moment ago."""
        with self._lock:
            self._messages.clear()
