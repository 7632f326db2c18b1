"""What came of a change to the account, as it is kept for the page that tells of it."""

from enum import StrEnum

import msgspec


class Outcome(StrEnum):
    """How a change ended, as a reading afterwards showed.

    ALREADY: it was so before, and nothing was sent. STILL: what was sent changed nothing. ALTERED:
    something else is there than what was sent. UNREAD: it may have been done, and could not be
    read. MEANWHILE: somebody else was there first, and nothing was sent. REFUSED and NOT_OFFERED
    are the platform's word.
    """

    SAVED = "saved"
    ALREADY = "already"
    STILL = "still"
    ALTERED = "altered"
    UNREAD = "unread"
    MEANWHILE = "meanwhile"
    REFUSED = "refused"
    NOT_OFFERED = "not offered"


class AccountChange(msgspec.Struct, frozen=True, kw_only=True):
    """A change of preferences, or of the logo (`is_logo`); `said` is the platform's sentence.

    `wished` are the preferences that were asked for, `before` what they were when the form was
    drawn, `elsewhere` others that somebody else changed while the form was open. `is_removal`
    tells a logo that was taken away; `former` is the draft of the one before, where there was one,
    and `now` the fingerprint of the one that is there since.
    """

    outcome: Outcome
    said: str | None = None
    wished: dict[str, bool] = {}
    before: dict[str, bool] = {}
    elsewhere: dict[str, bool] = {}
    is_logo: bool = False
    is_removal: bool = False
    former: str = ""
    now: str = ""
