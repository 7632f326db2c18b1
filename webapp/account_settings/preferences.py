"""Preferences: what the form was drawn from, what the person wants, and what is there now."""

from collections.abc import Mapping
from dataclasses import dataclass

from webapp.account_settings.changes import AccountChange, Outcome
from webapp.account_settings.sending import sent
from webapp.api import ApiError
from webapp.api.account import AccountApi


@dataclass(frozen=True, slots=True)
class Wish:
    """Preferences by the platform's names, as the form showed them and as they were sent."""

    drawn: Mapping[str, bool]
    sent: Mapping[str, bool]

    @property
    def touched(self) -> dict[str, bool]:
        """Those that the person changed. Nothing else is ever written."""
        return {name: on for name, on in self.sent.items() if self.drawn.get(name) is not on}

    def elsewhere(self, now: Mapping[str, bool]) -> dict[str, bool]:
        """Those that somebody else changed while the form was open, and the person did not."""
        touched = self.touched
        return {
            name: now[name]
            for name, on in self.drawn.items()
            if name in now and now[name] is not on and name not in touched
        }


def set_preferences(account: AccountApi, wish: Wish) -> AccountChange:
    """Set what the person changed, and read again. Twice is once: what is so already is not sent.
    Raises ApiError where nothing was done.
    """
    now = account.read().preferences or {}
    touched, elsewhere = wish.touched, wish.elsewhere(now)
    to_send = {name: on for name, on in touched.items() if now.get(name) is not on}
    outcome: Outcome | None = Outcome.ALREADY
    said = None
    if to_send:
        outcome, said = sent(lambda: account.prefer(to_send))
    return AccountChange(
        outcome=outcome or _read_again(account, to_send),
        said=said,
        wished=touched,
        before={name: wish.drawn[name] for name in touched if name in wish.drawn},
        elsewhere=elsewhere,
    )


def _read_again(account: AccountApi, wished: Mapping[str, bool]) -> Outcome:
    try:
        now = account.read().preferences or {}
    except ApiError:
        return Outcome.UNREAD
    is_so = all(now.get(name) is on for name, on in wished.items())
    return Outcome.SAVED if is_so else Outcome.STILL
