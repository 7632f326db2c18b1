"""Focus of everybody: read once, and nobody's misshapen one fails the others."""

from collections.abc import Iterator, Sequence

import msgspec

from webapp.api.focus import Domain, Facet, FocusSent, focus_result
from webapp.api.profiles import Profile
from webapp.people.focus_reading import domains_of, read_focus


class Counted(tuple[Domain, ...]):
    """Domains that count how often they are read."""

    reads = 0

    def __iter__(self) -> Iterator[Domain]:
        Counted.reads += 1
        return super().__iter__()


def _sent(text: bytes) -> Sequence[Domain] | None:
    return focus_result({"flexibility": msgspec.Raw(text)})


def test_whoever_cannot_be_read_is_counted_and_left_out() -> None:
    whole = Profile(id="1", focus=_sent(b'{"score": 54, "level": "baseline"}'))
    misshapen = Profile(id="2", focus=_sent(b'{"score": "many"}'))
    reading = read_focus([whole, misshapen, Profile(id="3")])

    assert [profile.id for profile, _ in reading.read] == ["1"]
    assert (reading.unreadable, reading.absent) == (1, 1)


def test_of_one_person_nothing_taken_and_nothing_readable_are_told_apart() -> None:
    whole = Profile(id="1", focus=_sent(b'{"score": 54, "level": "baseline"}'))

    assert domains_of(whole) == (Domain("flexibility", 54, "baseline"),)
    assert domains_of(Profile(id="2")) == ()
    assert domains_of(Profile(id="3", focus=_sent(b'{"facets": [1]}'))) is None


def test_everybody_is_read_once() -> None:
    Counted.reads = 0
    people = [Profile(id=str(n), focus=Counted((Domain("stability"),))) for n in range(5)]
    reading = read_focus(people)

    assert len(reading.read) == 5
    assert Counted.reads <= 5


def test_those_of_many_are_fetched_part_by_part_and_told_in_the_order_asked_for() -> None:
    """A part is fetched as a whole; in another order it would be fetched again for everybody."""
    fetched: list[tuple[int, int]] = []

    def kept(part: int, place: int) -> FocusSent:
        def fetch() -> dict[str, msgspec.Raw]:
            fetched.append((part, place))
            return {"flexibility": msgspec.Raw(b'{"score": %d}' % (10 * part + place))}

        return FocusSent(fetch, (part, place))

    places = [(2, 1), (0, 1), (1, 0), (0, 0), (2, 0)]
    people = [Profile(id=f"{part}.{place}", focus=kept(part, place)) for part, place in places]

    reading = read_focus(people)

    assert fetched == sorted(places)
    assert [(who.id, domain.score) for who, (domain,) in reading.read] == [
        (f"{part}.{place}", 10 * part + place) for part, place in places
    ]


def test_facets_are_given_of_the_domains_that_are_looked_into_and_nothing_else_is_left_out() -> (
    None
):
    facets = b'{"score": 1, "level": "high", "facets": {"calm": {"score": 2}}}'
    sent = focus_result({"one": msgspec.Raw(facets), "other": msgspec.Raw(facets)})

    [(_, (one, other))] = read_focus([Profile(id="1", focus=sent)], "one".__eq__).read

    assert one == Domain("one", 1, "high", (Facet("calm", 2),))
    assert other == Domain("other", 1, "high")
