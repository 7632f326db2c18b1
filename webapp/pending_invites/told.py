"""What came of an act upon an invite, in words; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from webapp.background.moments import moment
from webapp.pending_invites.act import Act, Deed, Outcome

_NO_NAME = "this person"
_SAFE = "Nothing was sent, so it is safe to try again."
_ASK_IN_PROFILE = "It is done in Profile itself, on the person’s page."

_RESENT: Mapping[Outcome, tuple[str, ...]] = {
    Outcome.READING: ("Profile has not answered yet whether it sends {} the invite again.",),
    Outcome.SENDING: ("Profile has not answered yet whether it sends {} the invite again.",),
    Outcome.DONE: (
        "The invite to {} was sent again.",
        "Profile took one message. Whether it arrives cannot be read from here.",
    ),
    Outcome.GONE: ("{} is no longer in the account.", "Nothing was sent."),
    Outcome.ANSWERED: (
        "Good news: {} has answered since.",
        "So no message was sent; the results are on their page.",
    ),
    Outcome.NOT_OFFERED: (
        "The invite to {} was not sent again: Profile offers this dashboard no way to.",
        _ASK_IN_PROFILE,
    ),
    Outcome.UNTOLD: (
        "The invite to {} was not sent again.",
        "Profile knows no such person any more, or offers this dashboard no way to resend.",
        "Which of both it is cannot be told without seeing your people.",
    ),
    Outcome.REFUSED: ("Profile refused to send {} the invite again.", "Nothing was sent."),
    Outcome.BUSY: ("The invite to {} was not sent again: Profile asks you to wait.",),
    Outcome.UNREACHED: ("The invite to {} was not sent again: Profile did not take it.", _SAFE),
    Outcome.UNSURE: (
        "It is not known whether the invite to {} was sent again.",
        "No usable answer came, and nothing that can be read in Profile shows it.",
        "This dashboard does not repeat it. If you resend once more, they may get two messages.",
    ),
}
_CANCELLED: Mapping[Outcome, tuple[str, ...]] = {
    Outcome.READING: ("Profile has not answered yet whether the invite of {} is cancelled.",),
    Outcome.SENDING: ("Profile has not answered yet whether the invite of {} is cancelled.",),
    Outcome.DONE: ("The invite of {} is cancelled.", "Profile was read again: it is gone."),
    Outcome.GONE: ("The invite of {} is cancelled.", "It was gone already, so nothing was sent."),
    Outcome.ANSWERED: (
        "Good news: {} has answered since.",
        "So the invite was not cancelled, and the results are on their page.",
    ),
    Outcome.NOT_OFFERED: (
        "The invite of {} stands: Profile offers this dashboard no way to cancel it.",
        _ASK_IN_PROFILE,
    ),
    Outcome.UNTOLD: (
        "It is not known whether the invite of {} still stands.",
        "Profile knows no such person any more, or offers this dashboard no way to cancel.",
        "Profile could not be read just now. Read the list again to see.",
    ),
    Outcome.REFUSED: ("Profile refused to cancel the invite of {}.", "It still stands."),
    Outcome.BUSY: ("The invite of {} stands: Profile asks you to wait.",),
    Outcome.UNREACHED: ("The invite of {} was not cancelled: Profile did not take it.", _SAFE),
    Outcome.FAILED: (
        "The invite of {} still stands.",
        "No usable answer came, and Profile was read again: nothing was cancelled.",
        "It is safe to try again.",
    ),
    Outcome.UNSURE: (
        "It is not known whether the invite of {} is cancelled.",
        "No usable answer came, and Profile could not be read just now.",
        "Read the list again to see; cancelling once more does no harm.",
    ),
    Outcome.UNPROVEN: (
        "Profile says that the invite of {} is cancelled.",
        "That could not be read again just now.",
    ),
    Outcome.STANDS: (
        "Profile says that the invite of {} is cancelled, but still shows it.",
        "Read the list again in a moment to see.",
    ),
}
_WELL = frozenset({Outcome.DONE, Outcome.GONE, Outcome.ANSWERED})


@dataclass(frozen=True, slots=True)
class Told:
    """A headline around a name, and further sentences. `again_at` is when the platform wants to be
    asked again.
    """

    act: Act
    before: str
    who: str
    after: str
    further: tuple[str, ...]
    again_at: datetime | None

    @property
    def is_trouble(self) -> bool:
        """Whether it is not as was wished for."""
        return self.act.outcome not in _WELL

    @property
    def is_unknown(self) -> bool:
        """Whether nobody knows if a message went out."""
        return self.act.deed is Deed.RESEND and self.act.outcome is Outcome.UNSURE

    @property
    def has_answered(self) -> bool:
        """Whether the person has results by now."""
        return self.act.outcome is Outcome.ANSWERED


def told(act: Act, *, names_hidden: bool = False) -> Told:
    """In words; with `names_hidden` without the name."""
    table = _RESENT if act.deed is Deed.RESEND else _CANCELLED
    headline, *further = table.get(act.outcome, table[Outcome.UNSURE])
    if act.said and act.outcome is Outcome.REFUSED:
        further.append(f"Profile says: “{act.said}”")
    before, _, after = headline.partition("{}")
    who = _NO_NAME if names_hidden else act.who
    if names_hidden and not before:
        who = who.capitalize()
    return Told(act, before, who, after, tuple(further), moment(act.again_at))
