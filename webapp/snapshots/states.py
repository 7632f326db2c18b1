"""What is kept of a reading, and how far it is; pure."""

import msgspec


class StillReading(Exception):
    """Everybody is needed, and not all are read yet; `count` are."""

    def __init__(self, count: int):
        super().__init__(f"{count} people read so far.")
        self.count = count


class Part(msgspec.Struct, frozen=True, gc=False):
    """People who lie together under a random name; who comes later replaces who came before."""

    name: str
    count: int


class Reading(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One way through all pages. `begun_at` and `failed_at` are Unix seconds, `seconds` how long
    the whole took; `first` is the digest of the first page, and `known` the number of the last of
    our own changes that was over when it began. `pulse` says whether somebody is at it.
    """

    begun_at: float
    first: bytes
    known: int
    parts: tuple[Part, ...] = ()
    next_page: int = 2
    pulse: str = ""
    seconds: float = 0.0
    failed_at: float = 0.0

    @property
    def count(self) -> int:
        """People read, some of them perhaps more than once."""
        return sum(part.count for part in self.parts)


class News(msgspec.Struct, frozen=True, gc=False):
    """An own change: that of one person by id, or of people who are new ("")."""

    number: int
    profile_id: str


class Head(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """`now` is what pages show, None before the first reading is over; `next` is under way."""

    now: Reading | None = None
    next: Reading | None = None
    news: tuple[News, ...] = ()
    last: int = 0
    """The number of the latest news."""

    def with_news(self, profile_id: str) -> "Head":
        """One more own change; the same one again takes no more room."""
        kept = tuple(news for news in self.news if news.profile_id != profile_id)
        news = (*kept, News(self.last + 1, profile_id))
        return msgspec.structs.replace(self, news=news, last=self.last + 1)

    def unknown_to(self, reading: Reading) -> list[str]:
        """The own changes that came after it began, the first one first."""
        return [news.profile_id for news in self.news if news.number > reading.known]

    def over(self, reading: Reading) -> "Head":
        """What was read is what pages show from now on."""
        news = tuple(news for news in self.news if news.number > reading.known)
        return msgspec.structs.replace(self, now=reading, next=None, news=news)
