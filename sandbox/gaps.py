"""Places of a long list that are empty, and who stands where in what is left of it."""

from bisect import bisect_left, bisect_right, insort


class Gaps:
    """The empty places, in their order; every question is answered by halving.

    Not safe for several threads: whoever owns it holds a lock.
    """

    def __init__(self) -> None:
        self._places: list[int] = []

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, place: int) -> bool:
        found = bisect_left(self._places, place)
        return found < len(self._places) and self._places[found] == place

    def add(self, place: int) -> None:
        """Empties a place that is not empty yet."""
        insort(self._places, place)

    def place_at(self, index: int) -> int:
        """The place, not empty, that so many others stand before (`index` may be beyond the last).

        Before the n-th empty place (from 0) stand as many as its number less n.
        """
        numbers = range(len(self._places))
        return index + bisect_right(numbers, index, key=lambda n: self._places[n] - n)
