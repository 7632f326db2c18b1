"""The invented tenants, their events, and the exhibitors of these.

Source: Personify API reference, sections 1 and 3. That a tenant is a GUID, an event a number, and
all fields of an exhibitor, are our assumptions.
"""

from typing import NamedTuple

from msgspec import Struct

from sandbox.population.draws import Draws

MAIN_TENANT = "5f0c2a9e-8d41-4b7e-9c36-1e2f7a60b8d4"
SECOND_TENANT = "b81d6f37-02ca-4e95-a4d8-c93b57e6120f"

_FIRST = ("Alder", "Brindle", "Corvane", "Dunmere", "Elstow", "Farrow", "Gantry", "Hollin")
_SECOND = ("Bearings", "Cables", "Displays", "Fixtures", "Logistics", "Optics", "Packaging")
_CITIES = ("Aldermouth", "Brackwater", "Cawston", "Dunfield", "Eastmere")


class Exhibitor(Struct, frozen=True, rename="camel"):
    """A company with a stand at an event."""

    exhibitor_id: int
    company_name: str
    booth_number: str
    city: str
    website: str


class Event(NamedTuple):
    """An event with so many exhibitors, each made when it is asked for."""

    id: str
    size: int

    def exhibitors(self, page: int, per_page: int) -> list[Exhibitor]:
        """Those of a page (from 1)."""
        start = (page - 1) * per_page
        return [self._exhibitor(place) for place in range(start, min(start + per_page, self.size))]

    def _exhibitor(self, place: int) -> Exhibitor:
        draws = Draws(self.id, place)
        name = f"{_FIRST[draws.below(len(_FIRST))]} {_SECOND[draws.below(len(_SECOND))]}"
        return Exhibitor(
            exhibitor_id=int(self.id) * 1_000 + place,
            company_name=name,
            booth_number=f"{'ABCD'[place % 4]}{100 + place // 4}",
            city=_CITIES[draws.below(len(_CITIES))],
            website=f"https://{name.lower().replace(' ', '-')}.test",
        )


EVENTS = {
    MAIN_TENANT: (Event("4127", 143), Event("4203", 7), Event("4388", 0)),
    SECOND_TENANT: (Event("5016", 12),),
}


def event_of(tenant: str, event_id: str) -> Event | None:
    """The event of this tenant with this id, if there is one."""
    return next((event for event in EVENTS.get(tenant, ()) if event.id == event_id), None)
