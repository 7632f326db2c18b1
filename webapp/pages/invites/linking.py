"""What a link to share is to bring with it, and why there is none; pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from webapp.aliases import KeyRefused, checked
from webapp.api import ApiError, Conflict, NotFound, NotOffered, Rejected, TooMany, TooSlow
from webapp.api.tags import Tag
from webapp.pages.invites.qr import Code, code, is_web_address
from webapp.pending_invites import ShareLink
from webapp.people.ordering import by_label


@dataclass(frozen=True, slots=True)
class Wish:
    """As it stands in the form: ids of tags, and the own id ("": none). `advice` says what is wrong
    with that, `note` what came of it otherwise; `status` goes with either.
    """

    tags: tuple[str, ...] = ()
    own_id: str = ""
    advice: str = ""
    note: str = ""
    status: int = 200
    retry_after: int | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A link with its code; `is_link` says whether a browser may follow it."""

    kept: ShareLink
    code: Code | None

    @property
    def is_link(self) -> bool:
        return is_web_address(self.kept.link)


def wish(tags: Sequence[str], own_id: str) -> Wish:
    """What was sent; spaces around an own id are nobody's meaning."""
    typed = own_id.strip()
    sent = Wish(tuple(dict.fromkeys(tags)), typed)
    try:
        typed = typed and checked(typed)
    except KeyRefused as refused:
        return replace(sent, advice=refused.advice, status=422)
    return sent


def refused(sent: Wish, error: ApiError) -> Wish:
    """The form after a link could not be had. Asking again sends nothing to anybody."""
    match error:
        case Conflict(message=said):
            advice = "Somebody has this own id already. Type another one, or none."
            return replace(sent, advice=_with(advice, said), status=409)
        case Rejected(message=said):
            return replace(sent, note=_with("Profile did not accept that.", said), status=422)
        case TooMany(retry_after=seconds):
            wait = "a moment" if seconds is None else f"{seconds} seconds"
            note = f"Profile asks for patience. Wait {wait}, then press the button again."
            return replace(sent, note=note, status=429, retry_after=seconds)
        case NotFound() | NotOffered():
            return replace(sent, note=_NOT_OFFERED, status=502)
        case TooSlow():
            return replace(sent, note=_NO_ANSWER, status=504)
    return replace(sent, note=_NO_ANSWER, status=502)


def kept(link: str, sent: Wish, tags: Iterable[Tag] | None) -> ShareLink:
    """The link with what everybody who follows it gets, in words."""
    labels = tuple(tag.label for tag in by_label(tags or ()) if tag.id in sent.tags)
    return ShareLink(link, labels, sent.own_id)


def made(link: ShareLink | None) -> Made | None:
    """As it is shown."""
    return None if link is None else Made(link, code(link.link))


def _with(sentence: str, said: str | None) -> str:
    return f"{sentence} Profile says: “{said}”" if said else sentence


_NO_ANSWER = (
    "Profile gave no usable answer. A link sends nothing to anybody, so it is safe to press the "
    "button again."
)
_NOT_OFFERED = (
    "Profile offers this dashboard no links to share. Copy one in Profile itself, or send invites."
)
