"""The closed lists of words that a line of the security log is made of."""

from enum import StrEnum


class Event(StrEnum):
    """What happened."""

    SIGN_IN = "sign_in"
    SIGN_IN_REFUSED = "sign_in_refused"
    SIGN_OUT = "sign_out"
    SESSION_ENDED = "session_ended"
    ACCOUNT_SWITCHED = "account_switched"
    REFUSED = "refused"
    REFRESH = "refresh"
    CONNECTION_ENDED = "connection_ended"
    REVOKE = "revoke"
    EXPORT = "export"
    BULK_CHANGE = "bulk_change"
    ACCOUNT_CHANGE = "account_change"
    PERSON_CHANGED = "person_changed"
    PERSON_DELETED = "person_deleted"
    INVITES = "invites"


class Reason(StrEnum):
    """Why something was refused, a request or a sign-in."""

    FOREIGN_ORIGIN = "foreign-origin"
    STALE_FORM = "stale-form"
    OTHER_ACCOUNT = "other-account"
    NAMES_HIDDEN = "names-hidden"
    TOO_OFTEN = "too-often"
    UNKNOWN_ATTEMPT = "unknown-attempt"
    FOREIGN_ISSUER = "foreign-issuer"
    DENIED = "denied"
    UNUSABLE_ANSWER = "unusable-answer"


class Outcome(StrEnum):
    """How a refresh went.

    LOST: an earlier one was interrupted after it was sent, and what it brought never arrived.
    """

    RENEWED = "renewed"
    ENDED = "ended"
    UNAVAILABLE = "unavailable"
    LOST = "lost"
    LIMITED = "limited"


class Form(StrEnum):
    """Of the file in which a job without a person took people's data away."""

    CSV = "csv"
    JSON = "json"
