"""The profiles of one account as they stand now, and the writing to them.

Source: Profile API reference, sections 4.2 and 4.3. That profiles can be changed and deleted is
documented (scopes), how is our assumption.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from threading import RLock

from msgspec.structs import replace

from sandbox.addresses import Addresses, Entry, Field
from sandbox.gaps import Gaps
from sandbox.identifiers import Identifiers, Kind
from sandbox.population.profile_list import ProfileList
from sandbox.population.profiles import Profile
from sandbox.times import in_milliseconds

_NEXT = timedelta(milliseconds=1)


class NoSuchProfile(LookupError):
    """The account has no profile with this id, or no longer."""


class ProfileBook:
    """The seeded profiles, made when they are asked for, and over them what was written since.

    Everybody has a place that is theirs for good, in order of creation: the seeded ones first,
    then those invited since. Only who is gone or was written to is remembered, so that a deleted
    one among a hundred thousand costs nobody anything. Hold `lock` over several steps that must
    not be parted.
    """

    def __init__(self, seeded: ProfileList, ids: Identifiers, account: int) -> None:
        """`account` is the account's number in `ids`."""
        self.lock = RLock()
        self.seeded = seeded
        self._ids, self._account = ids, account
        self._addresses = Addresses(self._addressed)
        self.reset()

    def __len__(self) -> int:
        return self._places - len(self._gone)

    def page(self, number: int, limit: int) -> list[Profile]:
        """The `limit` profiles of a page (from 1); fewer or none at the end."""
        start = (number - 1) * limit
        with self.lock:
            return [self.at(index) for index in range(start, min(start + limit, len(self)))]

    def at(self, index: int) -> Profile:
        """The profile that so many stand before."""
        with self.lock:
            return self._profile(self._gone.place_at(index))

    def id_at(self, index: int) -> str:
        """The id of the profile that so many stand before, without making the profile."""
        with self.lock:
            return self._id(self._gone.place_at(index))

    @property
    def next_id(self) -> str:
        """The id that the next new profile will have; hold `lock` until it has."""
        return self._id(self._places)

    def find(self, profile_id: str) -> Profile | None:
        """The profile with this id; None for an unknown id and for another account's."""
        with self.lock:
            place = self._place(profile_id)
            return None if place is None else self._profile(place)

    def holds(self, profile_id: str) -> bool:
        """Whether this is the id of one of them, without making the profile."""
        with self.lock:
            return self._place(profile_id) is not None

    def reached_by(self, *, email: str | None = None, phone: str | None = None) -> list[Profile]:
        """Everybody with this address or this number, in order of creation."""
        with self.lock:
            places = self._addresses.places(email=email, phone=phone)
            return [self._profile(place) for place in places]

    def create(self, *, email: str = "", phone: str | None = None) -> Profile:
        """A new pending profile; whether the address is somebody's already is not asked here."""
        with self.lock:
            now, new = in_milliseconds(datetime.now(UTC)), self.next_id
            made = Profile(id=new, created_at=now, updated_at=now, email=email, phone=phone)
            self._places += 1
            return self._put(self._places - 1, None, made)

    def change(self, profile_id: str, **changes: object) -> Profile:
        """Other values for fields of `Profile`; its time moves on. Raises NoSuchProfile."""
        with self.lock:
            place = self._known(profile_id)
            before = self._profile(place)
            after = datetime.fromisoformat(before.updated_at) + _NEXT
            moment = in_milliseconds(max(datetime.now(UTC), after))
            return self._put(place, before, replace(before, updated_at=moment, **changes))

    def delete(self, profile_id: str) -> Profile:
        """The profile as it was. Raises NoSuchProfile."""
        with self.lock:
            place = self._known(profile_id)
            profile = self._profile(place)
            self._addresses.move(place, profile, None)
            self._gone.add(place)
            self._written.pop(place, None)
            return profile

    def reset(self) -> None:
        """As seeded."""
        with self.lock:
            self._places = len(self.seeded)
            self._gone = Gaps()
            self._written: dict[int, Profile] = {}
            self._addresses.forget()

    def _put(self, place: int, before: Profile | None, after: Profile) -> Profile:
        self._written[place] = after
        self._addresses.move(place, before, after)
        return after

    def _id(self, place: int) -> str:
        return self._ids.write(Kind.PROFILE, self._account, place)

    def _place(self, profile_id: str) -> int | None:
        found = self._ids.read(profile_id)
        if not found or found[:2] != (Kind.PROFILE, self._account):
            return None
        place = found.position
        return place if place < self._places and place not in self._gone else None

    def _known(self, profile_id: str) -> int:
        place = self._place(profile_id)
        if place is None:
            raise NoSuchProfile(profile_id)
        return place

    def _profile(self, place: int) -> Profile:
        return self._written.get(place) or self.seeded.at(place)

    def _addressed(self, field: Field) -> Iterator[Entry]:
        seeded_at = self.seeded.email_at if field == "email" else self.seeded.phone_at
        for place in range(self._places):
            if place in self._gone:
                continue
            written = self._written.get(place)
            yield place, getattr(written, field) if written else seeded_at(place)
