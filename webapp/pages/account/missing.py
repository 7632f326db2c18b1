"""Why a part of the page is not there, in a sentence; pure."""

from webapp.api import (
    ApiError,
    Forbidden,
    NotFound,
    NotOffered,
    TooMany,
    TooSlow,
    Unavailable,
)
from webapp.people.search import quoted

NOT_ALLOWED = "You did not allow this dashboard to see your account."
ELSEWHERE = (
    "Profile says that the logo lies at another site. This dashboard loads pictures only from "
    "Profile’s own API, so it is not shown."
)
NO_PICTURE = "What Profile has for a logo is no picture that can be shown."


def why(error: ApiError) -> str:
    """What the platform did instead of answering."""
    match error:
        case TooSlow():
            return "This could not be read just now: Profile took too long to answer."
        case Unavailable():
            return "This could not be read just now: Profile did not answer."
        case TooMany():
            return "This could not be read just now: Profile asks for fewer requests."
        case Forbidden():
            said = f" It says: {quoted(error.message)}" if error.message else ""
            return f"Profile does not let this connection read this.{said}"
        case NotOffered() | NotFound():
            return "Profile offers no way to read this here. Look for it in Profile itself."
    return "This could not be read: Profile’s answer is not as this dashboard knows it."
