"""Focus of everybody: read once, and nobody's misshapen one fails the others."""

from collections.abc import Iterator, Sequence

import msgspec

from webapp.api.focus import Domain, focus_result
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
