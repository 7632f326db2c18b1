"""Focus: the results of the third assessment, typed and tolerant.

Facets, domains and levels are open strings in the order in which they came: the platform documents
no closed list of any of them.
Source: Profile API reference, sections 4.2 and 5.3.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import overload

import msgspec

from webapp.api.envelope import explain
from webapp.api.errors import UnexpectedAnswer

_NULL = msgspec.Raw(b"null")
_WHITE_SPACE = b" \t\r\n"


class Facet(msgspec.Struct, frozen=True, gc=False):
    """One facet of a Focus domain: `key` in camelCase, score as sent (0 to 100), level."""

    key: str
    score: float | None = None
    level: str | None = None


class Domain(msgspec.Struct, frozen=True, gc=False):
    """One Focus domain with its facets in the order sent."""

    key: str
    score: float | None = None
    level: str | None = None
    facets: tuple[Facet, ...] = ()


class FocusSent(Sequence[Domain]):
    """The Focus domains in the order sent, read when first looked at.

    Focus is four fifths of a profile, and a list of people shows none of it. Reading raises
    UnexpectedAnswer where a domain has another shape than the documented one.
    """

    __slots__ = ("_domains", "_sent", "kept_at")

    def __init__(
        self,
        sent: Mapping[str, msgspec.Raw] | Callable[[], Mapping[str, msgspec.Raw]],
        kept_at: tuple[int, int] = (0, 0),
    ):
        """What was sent, or what fetches it from where it is kept; those of many are fetched in the
        least time in the order of `kept_at`.
        """
        self._sent, self.kept_at = sent, kept_at
        self._domains: tuple[Domain, ...] | None = None

    @property
    def sent(self) -> Mapping[str, msgspec.Raw]:
        """The domains by their keys, as they were sent."""
        if callable(self._sent):
            self._sent = self._sent()
        return self._sent

    def __len__(self) -> int:
        return len(self.sent)

    def as_sent(self) -> bytes:
        """Bytes that differ where what was sent does, without reading it. White space and the
        order of the domains make no difference; the order of the facets within one does.
        """
        return b"\n".join(
            key.encode() + bytes(self.sent[key]).translate(None, _WHITE_SPACE)
            for key in sorted(self.sent)
        )

    def read(self) -> tuple[Domain, ...]:
        """The domains, of which nothing is kept here: for whoever reads those of very many."""
        sent = self._sent() if callable(self._sent) else self._sent
        return self._domains or tuple([_domain(key, each) for key, each in sent.items()])

    def __iter__(self) -> Iterator[Domain]:
        return iter(self[:])

    @overload
    def __getitem__(self, at: int) -> Domain: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Domain]: ...
    def __getitem__(self, at: int | slice) -> Domain | Sequence[Domain]:
        if self._domains is None:
            self._domains = tuple([_domain(key, each) for key, each in self.sent.items()])
        return self._domains[at]


class _FacetSent(msgspec.Struct, gc=False):
    score: float | None = None
    level: str | None = None


class _DomainSent(msgspec.Struct, gc=False):
    score: float | None = None
    level: str | None = None
    facets: dict[str, _FacetSent | None] | None = None


_domain_decoder = msgspec.json.Decoder(_DomainSent)


def _domain(key: str, sent: msgspec.Raw) -> Domain:
    try:
        domain = _domain_decoder.decode(sent)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise UnexpectedAnswer(f"focus: {explain(error)}") from None
    facets = [
        Facet(name, facet.score, facet.level)
        for name, facet in (domain.facets or {}).items()
        if facet
    ]
    return Domain(key, domain.score, domain.level, tuple(facets))


def focus_result(sent: Mapping[str, msgspec.Raw] | None) -> Sequence[Domain] | None:
    """The Focus domains without those that are null; None when there are none."""
    domains = {key: domain for key, domain in (sent or {}).items() if domain != _NULL}
    return FocusSent(domains) if domains else None
