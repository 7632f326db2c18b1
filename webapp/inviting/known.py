"""Who is in the account already, found by any address or number; pure."""

from collections.abc import Iterable

from webapp.api.profiles import Profile
from webapp.people.reach import key_of


class Known:
    """People by what they are reached by; of several with the same the first."""

    def __init__(self, people: Iterable[Profile]):
        self._by_key: dict[str, Profile] = {}
        for person in people:
            for way in (person.email, person.phone):
                if way:
                    self._by_key.setdefault(key_of(way), person)

    def by(self, key: str) -> Profile | None:
        """Whoever is reached so (see `Reach.key`)."""
        return self._by_key.get(key)
