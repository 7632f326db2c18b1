"""How invites are looked for and sent.

Known e-mail addresses and numbers must never be sent: the platform would write to them again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from webapp.api import UnexpectedAnswer
from webapp.api.invites import InvitesApi
from webapp.api.profiles import Profile
from webapp.inviting.invitee import Invitee
from webapp.inviting.known import Known
from webapp.people.reach import Way, key_of


@dataclass(frozen=True)
class InviteTrade:
    """`read` gives everybody of the account; None where that was not granted."""

    invites: InvitesApi
    read: Callable[[], Sequence[Profile]] | None

    def look(self, wishes: Sequence[Invitee]) -> dict[int, str | None] | None:
        """Who is in the account already, pending or not."""
        if self.read is None:
            return None
        known = Known(self.read())
        found = ((place, known.by(wish.key)) for place, wish in enumerate(wishes))
        return {place: person.id for place, person in found if person}

    def do(self, wish: Invitee) -> str | None:
        """Have one message sent. An answer about somebody else tells nothing: whoever it names is
        not the one to be given the tags.
        """
        send = self.invites.by_email if wish.way is Way.EMAIL else self.invites.by_phone
        invited = send(wish.to, wish.own_id or None)
        told = invited.email if wish.way is Way.EMAIL else invited.phone
        if told is not None and key_of(told) != wish.key:
            raise UnexpectedAnswer("Another person is told than the one to be invited.")
        return invited.id
